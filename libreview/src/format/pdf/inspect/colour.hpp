#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <podofo/podofo.h>

namespace review::pdf {

// Between 0 and 1, as a screen has them.
struct Rgb {
    double red = 0, green = 0, blue = 0;
};

// Nothing where nobody can say it without drawing: a pattern, a shading, a tint of an unknown ink.
using Colour = std::optional<Rgb>;

Rgb rgb_of_cmyk(double cyan, double magenta, double yellow, double black);

// Whether a reader can tell one from the other: by lightness (WCAG 2.1, contrast ratio) or by hue.
bool tell_apart(const Rgb& one, const Rgb& other);
bool is_dark(const Rgb& colour);

// A colour space as far as it takes to say what a plain colour looks like (ISO 32000-1, 8.6).
class InkSpace {
public:
    static InkSpace gray() { return {}; }
    static InkSpace rgb() { return InkSpace(Kind::rgb); }
    static InkSpace cmyk() { return InkSpace(Kind::cmyk); }
    // A name or an array; `resources` may be null.
    static InkSpace of(const PoDoFo::PdfObject* space, const PoDoFo::PdfObject* resources, PoDoFo::PdfVecObjects& objects);
    static InkSpace named(const std::string& name, const PoDoFo::PdfObject* resources, PoDoFo::PdfVecObjects& objects);

    Colour initial() const;  // 8.6.5: what cs and CS choose
    Colour colour(const std::vector<double>& components) const;

private:
    enum class Kind { gray, rgb, cmyk, lab, indexed, ink, other };
    InkSpace(Kind kind = Kind::gray) : kind_(kind) {}
    static InkSpace of(const PoDoFo::PdfObject* space, const PoDoFo::PdfObject* resources, PoDoFo::PdfVecObjects& objects, int depth);
    static InkSpace of_array(const PoDoFo::PdfObject& array, const PoDoFo::PdfObject* resources, PoDoFo::PdfVecObjects& objects, int depth);
    std::size_t count() const { return kind_ == Kind::cmyk ? 4 : kind_ == Kind::gray || kind_ == Kind::indexed ? 1 : 3; }

    Kind kind_;
    bool black_ink_ = false;         // Separation Black or All
    Kind base_ = Kind::other;        // of an indexed space
    std::shared_ptr<const std::string> table_;
};

}  // namespace review::pdf
