#pragma once

#include <string>
#include <vector>

#include "format/ooxml/slide_shapes.hpp"

namespace review {

// Text boxes of a slide that stand side by side are read as a line, whatever their order in the file: name cards, organisation
// charts, tables drawn of boxes.
class SlideRows {
public:
    explicit SlideRows(std::vector<SlideShape> shapes);

    // What a short text on the left calls the shape that holds this place of the member; empty: nothing.
    std::string call_at(std::size_t place) const;

    // Shapes that a number goes on in, from left to right.
    struct Joined {
        std::string call;
        std::vector<const SlideShape*> shapes;
    };
    std::vector<Joined> joined() const;

private:
    std::string call_of(const SlideShape& shape) const;
    const SlideShape* left_of(const SlideShape& shape) const;

    std::vector<SlideShape> shapes_;
};

}  // namespace review
