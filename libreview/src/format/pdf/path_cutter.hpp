#pragma once

#include <functional>
#include <string>
#include <vector>

#include <review/part.hpp>

#include "format/pdf/lexer.hpp"
#include "format/pdf/matrix.hpp"
#include "format/pdf/path_geometry.hpp"

namespace review::pdf {

// What a path is painted with.
struct Paint {
    enum class Kind {
        plain,    // a colour, or a run of colours along a line or a circle
        cells,    // a tiling pattern
        drawing,  // a mesh or a function of two variables, which may draw anything
    };
    Kind kind = Kind::plain;
    Quad cell{};           // one cell on the page
    bool picture = false;  // it shows pictures
};

// Takes lines, fills and shadings under areas out of content streams: what is painted there, and the coordinates. A
// path that touches an area is written anew without the part that lies in it; others stay as they are. What may
// show a drawing once, and part of it in an area, goes whole: its data would stay.
class PathCutter {
public:
    // Bytes [begin, end) of the present stream become `text`.
    using Replace = std::function<void(std::size_t begin, std::size_t end, std::string text)>;

    // `may_hide`: there will be calls of hide().
    PathCutter(std::vector<Rectangle> areas, Replace replace, bool may_hide)
        : areas_(std::move(areas)), replace_(std::move(replace)), may_hide_(may_hide) {}

    void begin_stream();
    void end_stream();
    // From the next operation on paths are painted where nobody sees them: they go, save what clips (8.11.3.1).
    void hide(bool hidden) { hidden_ = hidden; }
    // Any operation of the present stream; `to_page` leads from its user space to the page.
    void operation(const Operation& op, const Matrix& to_page);

    // After operation() of an scn or SCN that names a pattern.
    void use_pattern(bool strokes, const Paint& paint) { (strokes ? state_.stroke : state_.fill) = paint; }
    // After operation() of an sh. `drawing`: as of Paint; `box` is what the shading itself may reach on the page.
    void shade(const Operation& op, const Matrix& to_page, bool drawing, const Rectangle& box);

    // Where pictures were painted once, as a pattern.
    const std::vector<Rectangle>& painted_pictures() const { return painted_pictures_; }

private:
    struct State {
        double line_width = 1;
        Paint fill, stroke;
        std::vector<Rectangle> clip{{-1e9, -1e9, 1e9, 1e9}};  // around the pieces that the clipping paths leave
    };
    struct Span {
        std::size_t begin, end;
    };

    bool construct(const Operation& op, const Matrix& to_page);
    void paint(const Operation& op, const Matrix& to_page);
    std::string repainted(std::string_view op, const Matrix& to_page);
    std::string path_text(const std::vector<Polyline>& path, const Matrix& to_page) const;
    void start(Point point);
    bool needed() const { return may_hide_ || !areas_.empty() || state_.fill.picture || state_.stroke.picture; }
    // Whether what a path of these bounds shows in an area is to be seen beside it, too, or else must go whole.
    bool shows_elsewhere(const Paint& paint, const Rectangle& bounds) const;
    void note_pictures(const Paint& paint, const Rectangle& bounds);
    bool touched(const Rectangle& bounds) const;
    void narrow_clip();

    std::vector<Rectangle> areas_;
    Replace replace_;
    bool may_hide_ = false, hidden_ = false;
    State state_;
    struct Stream {
        State state;
        std::size_t floor;  // a stream restores no state it did not save
        std::vector<Polyline> path;
        std::vector<Span> operations;
        std::string clip;
    };
    std::vector<State> saved_;
    std::vector<Stream> outer_;  // what the streams around this one were about
    std::size_t floor_ = 0;
    std::vector<Polyline> path_;
    std::vector<Span> operations_;  // that build the path
    std::string clip_;              // W, W* or nothing
    std::vector<Rectangle> painted_pictures_;
};

}  // namespace review::pdf
