#include "unit/format_pdf/pictures.hpp"

#include <algorithm>
#include <cmath>
#include <sstream>

#include "base/inflate.hpp"
#include "support/run.hpp"

namespace support {

namespace {

Raster read_pnm(const std::string& file) {
    std::istringstream in(file);
    std::string magic;
    Raster raster;
    int most = 1;
    in >> magic >> raster.width >> raster.height;
    if (magic != "P4") in >> most;
    in.get();
    raster.channels = magic == "P6" ? 3 : 1;
    const std::string data(std::istreambuf_iterator<char>(in), {});
    if (magic != "P4") {
        raster.bytes.assign(data.begin(), data.end());
        return raster;
    }
    const auto row = (raster.width + 7) / 8;
    for (std::size_t y = 0; y < raster.height; ++y) {
        for (std::size_t x = 0; x < raster.width; ++x) {
            raster.bytes.push_back((static_cast<unsigned char>(data.at(y * row + x / 8)) >> (7 - x % 8) & 1) != 0 ? 0 : 255);
        }
    }
    return raster;
}

struct Point {
    double x, y;
};

// What of a convex polygon is on one side of a line (Sutherland and Hodgman).
template <class Depth>
std::vector<Point> clipped(const std::vector<Point>& polygon, Depth depth) {
    std::vector<Point> out;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const auto a = polygon[i], b = polygon[(i + 1) % polygon.size()];
        const double da = depth(a), db = depth(b);
        if (da >= 0) out.push_back(a);
        if ((da < 0) != (db < 0)) out.push_back({a.x + (b.x - a.x) * da / (da - db), a.y + (b.y - a.y) * da / (da - db)});
    }
    return out;
}

}  // namespace

std::vector<int> Raster::at(std::size_t x, std::size_t y) const {
    const auto begin = bytes.begin() + static_cast<std::ptrdiff_t>((y * width + x) * channels);
    return {begin, begin + static_cast<std::ptrdiff_t>(channels)};
}

std::vector<Raster> rasters_of(const std::string& pdf) {
    const TempFolder folder;
    write_file(folder / "in.pdf", pdf);
    run({"pdfimages", folder / "in.pdf", folder / "picture"});
    std::vector<Raster> rasters;
    for (const auto& name : folder.files()) {
        if (name != "in.pdf") rasters.push_back(read_pnm(read_file(folder / name)));
    }
    return rasters;
}

bool is_under(const Rectangle& r, const Placing& m, std::size_t width, std::size_t height, std::size_t x, std::size_t y) {
    const auto corner = [&](std::size_t i, std::size_t j) {
        const double u = static_cast<double>(i) / static_cast<double>(width), v = 1 - static_cast<double>(j) / static_cast<double>(height);
        return Point{u * m[0] + v * m[2] + m[4], u * m[1] + v * m[3] + m[5]};
    };
    std::vector<Point> polygon{corner(x, y), corner(x + 1, y), corner(x + 1, y + 1), corner(x, y + 1)};
    polygon = clipped(polygon, [&](const Point& p) { return p.x - r.x0; });
    polygon = clipped(polygon, [&](const Point& p) { return r.x1 - p.x; });
    polygon = clipped(polygon, [&](const Point& p) { return p.y - r.y0; });
    polygon = clipped(polygon, [&](const Point& p) { return r.y1 - p.y; });
    double area = 0;
    for (std::size_t i = 0; i < polygon.size(); ++i) {
        const auto a = polygon[i], b = polygon[(i + 1) % polygon.size()];
        area += a.x * b.y - b.x * a.y;
    }
    return std::abs(area) > 1e-6;
}

std::string samples(std::size_t width, std::size_t height, unsigned components, unsigned bits) {
    const auto row = (width * components * bits + 7) / 8;
    std::string out(row * height, '\0');
    for (std::size_t y = 0; y < height; ++y) {
        for (std::size_t i = 0; i < width * components; ++i) {
            const std::size_t value = i * i * 5 + y * 31 + (i / 7) * (y / 5) * 77;
            if (bits == 16) {
                out[y * row + 2 * i] = static_cast<char>(value);
                out[y * row + 2 * i + 1] = static_cast<char>(value / 3);
            } else {
                const auto bit = i * bits;
                out[y * row + bit / 8] = static_cast<char>(out[y * row + bit / 8] | static_cast<char>((value / 2 & ((1U << bits) - 1)) << (8 - bits - bit % 8)));
            }
        }
    }
    return out;
}

std::string flate(const std::string& data) {
    const auto packed = review::deflate_zlib(review::as_bytes(data));
    return std::string(review::as_text(packed));
}

std::string png_rows(const std::string& data, std::size_t row, std::size_t pixel) {
    std::string out;
    for (std::size_t begin = 0; begin < data.size(); begin += row) {
        const auto type = begin / row % 5;
        out += static_cast<char>(type);
        for (std::size_t i = 0; i < row; ++i) {
            const auto at = [&](bool left, bool up) {
                const bool there = (!left || i >= pixel) && (!up || begin >= row);
                return there ? static_cast<unsigned char>(data[begin + i - (left ? pixel : 0) - (up ? row : 0)]) : 0;
            };
            const int a = at(true, false), b = at(false, true), c = at(true, true), p = a + b - c;
            const int paeth = std::abs(p - a) <= std::abs(p - b) && std::abs(p - a) <= std::abs(p - c) ? a : std::abs(p - b) <= std::abs(p - c) ? b : c;
            const int guess[] = {0, a, b, (a + b) / 2, paeth};
            out += static_cast<char>(static_cast<unsigned char>(data[begin + i]) - guess[type]);
        }
    }
    return out;
}

// Codes of nine bits, and a clear code before they would have to grow.
std::string lzw(const std::string& data) {
    std::string out;
    unsigned bits = 0, count = 0;
    const auto put = [&](unsigned code) {
        bits = bits << 9 | code;
        for (count += 9; count >= 8; count -= 8) out += static_cast<char>(bits >> (count - 8));
    };
    for (std::size_t i = 0; i < data.size(); ++i) {
        if (i % 200 == 0) put(256);
        put(static_cast<unsigned char>(data[i]));
    }
    put(257);
    if (count > 0) out += static_cast<char>(bits << (8 - count));
    return out;
}

std::string run_length(const std::string& data) {
    std::string out;
    for (std::size_t i = 0; i < data.size();) {
        std::size_t same = 1;
        while (i + same < data.size() && same < 128 && data[i + same] == data[i]) ++same;
        if (same > 1) {
            out += static_cast<char>(257 - same);
            out += data[i];
            i += same;
        } else {
            const auto count = std::min<std::size_t>(3, data.size() - i);
            out += static_cast<char>(count - 1) + data.substr(i, count);
            i += count;
        }
    }
    return out + static_cast<char>(128);
}

std::string ascii85(const std::string& data) {
    std::string out;
    for (std::size_t i = 0; i < data.size(); i += 4) {
        const auto count = std::min<std::size_t>(4, data.size() - i);
        std::uint32_t word = 0;
        for (std::size_t j = 0; j < 4; ++j) word = word << 8 | (j < count ? static_cast<unsigned char>(data[i + j]) : 0U);
        std::string group(5, '!');
        for (std::size_t j = 5; j-- > 0; word /= 85) group[j] = static_cast<char>('!' + word % 85);
        out += group == "!!!!!" && count == 4 ? "z" : group.substr(0, count + 1);
        if (i % 60 == 0) out += '\n';
    }
    return out + "~>";
}

std::string ascii_hex(const std::string& data) {
    std::string out;
    for (const unsigned char byte : data) {
        out += "0123456789abcdef"[byte >> 4];
        out += "0123456789ABCDEF"[byte & 15];
    }
    return out + '>';
}

std::string picture_file(const std::string& name) { return read_file(std::string(REVIEW_SOURCE) + "/fixtures/pictures/" + name); }

}  // namespace support
