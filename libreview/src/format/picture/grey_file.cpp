#include "format/picture/grey_file.hpp"

#include <algorithm>

#include "format/pdf/images/jpeg_grey.hpp"
#include "format/pdf_module.hpp"
#include "format/picture/png_grey.hpp"

namespace review {
namespace {

constexpr std::uint8_t paper = 255;
constexpr std::uint32_t rim = 30;  // a code has a rim of paper
constexpr std::uint64_t most_pixels = 40'000'000;
// A screen has a third of the dots that engines are trained for, a scan of a sheet all of them.
constexpr std::uint32_t small_side = 1100, middle_side = 1700;

struct Plane {
    std::uint32_t width = 0, height = 0;
    Bytes samples;
    std::uint32_t at(std::uint32_t x, std::uint32_t y) const { return samples[std::size_t{std::min(y, height - 1)} * width + std::min(x, width - 1)]; }
};

Plane halved(const Plane& plane) {
    Plane half{(plane.width + 1) / 2, (plane.height + 1) / 2, {}};
    half.samples.reserve(std::size_t{half.width} * half.height);
    for (std::uint32_t y = 0; y < half.height; ++y) {
        for (std::uint32_t x = 0; x < half.width; ++x) {
            half.samples.push_back(static_cast<std::uint8_t>((plane.at(2 * x, 2 * y) + plane.at(2 * x + 1, 2 * y) + plane.at(2 * x, 2 * y + 1) + plane.at(2 * x + 1, 2 * y + 1) + 2) / 4));
        }
    }
    return half;
}

// Between pixels the shades between them: engines know smooth letters better than stairs.
Plane enlarged(const Plane& plane, std::uint32_t times) {
    Plane large{plane.width * times + 2 * rim, plane.height * times + 2 * rim, {}};
    large.samples.assign(std::size_t{large.width} * large.height, paper);
    for (std::uint32_t y = 0; y < plane.height * times; ++y) {
        const auto row = y / times, below = y % times;
        for (std::uint32_t x = 0; x < plane.width * times; ++x) {
            const auto column = x / times, beside = x % times;
            const auto upper = plane.at(column, row) * (times - beside) + plane.at(column + 1, row) * beside;
            const auto lower = plane.at(column, row + 1) * (times - beside) + plane.at(column + 1, row + 1) * beside;
            large.samples[std::size_t{y + rim} * large.width + x + rim] = static_cast<std::uint8_t>((upper * (times - below) + lower * below) / (times * times));
        }
    }
    return large;
}

void add(Plane plane, GreyFile& file) {
    while (std::uint64_t{plane.width} * plane.height > most_pixels) plane = halved(plane);
    const auto side = std::max(plane.width, plane.height);
    auto ready = enlarged(plane, side < small_side ? 3 : side < middle_side ? 2 : 1);
    file.width = ready.width, file.height = ready.height;
    file.readings.push_back(std::move(ready.samples));
}

}  // namespace

GreyFile grey_file(ByteView bytes, std::uint64_t most) {
    GreyFile file;
    if (auto png = png_grey(bytes, most)) {
        if (!png->alpha.empty()) {
            Plane seen{png->width, png->height, png->grey};
            for (std::size_t i = 0; i < seen.samples.size(); ++i) {
                seen.samples[i] = static_cast<std::uint8_t>((seen.samples[i] * png->alpha[i] + paper * (255 - png->alpha[i])) / 255);
            }
            add(std::move(seen), file);
        }
        add({png->width, png->height, std::move(png->grey)}, file);
    } else if (auto jpeg = pdf_module().jpeg_grey(bytes, 1U << 16, most); jpeg && pdf_module().jpeg_is_whole(bytes, most)) {
        add({jpeg->width, jpeg->height, std::move(jpeg->data)}, file);
    }
    return file;
}

}  // namespace review
