#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace support {

using Placing = std::array<double, 6>;  // a cm operator's operands
struct Rectangle {
    double x0, y0, x1, y1;
};

// A picture of a PDF as pdfimages decodes it: one byte a channel.
struct Raster {
    std::size_t width = 0, height = 0, channels = 1;
    std::vector<std::uint8_t> bytes;
    std::vector<int> at(std::size_t x, std::size_t y) const;
};

// Every picture and mask, in the order of the pages.
std::vector<Raster> rasters_of(const std::string& pdf);

// Whether a sample of a picture that lies at `place` shares more than an edge with the rectangle.
bool is_under(const Rectangle& rectangle, const Placing& place, std::size_t width, std::size_t height, std::size_t x, std::size_t y);

// Samples of a made-up drawing, in the form of ISO 32000-1, 8.9.5.2.
std::string samples(std::size_t width, std::size_t height, unsigned components, unsigned bits);

// Encoders of the plainest kind.
std::string flate(const std::string& data);
std::string png_rows(const std::string& data, std::size_t row, std::size_t pixel);  // each row by another predictor
std::string lzw(const std::string& data);
std::string run_length(const std::string& data);
std::string ascii85(const std::string& data);
std::string ascii_hex(const std::string& data);

// A file of fixtures/pictures: 96 by 64 samples.
std::string picture_file(const std::string& name);

}  // namespace support
