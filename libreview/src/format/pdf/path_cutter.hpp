#pragma once

#include <functional>
#include <string>
#include <vector>

#include "format/pdf/lexer.hpp"
#include "format/pdf/matrix.hpp"
#include "format/pdf/path_geometry.hpp"

namespace review::pdf {

// Takes lines and fills under areas out of content streams: what is painted there, and the coordinates. A
// path that touches an area is written anew without the part that lies in it; others stay as they are.
class PathCutter {
public:
    // Bytes [begin, end) of the present stream become `text`.
    using Replace = std::function<void(std::size_t begin, std::size_t end, std::string text)>;

    PathCutter(std::vector<Rectangle> areas, Replace replace) : areas_(std::move(areas)), replace_(std::move(replace)) {}

    bool idle() const { return areas_.empty(); }
    void begin_stream();
    void end_stream();
    // Any operation of the present stream; `to_page` leads from its user space to the page.
    void operation(const Operation& op, const Matrix& to_page);

    // A path was painted over an area with a pattern: what that shows there is not known.
    bool pattern_over_area() const { return pattern_over_area_; }

private:
    struct State {
        double line_width = 1;
        bool fill_pattern = false, stroke_pattern = false;
    };
    struct Span {
        std::size_t begin, end;
    };

    bool construct(const Operation& op, const Matrix& to_page);
    void paint(const Operation& op, const Matrix& to_page);
    std::string repainted(std::string_view op, const Matrix& to_page);
    std::string path_text(const std::vector<Polyline>& path, const Matrix& to_page) const;
    void start(Point point);

    std::vector<Rectangle> areas_;
    Replace replace_;
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
    bool pattern_over_area_ = false;
};

}  // namespace review::pdf
