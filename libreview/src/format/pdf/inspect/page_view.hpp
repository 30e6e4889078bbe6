#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <set>
#include <string_view>
#include <vector>

#include "format/pdf/font_trim/glyph_use.hpp"
#include "format/pdf/inspect/graphics.hpp"
#include "format/pdf/walker.hpp"

namespace review::pdf {

struct Pen {
    Colour colour;
    double alpha = 1;
};

// All that decides whether the glyphs of one shown string can be seen.
struct Look {
    std::size_t order = 0;     // how many paints came before
    std::size_t own = 0;       // the last of them: what these glyphs cover themselves
    int annotation = -1;       // which annotation of the page draws it; -1: the page itself
    bool annotation_shown = true;
    bool layer_shown = true;   // every layer around it
    bool invisible = false;    // render mode 3 (9.3.6)
    bool squeezed = false;     // to a hair in one direction, by Tz or a matrix
    std::vector<Pen> pens;     // fill, outline or both
    Blend blend = Blend::normal;
    std::shared_ptr<const Clip> clip;
    std::shared_ptr<const Group> group;
    std::shared_ptr<const bool> text_clip;  // render mode 7: true where something shows through it
};

struct SeenGlyph {
    std::string_view unicode;  // lives as long as the document's fonts
    Quad quad{};
    bool vertical = false;
    std::shared_ptr<const Look> look;
    bool disputed = false;     // what is seen is not `unicode`
};

// Something painted that is no text.
struct SeenPaint {
    enum class Kind { path, image };
    Kind kind = Kind::path;
    Shape shape;
    int annotation = -1;
    Colour colour;
    double alpha = 1;
    Blend blend = Blend::normal;
    std::shared_ptr<const Clip> clip;
    std::shared_ptr<const Group> group;
    const PoDoFo::PdfObject* picture = nullptr;  // null also for an inline one
    Quad place{};                 // of the picture
    bool masked = false;          // it may let through what is below
    Extent box;                   // of the shape inside its clip
};

// Codes shown with each font of the document, and the forms that were walked for them.
struct UsedCodes {
    std::map<const PoDoFo::PdfObject*, ShownCodes> by_font;
    std::set<const PoDoFo::PdfObject*> forms;
};

// Everything painted on one page, annotations last, in order.
struct PageView {
    std::vector<SeenGlyph> glyphs;
    std::vector<SeenPaint> paints;
    std::map<const PoDoFo::PdfObject*, std::uint64_t> layer_glyphs;
};

// Walks one stream into a view.
class ViewSink final : public WalkSink {
public:
    ViewSink(PageView& view, UsedCodes& codes, GraphicsTracker& tracker, PoDoFo::PdfVecObjects& objects)
        : view_(view), codes_(codes), tracker_(tracker), objects_(objects) {}

    // What the next stream is drawn for: an annotation of the page, and whether it is shown.
    void draw_for(int annotation, bool shown, bool highlight) { annotation_ = annotation, shown_ = shown, highlight_ = highlight; }

    void begin_stream(std::string_view, PoDoFo::PdfObject* form) override;
    void end_stream() override { tracker_.end_stream(); }
    void operation(const Operation& op, const TextState& before) override;
    void show(const Operation& op, const TextState& before, std::span<const ShownGlyph> glyphs) override;
    void show_inside(const TextState& before, std::span<const ShownGlyph> glyphs) override;
    void image(const Operation& op, const Quad& place, PoDoFo::PdfObject* object) override;

    // Null: nothing was put on the page by it.
    SeenPaint* mark(Mark mark);

private:
    Look look(const TextState& before) const;
    void paint_glyphs(const TextState& before, std::span<const ShownGlyph> glyphs);

    PageView& view_;
    UsedCodes& codes_;
    GraphicsTracker& tracker_;
    PoDoFo::PdfVecObjects& objects_;
    int annotation_ = -1;
    bool shown_ = true, highlight_ = false;
};

}  // namespace review::pdf
