#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <span>
#include <string>
#include <string_view>
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
    Quad quad{};                // default user space of the page
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
    // Text of a pattern cell or a soft mask; its numbers and places say nothing of the page.
    virtual void show_inside(const TextState& before, std::span<const ShownGlyph> glyphs) { (void)before, (void)glyphs; }
    // An image XObject, or null for an inline image.
    virtual void image(const Operation& op, const Quad& place, PoDoFo::PdfObject* object) { (void)op, (void)place, (void)object; }
    // A path: something visible that is no text.
    virtual void paint(const Operation& op) { (void)op; }
    // `sh`; null: no such shading.
    virtual void shade(const Operation& op, PoDoFo::PdfObject* shading) { (void)op, (void)shading; }
    virtual void problem(BlindReason reason, const std::string& detail, const std::string& object) { (void)reason, (void)detail, (void)object; }
};

// Fonts of a document, loaded once.
class FontCache {
public:
    const Font& font(PoDoFo::PdfObject& dictionary);

private:
    std::map<const PoDoFo::PdfObject*, std::unique_ptr<Font>> fonts_;
};

struct WalkContext {
    PoDoFo::PdfVecObjects& objects;
    FontCache& fonts;
    const Limits& limits;
    Budget& budget;
};

// Walks a content stream. `resources` may be null. Throws Errc::limit where the budget or a limit is spent.
void walk_content(const WalkContext& context, std::string_view content, const PoDoFo::PdfObject* resources,
                  const Matrix& initial, WalkSink& sink);

// Walks a form XObject by itself (an appearance, a pattern cell): its Matrix applies, its Resources are used.
void walk_form(const WalkContext& context, PoDoFo::PdfObject& form, const Matrix& initial, WalkSink& sink);

}  // namespace review::pdf
