#include "format/text/part_pieces.hpp"

#include <algorithm>

#include "base/mapped_file.hpp"
#include "base/utf8_scan.hpp"
#include "model/line_label.hpp"

namespace review {
namespace {

bool continues_character(char byte) { return (static_cast<unsigned char>(byte) & 0xc0) == 0x80; }

// Where the last `count` characters before `end` begin.
std::size_t step_back(std::string_view text, std::size_t end, std::size_t count) {
    while (end > 0 && count > 0) {
        --end;
        if (!continues_character(text[end])) --count;
    }
    return end;
}

std::uint32_t characters(std::string_view text) { return static_cast<std::uint32_t>(count_characters(text)); }

// The runs of text[begin, end), counted from `begin`.
std::vector<SourceRun> runs_between(const std::vector<SourceRun>& runs, std::size_t begin, std::size_t end) {
    std::vector<SourceRun> some;
    auto run = std::partition_point(runs.begin(), runs.end(), [&](const auto& r) { return r.text_end <= begin; });
    for (; run != runs.end() && run->text_begin < end; ++run) {
        SourceRun clipped = *run;
        clipped.text_begin = std::max(run->text_begin, static_cast<std::uint32_t>(begin));
        clipped.text_end = std::min(run->text_end, static_cast<std::uint32_t>(end));
        if (run->verbatim) {
            clipped.source.begin += clipped.text_begin - run->text_begin;
            clipped.source.end -= run->text_end - clipped.text_end;
        }
        clipped.text_begin -= static_cast<std::uint32_t>(begin);
        clipped.text_end -= static_cast<std::uint32_t>(begin);
        some.push_back(clipped);
    }
    return some;
}

}  // namespace

PartPieces::PartPieces(ExtractionSink& sink, Part head) : sink_(sink), part_(std::move(head)) {}

Part& PartPieces::begin(std::uint32_t number) {
    // What was large once is not kept for all that is small.
    if (part_.text.capacity() > kept_bytes) part_ = Part();
    part_.number = number;
    part_.kind = PartKind::text;
    part_.page = part_.first = 0;
    part_.label.clear();
    part_.text.clear();
    part_.glyph_ends.clear();
    part_.quads.clear();
    part_.painted.clear();
    part_.unseen.clear();
    part_.cell_lines.clear();
    part_.xpath.clear();
    part_.called.clear();
    part_.source.clear();
    handed_on_ = 0;
    wanted_ = sink_.wants(number);
    return part_;
}

void PartPieces::verbatim(std::string_view text, std::uint64_t source) {
    while (!text.empty()) {
        make_room();
        std::size_t size = std::min(text.size(), piece_bytes - part_.text.size());
        while (size < text.size() && continues_character(text[size])) --size;
        const auto at = static_cast<std::uint32_t>(part_.text.size());
        auto& runs = part_.source;
        const bool joins = !runs.empty() && runs.back().verbatim && runs.back().text_end == at &&
                           runs.back().source.end == source;
        if (!joins) runs.push_back({at, at, {source, source}, true});
        part_.text += text.substr(0, size);
        runs.back().text_end += static_cast<std::uint32_t>(size);
        runs.back().source.end += size;
        if (size >= piece_bytes / 2) passed(as_bytes(text.substr(0, size)));
        text.remove_prefix(size);
        source += size;
    }
}

void PartPieces::glyph(std::string_view text, ByteRange source) {
    make_room();
    const auto at = static_cast<std::uint32_t>(part_.text.size());
    part_.text += text;
    part_.source.push_back({at, static_cast<std::uint32_t>(part_.text.size()), source, false});
}

void PartPieces::layout(char character) {
    make_room();
    part_.text += character;
}

void PartPieces::layout(std::string_view character) {
    make_room();
    part_.text += character;
}

bool PartPieces::ends_blank() const {
    return !part_.text.empty() && std::string_view(" \t\r\n").find(part_.text.back()) != std::string_view::npos;
}

bool PartPieces::finish() {
    if (part_.text.size() <= handed_on_) return part_.first > 0;
    if (wanted_) sink_.part(std::move(part_));
    return true;
}

// A character has four bytes at most.
void PartPieces::make_room() {
    if (part_.text.size() + 4 <= piece_bytes && part_.source.size() < piece_runs) return;
    const auto line = part_.text.rfind('\n');
    const bool near = line != std::string::npos && line + 1 > handed_on_ && line >= part_.text.size() / 4 * 3;
    hand_on(near ? line + 1 : part_.text.size());
}

void PartPieces::hand_on(std::size_t end) {
    // At most a quarter of the text comes again, also where the runs are what is full.
    const auto begin = step_back(part_.text, end, std::min<std::size_t>(overlap, characters(part_.text) / 4));
    Part next;
    next.number = part_.number, next.kind = part_.kind, next.page = part_.page;
    next.label = label_at(part_, begin), next.xpath = part_.xpath;
    next.first = part_.first + characters(std::string_view(part_.text).substr(0, begin));
    next.text = part_.text.substr(begin);
    next.source = runs_between(part_.source, begin, part_.text.size());
    if (end < part_.text.size()) part_.source = runs_between(part_.source, 0, end);
    part_.text.resize(end);
    if (wanted_) sink_.part(std::move(part_));
    part_ = std::move(next);
    handed_on_ = end - begin;
}

}  // namespace review
