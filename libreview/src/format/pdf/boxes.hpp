#pragma once

#include <string>
#include <vector>

#include <review/bytes.hpp>
#include <review/part.hpp>
#include <review/redaction_plan.hpp>

namespace review {

// Whether two convex quads share more than an edge; a degenerate quad counts where it touches.
bool overlap(const Quad& a, const Quad& b);

// What a box is named for that a person drew.
inline constexpr const char* drawn_area = "area";
inline std::string name_of_area(const Area& area) { return area.finding.empty() ? drawn_area : area.finding; }

Quad quad_of_rectangle(double x0, double y0, double x1, double y1);

// Operators that fill the quads black, for a graphics state that is the initial one.
std::string paint_boxes(const std::vector<Quad>& quads);

// Numbers as content streams have them: no exponent, six decimals at most.
std::string number_text(double value);

}  // namespace review
