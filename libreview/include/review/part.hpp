#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <review/glyph_span.hpp>

namespace review {

enum class PartKind {
    page, annotation, field, outline, metadata, attachment, script,         // PDF
    element, attribute, comment, instruction, cell,                         // XML and containers
    text,                                                                   // plain text
    picture,                                                                // what was recognised on a page's pictures: never exact
};

// Corners of one glyph or box in PDF points, default user space of the page (ISO 32000-1, 8.3.2.3):
// x0 y0 x1 y1 x2 y2 x3 y3, counter-clockwise from the lower left of the upright glyph.
using Quad = std::array<double, 8>;

struct ByteRange {
    std::uint64_t begin = 0;
    std::uint64_t end = 0;
    friend auto operator<=>(const ByteRange&, const ByteRange&) = default;
};

// Bytes [text_begin, text_end) of Part::text stand in the draft at [source.begin, source.end).
// verbatim: both are the same bytes, so that any sub-range maps one to one. Otherwise the run is one
// glyph written in another way: an entity, another encoding.
struct SourceRun {
    std::uint32_t text_begin = 0;
    std::uint32_t text_end = 0;
    ByteRange source;
    bool verbatim = true;
};

// One readable place of a draft, in reading order: a page, an annotation, an attribute.
// Glyph i is the slice of `text` between glyph_end(i - 1) and glyph_end(i). A glyph may be several
// code points (a ligature) or a space the layout inserted between words, lines ('\n') and cells ('\t').
// Equal drafts give equal numbers.
struct Part {
    std::uint32_t number = 0;  // in order of extraction, from 0
    PartKind kind = PartKind::text;
    std::string label;         // "page 3"; never draft text
    std::uint32_t page = 0;    // 1-based; 0: not on a page
    std::uint32_t first = 0;   // number of the first glyph of `text`; above 0 where a long part
                               // arrives in pieces, which may overlap
    std::string text;          // UTF-8
    std::vector<std::uint32_t> glyph_ends;  // byte offsets; empty: every code point is a glyph
    std::vector<Quad> quads;                // one per glyph, or empty where there is no geometry
    std::vector<std::uint32_t> painted;     // glyphs of the first reading in the order they are painted, where they are not read in it or
                                            // another reading follows; without the spaces the layout inserted
    std::vector<std::uint32_t> unseen;      // glyphs, ascending, on a layer that no reader shows: a rebuild leaves them out
    std::vector<std::uint32_t> cell_lines;  // bytes of `text`, ascending: a line ends there inside a cell of a table, and the
                                            // row goes on; every other line end ends its row
    std::string beside;                     // what is printed beside a field of a form and above it, each to the end of a line, and may be
                                            // its label. Draft text that stands in another part: never told as of this one
    std::uint32_t beside_from = 0;          // byte of `text`: the value begins there that it is the label of
    std::string xpath;                      // XML
    std::string called;                     // how other places of the draft call this one, a line each: the label of a form's field,
                                            // the key of an item. Draft text; "": nothing does
    std::vector<SourceRun> source;          // ascending; XML and plain text

    std::uint32_t glyph_count() const;      // glyphs in `text`, O(text) where glyph_ends is empty
};

// The text of glyphs [begin, end); both count from part.first.
std::string_view text_of(const Part& part, std::uint32_t begin, std::uint32_t end);

// Bytes of the draft that hold glyphs [begin, end): the hull, where tags stand in between.
std::optional<ByteRange> bytes_of(const Part& part, std::uint32_t begin, std::uint32_t end);

// The same for bytes [from, to) of part.text, in O(log runs).
std::optional<ByteRange> source_of(const Part& part, std::size_t from, std::size_t to);

// Quads of glyphs [begin, end), one for each line: neighbours on one baseline are merged.
std::vector<Quad> quads_of(const Part& part, std::uint32_t begin, std::uint32_t end);

std::string_view name_of(PartKind kind);
std::optional<PartKind> part_kind(std::string_view name);

}  // namespace review
