#include "format/pdf/inspect/picture_view.hpp"

#include <algorithm>
#include <cmath>

#include <review/error.hpp>

#include "format/pdf/images/decode.hpp"
#include "format/pdf/images/jpeg_grey.hpp"
#include "format/pdf/object_access.hpp"

namespace review::pdf {

using PoDoFo::PdfObject;
using PoDoFo::PdfVecObjects;

namespace {

constexpr std::uint32_t longest_side = 4096;  // of a JPEG: points of a glyph are some samples apart even so
constexpr std::uint64_t most_bytes = std::uint64_t{512} << 20;  // of all pictures of a page together

constexpr double one_tone = 0.25;
constexpr double nothing_of_it = 0.03;

bool is_true(const PdfObject* object) { return object && object->IsBool() && object->GetBool(); }

// The point in the unit square that `place` shows; outside for a picture squeezed to a line.
Point unit_point(const Quad& q, Point point) {
    const double ax = q[2] - q[0], ay = q[3] - q[1], bx = q[6] - q[0], by = q[7] - q[1];
    const double determinant = ax * by - ay * bx;
    if (determinant == 0) return {-1, -1};
    const double x = point.x - q[0], y = point.y - q[1];
    return {(x * by - y * bx) / determinant, (y * ax - x * ay) / determinant};
}

bool is_unit(Point point) { return point.x >= 0 && point.x <= 1 && point.y >= 0 && point.y <= 1; }

}  // namespace

std::optional<PictureView> PictureView::of(const PdfObject& picture, PdfVecObjects& objects, const Limits& limits) {
    try {
        const auto keys = keys_of(picture, objects);
        auto decoded = decode_picture(picture, keys, objects, limits);
        PictureView view;
        view.decode_ = decoded.decode;
        if (decoded.is_jpeg) {
            auto grey = jpeg_grey(decoded.jpeg, longest_side, limits.image_bytes);
            if (!grey) return std::nullopt;
            view.samples_ = std::move(*grey);
            view.decode_.resize(std::min<std::size_t>(view.decode_.size(), 2));
            return view;
        }
        view.samples_ = std::move(decoded.samples);
        view.indexed_ = decoded.space.indexed();
        if (!keys.stencil && keys.space) view.space_ = InkSpace::of(keys.space, nullptr, objects);
        else if (!decoded.device_space.empty()) view.space_ = InkSpace::named(decoded.device_space, nullptr, objects);
        const auto& samples = view.samples_;
        if (samples.width == 0 || samples.height == 0 || samples.data.size() < samples.row_bytes() * samples.height) return std::nullopt;
        return view;
    } catch (const Error&) {
        return std::nullopt;
    } catch (const PoDoFo::PdfError&) {
        return std::nullopt;
    }
}

std::uint32_t PictureView::raw(double u, double v, std::uint32_t component) const {
    const auto index = [](double at, std::uint32_t count) {
        return static_cast<std::uint32_t>(std::clamp(std::floor(at * count), 0.0, count - 1.0));
    };
    const std::uint64_t column = index(u, samples_.width), row = index(1 - v, samples_.height);
    const auto bit = (column * samples_.components + component) * samples_.bits;
    const auto* bytes = samples_.data.data() + row * samples_.row_bytes() + bit / 8;
    if (samples_.bits == 16) return std::uint32_t{bytes[0]} << 8 | bytes[1];
    return bytes[0] >> (8 - samples_.bits - bit % 8) & ((1u << samples_.bits) - 1);
}

// 8.9.5.2: palette entries stay what they are, all else goes to the range of the space, here 0 to 1.
double PictureView::decoded(std::uint32_t value, std::uint32_t component) const {
    const auto most = static_cast<double>((1u << samples_.bits) - 1);
    const std::size_t at = std::size_t{2} * component;
    if (at + 1 < decode_.size()) return decode_[at] + value * (decode_[at + 1] - decode_[at]) / most;
    return indexed_ ? value : value / most;
}

double PictureView::first(double u, double v) const { return decoded(raw(u, v, 0), 0); }

bool PictureView::keyed_out(const std::vector<double>& ranges, double u, double v) const {
    const auto most = static_cast<double>((1u << samples_.bits) - 1);
    const bool known = ranges.size() == 2 * std::size_t{samples_.components};
    for (std::size_t i = 0; i + 1 < ranges.size(); i += 2) {
        const double value = known ? raw(u, v, static_cast<std::uint32_t>(i / 2)) : 0;
        if (known && (value < ranges[i] || value > ranges[i + 1])) return false;
        if (!known && ranges[i + 1] - ranges[i] > one_tone * most) return true;
    }
    return known && !ranges.empty();
}

Colour PictureView::colour(double u, double v) const {
    std::vector<double> components;
    for (std::uint32_t i = 0; i < samples_.components; ++i) components.push_back(decoded(raw(u, v, i), i));
    return space_.colour(components);
}

const PictureView* Pictures::view(const PdfObject* picture) {
    if (!picture) return nullptr;
    auto [entry, fresh] = views_.try_emplace(picture);
    if (fresh && bytes_ < most_bytes) {
        entry->second = PictureView::of(*picture, objects_, limits_);
        const auto size = number_of(value_of(picture, "Width", objects_)) * number_of(value_of(picture, "Height", objects_));
        bytes_ += static_cast<std::uint64_t>(std::clamp(size, 0.0, 1e12));
    }
    return entry->second ? &*entry->second : nullptr;
}

double Pictures::opacity(const PdfObject& picture, const Quad& place, Point point) {
    const auto at = unit_point(place, point);
    if (!is_unit(at)) return 0;
    if (is_true(value_of(&picture, "ImageMask", objects_))) {
        const auto* stencil = view(&picture);
        return !stencil ? -1 : stencil->painted(at.x, at.y) ? 1 : 0;
    }
    if (number_of(value_of(&picture, "SMaskInData", objects_)) != 0) return -1;
    if (const auto* mask = value_of(&picture, "SMask", objects_)) {
        const auto* soft = view(mask);
        return soft ? soft->first(at.x, at.y) : -1;
    }
    const auto* mask = value_of(&picture, "Mask", objects_);
    if (!mask) return 1;
    if (!mask->HasStream()) return -1;  // by colour
    const auto* stencil = view(mask);
    return !stencil ? -1 : stencil->painted(at.x, at.y) ? 1 : 0;  // 8.9.6.3: as a stencil would paint
}

bool Pictures::masked_out(const PdfObject& picture, const Quad& place, Point point) {
    if (is_true(value_of(&picture, "ImageMask", objects_))) return false;
    const auto* mask = value_of(&picture, "SMask", objects_);
    if (!mask) mask = value_of(&picture, "Mask", objects_);
    if (!mask) return false;
    if (!mask->IsArray()) {
        const double seen = opacity(picture, place, point);
        return seen >= 0 && seen < nothing_of_it;
    }
    std::vector<double> ranges;
    for (const auto& value : mask->GetArray()) ranges.push_back(number_of(resolve(&value, objects_)));
    const auto at = unit_point(place, point);
    const auto* shown = is_unit(at) ? view(&picture) : nullptr;
    return shown && shown->keyed_out(ranges, at.x, at.y);
}

Colour Pictures::colour(const PdfObject& picture, const Quad& place, Point point) {
    const auto at = unit_point(place, point);
    const auto* shown = is_unit(at) ? view(&picture) : nullptr;
    return shown ? shown->colour(at.x, at.y) : std::nullopt;
}

}  // namespace review::pdf
