#include "format/pdf/fonts/program_meanings.hpp"

#include "format/pdf/fonts/encodings.hpp"
#include "format/pdf/object_access.hpp"

namespace review::pdf {

using PoDoFo::PdfObject;

namespace {

constexpr std::uint64_t most_program = 64u << 20;

// Of several characters with one glyph the plain one: no radicals, compatibility forms, fixed spaces.
bool plainer(char32_t one, char32_t other) {
    const auto odd = [](char32_t c) {
        return c == 0xA0 || c == 0xAD || (c >= 0x2000 && c < 0x2012) || (c >= 0x2E80 && c < 0x2FE0) || (c >= 0xF900 && c < 0xFB00) ||
               (c >= 0x2F800 && c < 0x2FA20);
    };
    return odd(one) != odd(other) ? odd(other) : one < other;
}

bool is_private(char32_t c) { return (c >= 0xE000 && c < 0xF900) || c >= 0xF0000; }

}  // namespace

std::optional<ProgramMeanings> ProgramMeanings::of(const PdfObject& font) {
    auto& objects = *font.GetOwner();
    const PdfObject* holder = &font;
    const auto* descendants = value_of(&font, "DescendantFonts", objects);
    const bool composite = descendants && descendants->IsArray() && !descendants->GetArray().empty();
    if (composite) holder = resolve(&descendants->GetArray()[0], objects);
    const auto* descriptor = value_of(holder, "FontDescriptor", objects);
    for (const char* key : {"FontFile", "FontFile2", "FontFile3"}) {
        const auto* stream = value_of(descriptor, key, objects);
        if (!stream || !stream->HasStream()) continue;
        bool whole = false;
        auto program = FontProgram::open(as_bytes(stream_of(*stream, most_program, whole)));
        if (!program) return std::nullopt;
        ProgramMeanings meanings(std::move(*program));
        const auto* map = value_of(holder, "CIDToGIDMap", objects);
        meanings.has_cid_map_ = map && map->HasStream();
        if (meanings.has_cid_map_) meanings.cid_map_ = stream_of(*map, most_program, whole);
        meanings.by_number_ = composite && (name_of(value_of(holder, "Subtype", objects)) == "CIDFontType2" || !meanings.program_.cid_keyed());
        meanings.read_maps();
        return meanings;
    }
    return std::nullopt;
}

void ProgramMeanings::read_maps() {
    for (std::size_t map = 0; map < program_.maps().size(); ++map) {
        const auto kind = program_.maps()[map];
        if (kind.platform != 0 && !(kind.platform == 3 && (kind.encoding == 1 || kind.encoding == 10))) continue;
        for (const auto& entry : program_.entries(map)) {
            if (is_private(entry.code)) continue;
            const auto [known, fresh] = characters_.try_emplace(entry.glyph, entry.code);
            if (!fresh && plainer(entry.code, known->second)) known->second = entry.code;
        }
    }
}

char32_t ProgramMeanings::of_glyph(std::uint32_t glyph) const {
    if (glyph == 0) return 0;
    if (const auto known = characters_.find(glyph); known != characters_.end()) return known->second;
    const auto point = program_.cid_keyed() ? 0 : unicode_of_glyph_name(program_.name(glyph));
    return is_private(point) ? 0 : point;
}

// 9.6.6.4: a symbolic TrueType font's maps hold codes, in (3, 0) often above F000.
std::uint32_t ProgramMeanings::glyph_of_code(std::uint32_t code) const {
    if (program_.kind() != FontProgram::Kind::true_type) return program_.by_own_encoding(code);
    for (std::size_t map = 0; map < program_.maps().size(); ++map) {
        const auto kind = program_.maps()[map];
        if (kind.platform != 1 && !(kind.platform == 3 && kind.encoding == 0)) continue;
        for (const std::uint32_t above : {0xF000u, 0u}) {
            if (const auto glyph = program_.by_map(map, above | code); glyph != 0) return glyph;
        }
    }
    return 0;
}

char32_t ProgramMeanings::of_code(std::uint32_t code) const { return of_glyph(glyph_of_code(code)); }

char32_t ProgramMeanings::of_cid(std::uint32_t cid) const {
    if (has_cid_map_) {
        const auto at = std::size_t{cid} * 2;
        if (at + 1 >= cid_map_.size()) return 0;
        return of_glyph(static_cast<std::uint32_t>(static_cast<unsigned char>(cid_map_[at]) << 8 | static_cast<unsigned char>(cid_map_[at + 1])));
    }
    return of_glyph(by_number_ ? cid : program_.by_cid(cid));
}

bool ProgramMeanings::is_glyph_number(std::uint32_t cid) const { return by_number_ && !has_cid_map_ && cid < program_.glyphs(); }

}  // namespace review::pdf
