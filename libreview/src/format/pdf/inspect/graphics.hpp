#pragma once

#include <memory>
#include <vector>

#include <podofo/podofo.h>

#include "format/pdf/inspect/colour.hpp"
#include "format/pdf/layer_states.hpp"
#include "format/pdf/inspect/path_builder.hpp"
#include "format/pdf/lexer.hpp"
#include "format/pdf/matrix.hpp"

namespace review::pdf {

// As far as it can be said for one plain colour over another; `other` leaves what is below readable.
enum class Blend { normal, multiply, darken, screen, lighten, other };

// Transparency groups a mark is drawn in: each as a whole goes over what is below it (11.4).
struct Group {
    double alpha = 1;
    Blend blend = Blend::normal;
    std::shared_ptr<const Group> outer;
};

// What fills or strokes.
struct Ink {
    InkSpace space = InkSpace::gray();
    Colour colour = Rgb{};
    bool see_through = false;  // a tiling pattern: there may be nothing between its marks
    double alpha = 1;
};

// The part of the graphics state that decides what a reader can see (8.4.1).
struct Graphics {
    Matrix ctm;
    Ink fill, stroke;
    Blend blend = Blend::normal;
    bool soft_mask = false;
    bool all_masked = false;  // by one that lets nothing through
    double line_width = 1;
    std::shared_ptr<const Clip> clip;
    std::shared_ptr<const Group> group;
    // Set from the first text that clips (9.3.6); true once something was painted through it.
    std::shared_ptr<bool> text_clip;
};

// What one painting operator put on the page.
struct Mark {
    Shape shape;
    Colour colour;
    double alpha = 1;
    bool see_through = false;
};

// Follows the graphics state along a walk: driven by operation() and begin_stream() of a sink.
class GraphicsTracker {
public:
    // `resources` may be null.
    GraphicsTracker(PoDoFo::PdfVecObjects& objects, const LayerStates& layers, const PoDoFo::PdfObject* resources, const Matrix& initial);

    void begin_stream(const PoDoFo::PdfObject* form);
    void end_stream();
    // Returns what the operator painted by paths and shadings: nothing, a fill, a stroke or both.
    std::vector<Mark> operation(const Operation& op);

    const Graphics& now() const { return now_; }
    Graphics& now() { return now_; }
    // The innermost layer drawing happens in, null: none; and whether all of them are shown.
    const PoDoFo::PdfObject* layer() const { return marked_.empty() ? nullptr : marked_.back().layer; }
    bool shown() const { return marked_.empty() || marked_.back().shown; }
    void enter(const PoDoFo::PdfObject* layer);  // null: marked content of another kind
    void leave() { marked_.pop_back(); }

private:
    struct Stream {  // what to go back to after it
        std::size_t states, marked;
        const PoDoFo::PdfObject* resources;
        Graphics state;
    };
    struct MarkedContent {
        const PoDoFo::PdfObject* layer;  // innermost
        bool shown;                      // all layers around it are
    };
    bool state_operation(const Operation& op);
    bool colour_operation(const Operation& op);
    void extended_state(const PoDoFo::PdfObject* dictionary);
    bool lets_nothing_through(const PoDoFo::PdfObject& mask) const;
    void set_colour(Ink& ink, const Operation& op);
    void pattern(Ink& ink, const std::string& name);
    bool fills_its_cell(const PoDoFo::PdfObject& pattern, Colour& colour) const;
    void marked_content(const Operation& op);
    void clip_to(Shape shape);
    std::vector<Mark> paint(const Operation& op);
    std::vector<Mark> shading(const Operation& op);
    const PoDoFo::PdfObject* resource(const char* kind, const std::string& name) const;

    PoDoFo::PdfVecObjects& objects_;
    const LayerStates& layers_;
    const PoDoFo::PdfObject* resources_;
    Graphics now_;
    std::vector<Graphics> saved_;
    std::vector<Stream> streams_;
    std::vector<MarkedContent> marked_;
    PathBuilder path_;
    int clip_pending_ = 0;  // 1: W, 2: W*
    bool in_pattern_ = false;
};

}  // namespace review::pdf
