#include "format/picture/recognised_file.hpp"

#include <algorithm>
#include <cmath>

#include <review/error.hpp>

#include "base/charset.hpp"
#include "base/loose_text.hpp"
#include "base/messages/format_picture.hpp"
#include "format/picture/bare_file.hpp"
#include "format/picture/grey_file.hpp"
#include "format/picture/piece_lines.hpp"

namespace review {
namespace {

constexpr std::uint32_t dots_told = 300;  // what engines are trained for: a file says nothing of its size on paper

std::string lines_of(const std::vector<RecognisedPiece>& pieces) {
    std::string text;
    for (std::size_t begin = 0; begin < pieces.size();) {
        const auto line = line_from(pieces, begin);
        const auto runs = run_of(line);
        if (begin > 0) text += '\n';
        for (std::size_t i = 0; i < line.size(); ++i) {
            if (i > 0 && is_gap(line[i - 1], line[i], runs)) text += ' ';
            text += line[i].text;
        }
        begin += line.size();
    }
    return text;
}

void read_by(const PictureReader& reader, const GreyFile& file, RecognisedFile& seen) {
    seen.readers += (seen.readers.empty() ? "" : ", ") + reader.identity().name;
    try {
        for (const auto& samples : file.readings) {
            const auto pieces = reader.read({file.width, file.height, dots_told, samples});
            auto text = lines_of(pieces);
            const bool told = std::any_of(seen.texts.begin(), seen.texts.end(), [&](const auto& other) { return loose(other) == loose(text); });
            if (text.empty() || told) continue;
            for (const auto& piece : pieces) seen.confidence += piece.confidence;
            seen.pieces += pieces.size();
            seen.texts.push_back(std::move(text));
        }
    } catch (const Error& error) {
        seen.failure = error.what();
    }
}

}  // namespace

const RecognisedFile* RecognisedFiles::read(std::size_t number, ByteView file) const {
    if (reading_.readers.empty()) return nullptr;
    const auto known = files_.find(number);
    if (known != files_.end()) return &known->second;
    RecognisedFile seen;
    const auto grey = grey_file(file, limits_.image_bytes);
    seen.decoded = !grey.readings.empty();
    if (seen.decoded) {
        const auto bare = bare_picture_file(file);
        seen.bare = std::equal(bare.begin(), bare.end(), file.begin(), file.end());
        for (const auto& reader : reading_.readers) read_by(*reader, grey, seen);
        if (seen.pieces > 0) seen.confidence /= static_cast<double>(seen.pieces);
    }
    return &files_.emplace(number, std::move(seen)).first->second;
}

void RecognisedFiles::settle(const RecognisedFile& seen, BlindSpot& spot) const {
    if (!seen.failure.empty()) {
        spot.detail = say(Msg::picture_not_read, {seen.failure});
    } else if (!seen.decoded) {
        spot.detail = say(Msg::picture_not_decoded);
    } else if (seen.pieces == 0) {
        spot.detail = say(Msg::picture_nothing_recognised, {seen.readers});
    } else {
        spot.reason = BlindReason::recognised;
        spot.enough = reading_.enough && seen.bare;
        spot.detail = say(seen.bare ? Msg::picture_recognised : Msg::picture_recognised_more,
                          {seen.readers, std::to_string(seen.pieces), std::to_string(std::lround(seen.confidence))});
    }
}

Part recognised_part(std::string_view text, const std::string& label, ByteRange place) {
    Part part;
    part.kind = PartKind::picture;
    part.label = label;
    part.text = text;
    for (std::size_t at = 0; at < text.size();) {
        const auto size = std::min(utf8_size(text[at]), text.size() - at);
        part.source.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + size), place, false});
        at += size;
    }
    return part;
}

}  // namespace review
