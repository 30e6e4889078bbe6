#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <review/blind_spot.hpp>
#include <review/digest.hpp>
#include <review/glyph_span.hpp>
#include <review/part.hpp>
#include <review/sensitive.hpp>

namespace review {

// How much a box tells about the width of what it covers. `exact` shows the amount, as FOIA-like laws want
// it (5 USC 552(b)), and moves nothing. `grid` rounds up to steps of four em and sets the rest of the line
// again, so that neither places nor gaps tell more; `fixed` makes every box four em wide; `line` takes what follows in
// the line or cell as well and reaches to its end.
enum class Width { exact, grid, line, fixed };

// A rectangle in PDF points of the page's default user space. A person drew it, or what was recognised on a picture goes.
struct Area {
    std::uint32_t page = 0;  // 1-based
    double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    std::string finding = {};  // of what was recognised there; empty: a person drew it
};

// A value that must not be in the output, in any place or encoding.
struct RemovedValue {
    Sensitive text;    // as the draft writes it, without layout spaces
    std::string rule;  // "cn-identity/resident-id"
};

// What is done where a place of the draft cannot be read or cut. `refuse`: nothing is written. `remove`: glyphs nobody
// can read are cut, any other such page is emptied. `rasterise`: such a page becomes one picture, its cuts black.
enum class OnUnreadable { refuse, remove, rasterise };

// A page whose content goes (`remove`) or becomes a picture (`rasterise`). An officer chose it.
struct UnreadablePage {
    std::uint32_t page = 0;  // 1-based
    OnUnreadable choice = OnUnreadable::remove;
};

// One run of glyphs that goes, and the finding it goes for.
struct Cut {
    GlyphSpan span;
    PartKind kind = PartKind::text;
    std::string finding;  // Finding::id; several are joined by a space
};

// A reason code that stands in a box of the output.
struct PrintedLabel {
    std::uint32_t page = 0;  // 1-based
    Quad place{};            // within the box, as wide as the code
};

// A field of XML that something went from, and what stands there instead so that it is still valid; `removed`: nothing, the range is that of
// the whole element or attribute.
struct FilledField {
    ByteRange source;  // of the draft
    std::string text;  // UTF-8, as a reader sees it
    bool removed = false;
};

// Everything rewriting and proof need. Holds secrets: its file form is written with mode 0600.
struct RedactionPlan {
    Digest draft;
    std::string format;
    Width width = Width::grid;
    std::vector<Cut> cuts;             // ordered, not overlapping
    std::vector<Area> areas;
    std::vector<RemovedValue> values;  // distinct
    std::vector<BlindSpot> accepted;   // undecided blind spots make no plan
    std::vector<UnreadablePage> unreadable;  // by page, each once
    std::vector<FilledField> fields;   // ascending, not overlapping; XML
    std::string label;                 // the reason code boxes show; empty: none
    std::string label_font;            // a font file; empty: one of the machine's. No part of the file form
    std::vector<PrintedLabel> labels;  // where it stands: known once the draft has been rewritten
};

std::string_view name_of(Width width);
std::optional<Width> width(std::string_view name);
std::string_view name_of(OnUnreadable choice);
std::optional<OnUnreadable> on_unreadable(std::string_view name);

// What becomes of a page; none: it is read and cut like any other.
std::optional<OnUnreadable> fate_of(const RedactionPlan& plan, std::uint32_t page);

}  // namespace review
