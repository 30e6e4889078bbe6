#pragma once

#include <review/part.hpp>

namespace review::pdf {

// ISO 32000-1, 8.3.3: [x y 1] times this.
struct Matrix {
    double a = 1, b = 0, c = 0, d = 1, e = 0, f = 0;

    friend Matrix operator*(const Matrix& m, const Matrix& n) {
        return {m.a * n.a + m.b * n.c,       m.a * n.b + m.b * n.d,
                m.c * n.a + m.d * n.c,       m.c * n.b + m.d * n.d,
                m.e * n.a + m.f * n.c + n.e, m.e * n.b + m.f * n.d + n.f};
    }
};

// A translation times m: what comes after is moved by (x, y) in the units of m.
inline Matrix moved_by(const Matrix& m, double x, double y) {
    return {m.a, m.b, m.c, m.d, x * m.a + y * m.c + m.e, x * m.b + y * m.d + m.f};
}

// The rectangle [x0, x1] x [y0, y1] as the matrix places it.
inline Quad placed(const Matrix& m, double x0, double y0, double x1, double y1) {
    const auto x = [&](double u, double v) { return u * m.a + v * m.c + m.e; };
    const auto y = [&](double u, double v) { return u * m.b + v * m.d + m.f; };
    return {x(x0, y0), y(x0, y0), x(x1, y0), y(x1, y0), x(x1, y1), y(x1, y1), x(x0, y1), y(x0, y1)};
}

inline Quad moved(const Matrix& m, const Quad& quad) {
    Quad moved{};
    for (std::size_t i = 0; i < 8; i += 2) {
        moved[i] = quad[i] * m.a + quad[i + 1] * m.c + m.e;
        moved[i + 1] = quad[i] * m.b + quad[i + 1] * m.d + m.f;
    }
    return moved;
}

}  // namespace review::pdf
