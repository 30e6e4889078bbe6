#include "format/ofd/path_shape.hpp"

#include <array>
#include <charconv>
#include <cmath>
#include <cstddef>
#include <vector>

#include "format/xml/characters.hpp"

namespace review {
namespace {

// Numbers behind each letter.
std::size_t operands_of(char letter) {
    switch (letter) {
        case 'S': case 'M': case 'L': return 2;
        case 'Q': return 4;
        case 'B': return 6;
        case 'A': return 7;
        default: return 0;
    }
}

class ShapeMaker {
public:
    ShapeMaker(const pdf::Matrix& matrix, pdf::Shape& shape) : matrix_(matrix), shape_(shape) {}

    void draw(char letter, const std::array<double, 7>& n) {
        if (letter == 'S' || letter == 'M') {
            start_ = at(n[0], n[1]);
            shape_.begin(now_ = start_);
        } else if (letter == 'L') {
            line(at(n[0], n[1]));
        } else if (letter == 'A') {
            line(at(n[5], n[6]));
        } else if (letter == 'B') {
            curve(at(n[0], n[1]), at(n[2], n[3]), at(n[4], n[5]));
        } else if (letter == 'Q') {
            // Of the third degree it is what is drawn to by two thirds.
            const auto middle = at(n[0], n[1]), end = at(n[2], n[3]);
            const auto towards = [&](pdf::Point from) { return pdf::Point{from.x + (middle.x - from.x) * 2 / 3, from.y + (middle.y - from.y) * 2 / 3}; };
            curve(towards(now_), towards(end), end);
        } else if (letter == 'C') {
            line(start_);
        }
    }

private:
    pdf::Point at(double x, double y) const { return pdf::applied(matrix_, x, y); }
    void line(pdf::Point to) { shape_.add(now_ = to); }
    void curve(pdf::Point first, pdf::Point second, pdf::Point end) {
        std::vector<pdf::Point> points{now_};
        pdf::append_curve(points, first, second, end);
        for (std::size_t i = 1; i < points.size(); ++i) line(points[i]);
    }

    const pdf::Matrix& matrix_;
    pdf::Shape& shape_;
    pdf::Point start_, now_;
};

}  // namespace

void add_ofd_path(std::string_view data, const pdf::Matrix& matrix, pdf::Shape& shape) {
    ShapeMaker maker(matrix, shape);
    std::array<double, 7> numbers{};
    std::size_t count = 0;
    char letter = 0;
    for (std::size_t at = 0; at < data.size();) {
        const char c = data[at];
        if (is_xml_blank(c)) {
            ++at;
        } else if (std::string_view("SMLQBAC").find(c) != std::string_view::npos) {
            letter = c, count = 0, ++at;
            if (c == 'C') maker.draw(c, numbers);
        } else {
            double value = 0;
            const auto [end, error] = std::from_chars(data.data() + at, data.data() + data.size(), value);
            if (error != std::errc() || !std::isfinite(value) || operands_of(letter) == 0) break;
            numbers[count++] = value;
            at = static_cast<std::size_t>(end - data.data());
            if (count < operands_of(letter)) continue;
            maker.draw(letter, numbers);
            count = 0;
        }
    }
}

}  // namespace review
