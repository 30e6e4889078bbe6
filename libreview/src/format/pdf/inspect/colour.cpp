#include "format/pdf/inspect/colour.hpp"

#include <algorithm>
#include <cmath>

#include "format/pdf/object_access.hpp"

namespace review::pdf {

using PoDoFo::PdfObject;
using PoDoFo::PdfVecObjects;

namespace {

constexpr std::uint64_t most_table = 1u << 20;

double linear(double value) { return value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4); }

double luminance(const Rgb& c) { return 0.2126 * linear(c.red) + 0.7152 * linear(c.green) + 0.0722 * linear(c.blue); }

double unit(double value) { return std::isfinite(value) ? std::clamp(value, 0.0, 1.0) : 0; }

}  // namespace

Rgb rgb_of_cmyk(double cyan, double magenta, double yellow, double black) {
    return {1 - unit(cyan + black), 1 - unit(magenta + black), 1 - unit(yellow + black)};  // 10.3.5
}

bool tell_apart(const Rgb& one, const Rgb& other) {
    const double a = luminance(one) + 0.05, b = luminance(other) + 0.05;
    if (std::max(a, b) < 0.062) return false;  // black, and what a printer makes of nearly black
    const double hue = std::max({std::abs(one.red - other.red), std::abs(one.green - other.green), std::abs(one.blue - other.blue)});
    return std::max(a, b) / std::min(a, b) >= 1.2 || hue >= 0.15;
}

bool is_dark(const Rgb& colour) { return luminance(colour) < 0.1; }

InkSpace InkSpace::named(const std::string& name, const PdfObject* resources, PdfVecObjects& objects) {
    if (name == "DeviceGray" || name == "G" || name == "CalGray") return gray();
    if (name == "DeviceRGB" || name == "RGB" || name == "CalRGB") return rgb();
    if (name == "DeviceCMYK" || name == "CMYK") return cmyk();
    const auto* space = value_of(value_of(resources, "ColorSpace", objects), name.c_str(), objects);
    return space ? of(space, nullptr, objects) : InkSpace(Kind::other);
}

InkSpace InkSpace::of(const PdfObject* space, const PdfObject* resources, PdfVecObjects& objects) {
    return of(space, resources, objects, 0);
}

InkSpace InkSpace::of(const PdfObject* space, const PdfObject* resources, PdfVecObjects& objects, int depth) {
    if (!space || depth > 4) return InkSpace(Kind::other);
    if (space->IsName()) return named(space->GetName().GetName(), resources, objects);
    if (space->IsArray() && !space->GetArray().empty()) return of_array(*space, resources, objects, depth);
    return InkSpace(Kind::other);
}

InkSpace InkSpace::of_array(const PdfObject& array, const PdfObject* resources, PdfVecObjects& objects, int depth) {
    const auto& items = array.GetArray();
    const auto item = [&](std::size_t i) { return i < items.size() ? resolve(&items[i], objects) : nullptr; };
    const auto family = name_of(item(0));
    if (family == "ICCBased") {
        const auto n = number_of(value_of(item(1), "N", objects));
        return n == 1 ? gray() : n == 3 ? rgb() : n == 4 ? cmyk() : InkSpace(Kind::other);
    }
    if (family == "Lab") return InkSpace(Kind::lab);
    if (family == "Indexed" || family == "I") {
        const auto base = of(item(1), resources, objects, depth + 1);
        InkSpace space(Kind::indexed);
        space.base_ = base.kind_;
        bool whole = false;
        const auto* table = item(3);
        if (!table) return InkSpace(Kind::other);
        space.table_ = std::make_shared<const std::string>(table->HasStream() ? stream_of(*table, most_table, whole) : string_of(table));
        return space;
    }
    if (family == "Separation" || family == "DeviceN") {
        InkSpace space(Kind::ink);
        const auto ink = name_of(item(1));
        space.black_ink_ = ink == "Black" || ink == "All";
        return space;
    }
    return items.size() == 1 || family == "CalGray" || family == "CalRGB" ? named(family, resources, objects) : InkSpace(Kind::other);
}

Colour InkSpace::initial() const {
    switch (kind_) {
        case Kind::gray:
        case Kind::rgb:
        case Kind::lab:
        case Kind::cmyk: return Rgb{};
        case Kind::indexed: return colour({0});
        case Kind::ink: return colour({1});
        case Kind::other: break;
    }
    return std::nullopt;
}

Colour InkSpace::colour(const std::vector<double>& components) const {
    const auto at = [&](std::size_t i) { return i < components.size() ? unit(components[i]) : 0; };
    switch (kind_) {
        case Kind::gray: return Rgb{at(0), at(0), at(0)};
        case Kind::rgb: return Rgb{at(0), at(1), at(2)};
        case Kind::cmyk: return rgb_of_cmyk(at(0), at(1), at(2), at(3));
        case Kind::lab: {
            if (components.size() < 3 || std::hypot(components[1], components[2]) > 10) return std::nullopt;
            const double lightness = unit(components[0] / 100);
            return Rgb{lightness, lightness, lightness};
        }
        case Kind::indexed: {
            const InkSpace base(base_);
            const auto size = base.count();
            const auto first = static_cast<std::size_t>(components.empty() || !(components[0] > 0) ? 0 : components[0]) * size;
            if (base_ == Kind::other || base_ == Kind::ink || base_ == Kind::lab || first + size > table_->size()) return std::nullopt;
            std::vector<double> inner;
            for (std::size_t i = 0; i < size; ++i) inner.push_back(static_cast<unsigned char>((*table_)[first + i]) / 255.0);
            return base.colour(inner);
        }
        case Kind::ink: {
            // Without its ink the paper is what it was; what a full tint looks like only the press knows.
            const bool none = std::all_of(components.begin(), components.end(), [](double tint) { return tint == 0; });
            if (none) return Rgb{1, 1, 1};
            return black_ink_ ? Colour(Rgb{1 - at(0), 1 - at(0), 1 - at(0)}) : std::nullopt;
        }
        case Kind::other: break;
    }
    return std::nullopt;
}

}  // namespace review::pdf
