#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <podofo/podofo.h>

#include <review/blind_spot.hpp>
#include <review/limits.hpp>
#include <review/part.hpp>

#include "base/budget.hpp"
#include "format/pdf/fonts/font.hpp"
#include "format/pdf/lexer.hpp"
#include "format/pdf/matrix.hpp"

namespace review::pdf {

// ISO 32000-1, 9.3.
struct TextState {
    const Font* font = nullptr;
    const PoDoFo::PdfObject* font_object = nullptr;
    double size = 0, char_spacing = 0, word_spacing = 0, scale = 1, leading = 0, rise = 0;
    int render = 0;
    Matrix text, line;  // Tm and Tlm
    Matrix ctm;         // to the page; set for those who get to see the state
    bool unseen = false;  // so is this: the operation draws, or marks what is drawn, on a layer that no reader shows
};

// One character code as it is shown.
struct ShownGlyph {
    std::uint32_t number = 0;   // drawing order on the page, forms expanded at each placement
    std::uint32_t code = 0;
    std::uint32_t element = 0;  // which element of the TJ array; 0 for the other operators
    std::uint32_t offset = 0;   // of its first byte in the decoded string
    std::uint8_t code_bytes = 1;
    bool vertical = false;
    double thousandths = 0;     // how far it moves the next glyph, Tc and Tw included, in thousandths
                                // of the font size, before horizontal scaling
    std::string_view unicode;   // UTF-8; empty: unreadable. Lives as long as the font
    std::string_view drawn;     // what its shape is, where `unicode` is another letter or digit: ToUnicode lies
    std::string_view numbered;  // its CID taken for a character, where readers do so
    std::string_view inside;    // what a Type 3 glyph's procedure shows as text, where that is not `unicode`
    Quad quad{};                // default user space of the page
    std::span<const Quad> pictures;  // where a Type 3 glyph's procedure places any; lives during the call
};

// Content that is painted with: the cell of a tiling pattern (8.7.3), the group of a soft mask (11.6.5.2).
struct Nested {
    enum class Kind { pattern, soft_mask };
    Kind kind = Kind::pattern;
    PoDoFo::PdfObject* object = nullptr;  // the pattern or the group
    PoDoFo::PdfObject* state = nullptr;   // of a soft mask: the dictionary of the graphics state
    const PoDoFo::PdfObject* borrowed = nullptr;  // resources of the stream around it, where it has none of its own
    std::uint32_t number = 0;  // by first use on this walk, from 1 on
    bool first = false;        // its content is told next, once for all uses
    Quad extent{};             // its box where its first use puts it; of a pattern, that of one cell
};

// Which nested content a walk is in.
class Nesting {
public:
    void begin(const Nested& use) {
        if (use.first) within_.emplace_back(use.number, use.kind == Nested::Kind::pattern || tiled());
    }
    void end() { within_.pop_back(); }
    std::uint32_t number() const { return within_.empty() ? 0 : within_.back().first; }
    bool tiled() const { return !within_.empty() && within_.back().second; }  // in a cell, drawn in many places
    explicit operator bool() const { return !within_.empty(); }

private:
    std::vector<std::pair<std::uint32_t, bool>> within_;
};

// Gets what happens on a page, in drawing order. The extracting and the cutting sink both live on the
// same walk, so that their numbers agree.
class WalkSink {
public:
    virtual ~WalkSink() = default;
    // A stream begins: the page's own content, or a form. Operations' bytes count in `content`.
    virtual void begin_stream(std::string_view content, PoDoFo::PdfObject* form) { (void)content, (void)form; }
    virtual void end_stream() {}
    // Any operation, with the text state before it, before what else is told of it.
    virtual void operation(const Operation& op, const TextState& before) { (void)op, (void)before; }
    // Before begin_stream of the form that `op` (a Do in the current stream) places.
    virtual void place_form(const Operation& op, const std::string& name, PoDoFo::PdfObject& form) { (void)op, (void)name, (void)form; }
    virtual void show(const Operation& op, const TextState& before, std::span<const ShownGlyph> glyphs) { (void)op, (void)before, (void)glyphs; }
    // Whether nested content is told like any other, between nested() and end_nested(). If not, its text comes by
    // show_inside() and the rest of it is not told.
    virtual bool reads_nested() const { return false; }
    // `op`, an scn, SCN or gs of the current stream, makes use of it.
    virtual void nested(const Operation& op, const Nested& use) { (void)op, (void)use; }
    virtual void end_nested() {}
    virtual void show_inside(const TextState& before, std::span<const ShownGlyph> glyphs) { (void)before, (void)glyphs; }
    // An image XObject, or null for an inline image.
    virtual void image(const Operation& op, const Quad& place, PoDoFo::PdfObject* object) { (void)op, (void)place, (void)object; }
    // A path: something visible that is no text.
    virtual void paint(const Operation& op) { (void)op; }
    // `sh`; null: no such shading.
    virtual void shade(const Operation& op, PoDoFo::PdfObject* shading) { (void)op, (void)shading; }
    virtual void problem(BlindReason reason, const std::string& detail, const std::string& object) { (void)reason, (void)detail, (void)object; }
};

class GlyphProcedures;
class LayerStates;

// Fonts of a document, loaded once.
class FontCache {
public:
    FontCache();
    ~FontCache();
    const Font& font(PoDoFo::PdfObject& dictionary);
    // Of a Type 3 font; `around` are the resources its procedures use where it has none of its own.
    GlyphProcedures& procedures(const PoDoFo::PdfObject& dictionary, const PoDoFo::PdfObject* around);
    std::size_t procedure_depth = 0;  // procedures that are being walked, each in the one before
    // Forms, cells and groups whose content was walked; those of procedures, which are walked once for a document.
    std::set<const PoDoFo::PdfObject*> walked, walked_in_glyphs;

private:
    std::map<const PoDoFo::PdfObject*, std::unique_ptr<Font>> fonts_;
    std::map<std::pair<const PoDoFo::PdfObject*, const PoDoFo::PdfObject*>, std::unique_ptr<GlyphProcedures>> procedures_;
};

struct WalkContext {
    PoDoFo::PdfVecObjects& objects;
    FontCache& fonts;
    const Limits& limits;
    Budget& budget;
    const LayerStates* layers = nullptr;  // null: all are taken to be seen
};

// Walks a content stream. `resources` may be null. Throws Errc::limit where the budget or a limit is spent.
void walk_content(const WalkContext& context, std::string_view content, const PoDoFo::PdfObject* resources,
                  const Matrix& initial, WalkSink& sink);

// Walks a form XObject by itself (an appearance, a pattern cell): its Matrix applies, its Resources are used.
void walk_form(const WalkContext& context, PoDoFo::PdfObject& form, const Matrix& initial, WalkSink& sink);

}  // namespace review::pdf
