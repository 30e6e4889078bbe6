#include "format/pdf/font_trim/sfnt_tables.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace review::pdf {

namespace {

using Entries = std::vector<FontProgram::Entry>;

void put16(Bytes& out, std::uint32_t value) {
    out.push_back(static_cast<std::uint8_t>(value >> 8));
    out.push_back(static_cast<std::uint8_t>(value));
}

void put32(Bytes& out, std::uint32_t value) {
    put16(out, value >> 16);
    put16(out, value & 0xFFFF);
}

// Format 0: 256 one-byte glyph numbers.
Bytes byte_map(const Entries& entries) {
    Bytes out;
    put16(out, 0);
    put16(out, 262);
    put16(out, 0);
    out.resize(262);
    for (const auto& entry : entries) out[6 + entry.code] = static_cast<std::uint8_t>(entry.glyph);
    return out;
}

// Format 6: a trimmed array of two-byte glyph numbers.
Bytes trimmed_map(const Entries& entries) {
    const auto first = entries.front().code, count = entries.back().code - first + 1;
    Bytes out;
    put16(out, 6);
    put16(out, 10 + 2 * count);
    put16(out, 0);
    put16(out, first);
    put16(out, count);
    std::size_t next = 0;
    for (std::uint32_t i = 0; i < count; ++i) put16(out, entries[next].code == first + i ? entries[next++].glyph : 0);
    return out;
}

// Format 4: segments whose glyph is code plus a delta.
Bytes segment_map(const Entries& entries) {
    struct Segment {
        std::uint32_t first, last, delta;
    };
    std::vector<Segment> segments;
    for (const auto& entry : entries) {
        const auto delta = (entry.glyph - entry.code) & 0xFFFF;
        if (!segments.empty() && segments.back().last + 1 == entry.code && segments.back().delta == delta) segments.back().last = entry.code;
        else segments.push_back({entry.code, entry.code, delta});
    }
    if (segments.empty() || segments.back().last != 0xFFFF) segments.push_back({0xFFFF, 0xFFFF, 1});
    const auto count = static_cast<std::uint32_t>(segments.size());
    std::uint32_t power = 1, log = 0;
    while (power * 2 <= count) power *= 2, ++log;
    Bytes out;
    put16(out, 4);
    put16(out, 16 + 8 * count);
    put16(out, 0);
    put16(out, 2 * count);
    put16(out, 2 * power);
    put16(out, log);
    put16(out, 2 * (count - power));
    for (const auto& segment : segments) put16(out, segment.last);
    put16(out, 0);
    for (const auto& segment : segments) put16(out, segment.first);
    for (const auto& segment : segments) put16(out, segment.delta);
    for (std::uint32_t i = 0; i < count; ++i) put16(out, 0);
    return out;
}

// Format 12: groups of 32-bit codes.
Bytes group_map(const Entries& entries) {
    Bytes out;
    put16(out, 12);
    put16(out, 0);
    put32(out, static_cast<std::uint32_t>(16 + 12 * entries.size()));
    put32(out, 0);
    put32(out, static_cast<std::uint32_t>(entries.size()));
    for (const auto& entry : entries) {
        put32(out, entry.code);
        put32(out, entry.code);
        put32(out, entry.glyph);
    }
    return out;
}

Bytes map_of(const Entries& entries, int platform) {
    if (!entries.empty() && entries.back().code > 0xFFFF) return group_map(entries);
    if (platform != 1) return segment_map(entries);
    const bool narrow = std::all_of(entries.begin(), entries.end(), [](const auto& entry) { return entry.code < 256 && entry.glyph < 256; });
    return narrow || entries.empty() ? byte_map(entries) : trimmed_map(entries);
}

}  // namespace

Bytes character_maps(const FontProgram& program, const KeptGlyphs& kept) {
    std::vector<std::pair<FontProgram::CharacterMap, Bytes>> maps;
    for (std::size_t i = 0; i < program.maps().size(); ++i) {
        const auto map = program.maps()[i];
        if (map.platform != 0 && map.platform != 1 && map.platform != 3) continue;  // FreeType's own
        Entries entries;
        for (const auto& entry : program.entries(i)) {
            if (kept.glyphs.count(entry.glyph) != 0 && entry.glyph <= 0xFFFF) entries.push_back(entry);
        }
        maps.emplace_back(map, map_of(entries, map.platform));
    }
    if (maps.empty()) return {};
    std::stable_sort(maps.begin(), maps.end(), [](const auto& a, const auto& b) {
        return std::pair(a.first.platform, a.first.encoding) < std::pair(b.first.platform, b.first.encoding);
    });
    Bytes out;
    put16(out, 0);
    put16(out, static_cast<std::uint32_t>(maps.size()));
    auto offset = static_cast<std::uint32_t>(4 + 8 * maps.size());
    for (const auto& [map, bytes] : maps) {
        put16(out, static_cast<std::uint32_t>(map.platform));
        put16(out, static_cast<std::uint32_t>(map.encoding));
        put32(out, offset);
        offset += static_cast<std::uint32_t>(bytes.size());
    }
    for (const auto& [map, bytes] : maps) out.insert(out.end(), bytes.begin(), bytes.end());
    return out;
}

Bytes glyph_names(const FontProgram& program, const KeptGlyphs& kept, std::uint32_t glyphs) {
    const bool named = kept.by_name && kept.by_index && program.has_names();
    Bytes out;
    put32(out, named ? 0x00020000 : 0x00030000);
    out.resize(32);  // italic angle, underline, memory use: no reader of a PDF asks
    if (!named) return out;
    constexpr std::uint32_t standard_names = 258;
    put16(out, glyphs);
    std::vector<std::string> names;
    for (std::uint32_t glyph = 0; glyph < glyphs; ++glyph) {
        const auto name = kept.glyphs.count(glyph) != 0 ? program.name(glyph) : std::string();
        if (name.empty() || name.size() > 255) {
            put16(out, 0);  // .notdef
            continue;
        }
        put16(out, static_cast<std::uint32_t>(standard_names + names.size()));
        names.push_back(name);
    }
    for (const auto& name : names) {
        out.push_back(static_cast<std::uint8_t>(name.size()));
        out.insert(out.end(), name.begin(), name.end());
    }
    return out;
}

void settle_extents(Extents& tables, const FontProgram& program, const KeptGlyphs& kept) {
    std::int32_t x0 = 0, y0 = 0, x1 = 0, y1 = 0, widest = 0;
    std::uint32_t points = 0, contours = 0;
    for (const auto glyph : kept.glyphs) {
        const auto drawing = program.drawing(glyph);
        if (!drawing) continue;
        x0 = std::min(x0, drawing->x0), y0 = std::min(y0, drawing->y0);
        x1 = std::max(x1, drawing->x1), y1 = std::max(y1, drawing->y1);
        widest = std::max(widest, drawing->advance);
        points = std::max(points, drawing->points), contours = std::max(contours, drawing->contours);
    }
    const auto set = [](Bytes& table, std::size_t at, std::int64_t value) {
        if (at + 2 > table.size()) return;
        table[at] = static_cast<std::uint8_t>(value >> 8);
        table[at + 1] = static_cast<std::uint8_t>(value);
    };
    set(tables.head, 36, x0), set(tables.head, 38, y0), set(tables.head, 40, x1), set(tables.head, 42, y1);
    for (std::size_t at = 20; at < 36; at += 2) set(tables.head, at, 0);  // created, modified
    set(tables.hhea, 10, widest);
    set(tables.hhea, 12, x0), set(tables.hhea, 14, 0), set(tables.hhea, 16, x1);  // bearings, extent
    set(tables.maxp, 6, points), set(tables.maxp, 10, points);
    set(tables.maxp, 8, contours), set(tables.maxp, 12, contours);
}

Bytes maxp_table(std::uint32_t glyphs) {
    Bytes out;
    put32(out, 0x00005000);
    put16(out, glyphs);
    return out;
}

Bytes head_table() {
    Bytes out(54);
    out[1] = 1;                          // version 1.0
    out[12] = 0x5F, out[13] = 0x0F, out[14] = 0x3C, out[15] = 0xF5;  // magic number
    out[18] = 0x03, out[19] = 0xE8;      // units per em: 1000
    return out;
}

}  // namespace review::pdf
