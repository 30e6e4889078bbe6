#pragma once

#include <map>
#include <memory>
#include <optional>
#include <vector>

#include <podofo/podofo.h>

#include <review/limits.hpp>

#include "format/pdf/images/samples.hpp"
#include "format/pdf/inspect/colour.hpp"
#include "format/pdf/inspect/shape.hpp"

namespace review::pdf {

// What a picture shows at a point of its unit square (ISO 32000-1, 8.9.5.1): u to the right, v upwards.
class PictureView {
public:
    // None: nobody can decode it.
    static std::optional<PictureView> of(const PoDoFo::PdfObject& picture, PoDoFo::PdfVecObjects& objects, const Limits& limits);

    Colour colour(double u, double v) const;
    // Whether a stencil paints there: by default samples of 0 do (8.9.6.2).
    bool painted(double u, double v) const { return first(u, v) < 0.5; }
    // Of a soft mask: the first component, after Decode.
    double first(double u, double v) const;
    // Of a mask by colour, a lowest and a highest value for each component (8.9.6.4): whether they take the sample out. Where only
    // its brightness is known: whether they may take out samples of different tones.
    bool keyed_out(const std::vector<double>& ranges, double u, double v) const;

private:
    PictureView() = default;
    std::uint32_t raw(double u, double v, std::uint32_t component) const;
    double decoded(std::uint32_t value, std::uint32_t component) const;

    Samples samples_;
    InkSpace space_ = InkSpace::gray();
    bool indexed_ = false;
    std::vector<double> decode_;
};

// Pictures of a page, decoded at the first look. Those that are masked, or cannot be decoded, let through
// what lies below them, as far as anybody can tell.
class Pictures {
public:
    Pictures(PoDoFo::PdfVecObjects& objects, const Limits& limits) : objects_(objects), limits_(limits) {}

    // How much of the picture, or of the stencil's colour, is there: 0 to 1; less than nothing: nobody knows.
    double opacity(const PoDoFo::PdfObject& picture, const Quad& place, Point point);
    // Whether its own mask lets nothing of it be seen there.
    bool masked_out(const PoDoFo::PdfObject& picture, const Quad& place, Point point);
    // What it shows there; nothing: nobody knows.
    Colour colour(const PoDoFo::PdfObject& picture, const Quad& place, Point point);

private:
    const PictureView* view(const PoDoFo::PdfObject* picture);

    PoDoFo::PdfVecObjects& objects_;
    const Limits& limits_;
    std::map<const PoDoFo::PdfObject*, std::optional<PictureView>> views_;
    std::uint64_t bytes_ = 0;
};

}  // namespace review::pdf
