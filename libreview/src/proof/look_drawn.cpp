#include "proof/look_drawn.hpp"

#include <algorithm>
#include <cstring>
#include <map>
#include <set>
#include <string_view>
#include <utility>
#include <vector>

#include "base/messages/proof.hpp"
#include "format/pdf/boxes.hpp"
#include "format/pdf/pdf_document.hpp"
#include "format/pdf/render.hpp"
#include "format/pdf/shown_page.hpp"

namespace review {
namespace {

constexpr std::uint32_t dots_per_inch = 150;
constexpr int smear = 3;  // pixels of anti-aliasing around a box or a line
// Of pictures in DCT whole blocks go, sixteen samples at most: eight points, where a scan has 150 to the inch.
constexpr int whole_blocks = 17;

using pdf::DrawnPage;
using pdf::PixelBox;

bool is_even(const DrawnPage& page, const PixelBox& box, const std::vector<PixelBox>& labels) {
    const auto at = [&](std::uint32_t x, std::uint32_t y) { return page.samples.data() + (std::size_t{y} * page.width + x) * 3; };
    for (auto y = box.y0; y < box.y1; ++y) {
        for (auto x = box.x0; x < box.x1; ++x) {
            if (std::memcmp(at(x, y), at(box.x0, box.y0), 3) == 0) continue;
            const auto covers = [&](const PixelBox& label) { return x >= label.x0 && x < label.x1 && y >= label.y0 && y < label.y1; };
            if (std::none_of(labels.begin(), labels.end(), covers)) return false;
        }
    }
    return true;
}

// Whether a pixel lies between the darkest and the lightest next to its place on the other page. poppler rounds the
// place of a letter to a quarter of a pixel or a whole one by the height of its font, and a font that lost glyphs may
// be lower; what is gone or new has no like there.
bool has_like(const DrawnPage& one, const DrawnPage& other, std::uint32_t x, std::uint32_t y) {
    constexpr int close = 64;
    const auto* pixel = &one.samples[(std::size_t{y} * one.width + x) * 3];
    int dark[3] = {255, 255, 255}, light[3] = {0, 0, 0};
    for (auto v = y > 0 ? y - 1 : 0; v <= y + 1 && v < other.height; ++v) {
        for (auto u = x > 0 ? x - 1 : 0; u <= x + 1 && u < other.width; ++u) {
            const auto* near = &other.samples[(std::size_t{v} * other.width + u) * 3];
            for (int i = 0; i < 3; ++i) dark[i] = std::min(dark[i], int{near[i]}), light[i] = std::max(light[i], int{near[i]});
        }
    }
    for (int i = 0; i < 3; ++i) {
        if (pixel[i] < dark[i] - close || pixel[i] > light[i] + close) return false;
    }
    return true;
}

// Whether what is in none of the boxes is the same on two pages of one size.
bool same_beside(const DrawnPage& one, const DrawnPage& other, const std::vector<PixelBox>& boxes) {
    const auto row_bytes = std::size_t{one.width} * 3;
    std::vector<bool> covered(one.width);
    for (std::uint32_t y = 0; y < one.height; ++y) {
        if (std::memcmp(&one.samples[row_bytes * y], &other.samples[row_bytes * y], row_bytes) == 0) continue;
        std::fill(covered.begin(), covered.end(), false);
        for (const auto& box : boxes) {
            if (y < box.y0 || y >= box.y1) continue;
            for (auto x = box.x0; x < box.x1; ++x) covered[x] = true;
        }
        for (std::uint32_t x = 0; x < one.width; ++x) {
            if (!covered[x] && !(has_like(one, other, x, y) && has_like(other, one, x, y))) return false;
        }
    }
    return true;
}

// "page 3 annotation Widget": the number; 0: no such place.
std::uint32_t page_of_annotation(std::string_view place) {
    constexpr std::string_view begins = "page ";
    if (!place.starts_with(begins) || place.find(" annotation ") == place.npos) return 0;
    std::uint32_t number = 0;
    for (const char c : place.substr(begins.size())) {
        if (c < '0' || c > '9') break;
        number = number * 10 + static_cast<std::uint32_t>(c - '0');
    }
    return number;
}

class Comparison {
public:
    Comparison(const pdf::PdfDocument& draft, const RedactionPlan& plan, Evidence& evidence)
        : draft_(draft), plan_(plan), evidence_(evidence) {
        for (const auto& box : evidence.boxes) boxes_[box.page].push_back(box.quad);
        for (const auto& area : plan.areas) {
            const auto quad = quad_of_rectangle(area.x0, area.y0, area.x1, area.y1);
            boxes_[area.page].push_back(quad);
            if (!area.finding.empty()) recognised_.insert(quad);
        }
        for (const auto& cut : plan.cuts) {
            if (cut.span.part < draft.pages()) boxes_[cut.span.part + 1];  // a cut that left no box is one all the same
        }
        for (const auto& removal : evidence.removals) poorer_.insert(page_of_annotation(removal.place));
    }

    void run(ByteView output) {
        pdf::RenderOptions options;
        options.dots_per_inch = dots_per_inch;
        options.seconds = 3600;
        pdf::PageRenderer before(draft_.normalised(), options), after(output, options);
        DrawnPage old, now;
        for (const auto& page : draft_.page_list()) {
            if (!before.next(old) || !after.next(now)) return doubt(Msg::proof_drawn_otherwise, page.number);
            compare(page, old, now);
        }
        if (after.next(now)) doubt(Msg::proof_drawn_otherwise, draft_.pages() + 1);
        evidence_.rendered = say(Msg::proof_drawn, {pdf::PageRenderer::version().value_or("pdftoppm"), std::to_string(dots_per_inch),
                                                    std::to_string(same_), std::to_string(beside_), std::to_string(skipped_)});
    }

private:
    void compare(const pdf::Page& page, const DrawnPage& old, const DrawnPage& now) {
        if (fate_of(plan_, page.number) || poorer_.contains(page.number)) {
            ++skipped_;
            return;
        }
        if (old.width != now.width || old.height != now.height) return doubt(Msg::proof_drawn_otherwise, page.number);
        const auto boxes = boxes_.find(page.number);
        if (boxes == boxes_.end()) {
            if (!same_beside(old, now, {})) return doubt(Msg::proof_drawn_otherwise, page.number);
            ++same_;
            return;
        }
        const auto shown = pdf::shown_page(page, draft_.objects().GetObjects());
        std::vector<PixelBox> lines, labels;
        for (const auto& label : plan_.labels) {
            if (label.page == page.number) labels.push_back(pdf::pixels_of(shown.shown(label.place), shown, now, smear));
        }
        for (const auto& quad : boxes->second) {
            const auto place = shown.shown(quad);
            const bool straight = quad[0] == quad[6] || quad[1] == quad[7];  // of another one the pixels around it show as well
            if (straight && !is_even(now, pdf::pixels_of(place, shown, now, -smear), labels)) doubt(Msg::proof_box_not_even, page.number);
            auto line = pdf::pixels_of(place, shown, now, recognised_.contains(quad) ? smear + whole_blocks : smear);
            if (plan_.width != Width::exact) widen(line, now);
            lines.push_back(line);
        }
        if (lines.empty()) {
            ++skipped_;
            return;
        }
        if (!same_beside(old, now, lines)) return doubt(Msg::proof_drawn_otherwise, page.number);
        ++beside_;
    }

    // The line that was set again, whichever way it runs: half a box's height more on either side, for the box is no
    // higher than the letters, and marks above and below move with them.
    static void widen(PixelBox& line, const DrawnPage& page) {
        const bool upright = line.y1 - line.y0 > line.x1 - line.x0;
        auto& low = upright ? line.x0 : line.y0;
        auto& high = upright ? line.x1 : line.y1;
        const auto more = (high - low) / 2, most = upright ? page.width : page.height;
        low = low > more ? low - more : 0;
        high = std::min(high + more, most);
        (upright ? line.y0 : line.x0) = 0;
        (upright ? line.y1 : line.x1) = upright ? page.height : page.width;
    }

    void doubt(const Message& what, std::uint32_t page) { evidence_.doubts.push_back(say(what, {std::to_string(page)})); }

    const pdf::PdfDocument& draft_;
    const RedactionPlan& plan_;
    Evidence& evidence_;
    std::map<std::uint32_t, std::vector<Quad>> boxes_;  // by page; present where something was cut
    std::set<Quad> recognised_;                         // over what was recognised on pictures
    std::set<std::uint32_t> poorer_;                    // pages that lost an annotation
    std::uint32_t same_ = 0, beside_ = 0, skipped_ = 0;
};

}  // namespace

void look_drawn(const Document& draft, ByteView output, const RedactionPlan& plan, Evidence& evidence) {
    const auto* document = dynamic_cast<const pdf::PdfDocument*>(&draft);
    if (document != nullptr) Comparison(*document, plan, evidence).run(output);
}

}  // namespace review
