#include "format/pdf/recognised_page.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <span>

#include <review/error.hpp>

#include "base/charset.hpp"
#include "base/loose_text.hpp"
#include "base/messages/format_pdf.hpp"
#include "format/pdf/boxes.hpp"
#include "format/pdf/ink_edges.hpp"
#include "format/pdf/inspect/unseen_samples.hpp"
#include "format/pdf/render.hpp"
#include "format/pdf/shown_page.hpp"
#include "format/picture/piece_lines.hpp"

namespace review::pdf {
namespace {

// What engines are trained for; large sheets get less, so that a picture has forty million pixels at most.
constexpr double fine_dots_per_inch = 300;
constexpr double most_pixels = 40e6;
// Pixels read around a picture: a code has a rim of paper.
constexpr int rim_of_picture = 30;
// More pictures than that, apart from each other, are read with the whole page.
constexpr std::size_t most_read_apart = 64;

using Pieces = std::vector<RecognisedPiece>;

std::uint32_t resolution_for(const ShownPage& shown) {
    const double square_inches = (shown.media.x1 - shown.media.x0) * (shown.media.y1 - shown.media.y0) / (72.0 * 72.0);
    return static_cast<std::uint32_t>(std::max(1.0, std::min(fine_dots_per_inch, std::sqrt(most_pixels / std::max(square_inches, 0.01)))));
}

// ITU-R BT.601-7, 2.5.1.
Bytes grey_of(const DrawnPage& drawn) {
    Bytes grey(std::size_t{drawn.width} * drawn.height);
    for (std::size_t i = 0; i < grey.size(); ++i) {
        const auto* pixel = &drawn.samples[3 * i];
        grey[i] = static_cast<std::uint8_t>((299U * pixel[0] + 587U * pixel[1] + 114U * pixel[2] + 500U) / 1000U);
    }
    return grey;
}

// From pixels of the drawn page to its user space.
class ToPage {
public:
    ToPage(const ShownPage& shown, const DrawnPage& drawn) : shown_(shown) {
        const auto media = shown.shown(shown.media);
        across_ = media.x1 / drawn.width, down_ = media.y1 / drawn.height;
    }
    Quad quad(double x0, double y0, double x1, double y1) const {
        Quad quad{};
        const std::array<Point, 4> corners{point(x0, y1), point(x1, y1), point(x1, y0), point(x0, y0)};
        for (std::size_t i = 0; i < 4; ++i) quad[2 * i] = corners[i].x, quad[2 * i + 1] = corners[i].y;
        return quad;
    }

private:
    // The way back of ShownPage::shown.
    Point point(double x, double y) const {
        const double right = x * across_, down = y * down_;
        const auto& media = shown_.media;
        switch (shown_.turned) {
            case 1: return {media.x0 + down, media.y0 + right};
            case 2: return {media.x1 - right, media.y0 + down};
            case 3: return {media.x1 - down, media.y1 - right};
            default: return {media.x0 + right, media.y1 - down};
        }
    }
    const ShownPage& shown_;
    double across_ = 1, down_ = 1;
};

Point middle_of_box(const Quad& quad) { return {(quad[0] + quad[4]) / 2, (quad[1] + quad[5]) / 2}; }

bool stands_on(const Quad& place, const Point& point) {
    const auto dot = quad_of_rectangle(point.x - 0.01, point.y - 0.01, point.x + 0.01, point.y + 0.01);
    return overlap(place, dot);
}

// Lines of pieces, and which of them a page's own text leaves to be told.
class LinesOnPictures {
public:
    LinesOnPictures(const PicturesOfPage& page, const ToPage& to_page) : page_(page), to_page_(to_page) {}

    Part part_of(Pieces&& pieces) const {
        Part part;
        for (std::size_t begin = 0, end = 0; begin < pieces.size(); begin = end) {
            const auto line = line_from(pieces, begin);
            end = begin + line.size();
            if (!on_picture(line) || told(line)) continue;
            if (!part.text.empty()) add(part, "\n", Quad{});
            const auto runs = run_of(line);
            for (std::size_t i = 0; i < line.size(); ++i) {
                if (i > 0 && is_gap(line[i - 1], line[i], runs)) add(part, " ", Quad{});
                add_piece(part, line[i], runs);
            }
        }
        return part;
    }

private:
    bool on_picture(std::span<const RecognisedPiece> line) const {
        if (page_.image_only || page_.countless) return true;
        return std::any_of(line.begin(), line.end(), [&](const RecognisedPiece& piece) {
            const auto at = middle_of_box(quad_of(piece));
            return std::any_of(page_.places.begin(), page_.places.end(), [&](const Quad& place) { return stands_on(place, at); });
        });
    }

    // Whether the page's own text says the same there: a scan with a layer of text is not told twice.
    bool told(std::span<const RecognisedPiece> line) const {
        std::string seen, own;
        std::vector<Quad> boxes;
        for (const auto& piece : line) {
            seen += piece.text;
            boxes.push_back(quad_of(piece));
        }
        const auto& text = page_.text;
        for (std::size_t i = 0; i < text.quads.size(); ++i) {
            if (text.quads[i] == Quad{}) continue;
            const auto at = middle_of_box(text.quads[i]);
            if (!std::any_of(boxes.begin(), boxes.end(), [&](const Quad& box) { return stands_on(box, at); })) continue;
            const auto from = i == 0 ? 0 : text.glyph_ends[i - 1];
            own.append(text.text, from, text.glyph_ends[i] - from);
        }
        return !own.empty() && loose(own) == loose(seen);
    }

    Quad quad_of(const RecognisedPiece& piece) const { return to_page_.quad(piece.x0, piece.y0, piece.x1, piece.y1); }

    static void add(Part& part, std::string_view glyph, const Quad& quad) {
        part.text += glyph;
        part.glyph_ends.push_back(static_cast<std::uint32_t>(part.text.size()));
        part.quads.push_back(quad);
    }

    // A word has one box: its characters get equal shares of it, unless it can only go whole.
    void add_piece(Part& part, const RecognisedPiece& piece, LineRun runs) const {
        std::vector<std::string_view> letters;
        for (std::size_t at = 0; at < piece.text.size();) {
            const auto size = std::min(utf8_size(piece.text[at]), piece.text.size() - at);
            letters.push_back(std::string_view(piece.text).substr(at, size));
            at += size;
        }
        const auto count = static_cast<double>(letters.size());
        for (std::size_t i = 0; i < letters.size(); ++i) {
            const auto from = static_cast<double>(runs == LineRun::right || runs == LineRun::down ? i : letters.size() - 1 - i) / count;
            add(part, letters[i], piece.whole ? quad_of(piece) : share_of(piece, from, from + 1 / count, is_upright(runs)));
        }
    }

    Quad share_of(const RecognisedPiece& piece, double from, double to, bool upright) const {
        const double width = piece.x1 - piece.x0, height = piece.y1 - piece.y0;
        return upright ? to_page_.quad(piece.x0 + from * width, piece.y0, piece.x0 + to * width, piece.y1)
                       : to_page_.quad(piece.x0, piece.y0 + from * height, piece.x1, piece.y0 + to * height);
    }

    const PicturesOfPage& page_;
    const ToPage& to_page_;
};

bool meet(const PixelBox& a, const PixelBox& b) { return a.x0 < b.x1 && b.x0 < a.x1 && a.y0 < b.y1 && b.y0 < a.y1; }

// Pictures beside text are read by themselves: they may stand in another way than the text. Strips of one are one.
std::vector<PixelBox> windows_of(const PicturesOfPage& pictures, const ShownPage& shown, const DrawnPage& drawn) {
    const PixelBox whole{0, 0, drawn.width, drawn.height};
    if (pictures.image_only || pictures.countless) return {whole};
    std::vector<PixelBox> windows;
    for (const auto& place : pictures.places) {
        auto box = pixels_of(shown.shown(place), shown, drawn, rim_of_picture);
        if (box.x0 >= box.x1 || box.y0 >= box.y1) continue;
        for (auto other = windows.begin(); other != windows.end();) {
            if (!meet(*other, box)) {
                ++other;
                continue;
            }
            box = {std::min(box.x0, other->x0), std::min(box.y0, other->y0), std::max(box.x1, other->x1), std::max(box.y1, other->y1)};
            windows.erase(other);
            other = windows.begin();
        }
        windows.push_back(box);
    }
    return windows.size() > most_read_apart ? std::vector{whole} : windows;
}

void read_window(const PictureReader& reader, const GreyPicture& page, const PixelBox& window, Pieces& to) {
    const std::uint32_t width = window.x1 - window.x0, height = window.y1 - window.y0;
    Bytes samples(std::size_t{width} * height);
    for (std::uint32_t y = 0; y < height; ++y) {
        const auto row = page.samples.subspan((std::size_t{window.y0} + y) * page.width + window.x0, width);
        std::copy(row.begin(), row.end(), samples.begin() + static_cast<std::ptrdiff_t>(std::size_t{y} * width));
    }
    auto pieces = reader.read({width, height, page.dots_per_inch, samples});
    if (!pieces.empty()) pieces.front().start = PieceStart::block;
    for (auto& piece : pieces) {
        piece.x0 += window.x0, piece.x1 += window.x0, piece.y0 += window.y0, piece.y1 += window.y0;
        if (!piece.whole) widen_to_paper(page, piece);
        to.push_back(std::move(piece));
    }
}

}  // namespace

RecognisedPage recognise_page(const PdfDocument& document, const PicturesOfPage& pictures) {
    RecognisedPage seen;
    seen.unread = unread_samples(document, pictures.page);
    if (!pictures.image_only && !pictures.countless && pictures.places.empty()) return seen;
    const auto shown = shown_page(pictures.page, document.objects().GetObjects());
    RenderOptions options;
    options.dots_per_inch = resolution_for(shown);
    options.first = options.last = pictures.page.number;
    options.page_bytes = document.limits().image_bytes;
    PageRenderer renderer(document.normalised(), options);
    DrawnPage drawn;
    if (!renderer.next(drawn)) throw Error(Errc::unsupported, say(Msg::pdf_page_not_drawn, {std::to_string(pictures.page.number)}));
    const auto samples = grey_of(drawn);
    drawn.samples.clear();
    const GreyPicture picture{drawn.width, drawn.height, options.dots_per_inch, samples};
    const ToPage to_page(shown, drawn);
    const LinesOnPictures lines(pictures, to_page);
    const auto windows = windows_of(pictures, shown, drawn);
    double confidence = 0;
    for (const auto& reader : document.reading().readers) {
        const auto name = reader->identity().name;
        seen.readers += (seen.readers.empty() ? "" : ", ") + name;
        try {
            Pieces pieces;
            for (const auto& window : windows) read_window(*reader, picture, window, pieces);
            for (const auto& piece : pieces) confidence += piece.confidence;
            seen.pieces += pieces.size();
            auto part = lines.part_of(std::move(pieces));
            if (!part.text.empty()) seen.parts.push_back(std::move(part));
        } catch (const Error& error) {
            seen.failure = error.what();
        }
    }
    if (seen.pieces > 0) seen.confidence = confidence / static_cast<double>(seen.pieces);
    return seen;
}

}  // namespace review::pdf
