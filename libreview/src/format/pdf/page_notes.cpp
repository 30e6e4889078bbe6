#include "format/pdf/page_notes.hpp"

#include <algorithm>
#include <cmath>

#include "base/messages/format_pdf.hpp"
#include "format/pdf/object_access.hpp"
#include "format/pdf/pdf_document.hpp"

namespace review::pdf {
namespace {

// A rule or a frame is no picture; letters drawn as outlines are many paths.
constexpr std::uint64_t many_drawings = 8;
// A picture over half of the page or more is what the page is about, whatever stamp or page number
// stands on it as text.
constexpr double most_of_the_page = 0.5;
// In square points: three words of small print. In points: four digits of it.
constexpr double holds_words = 400;
constexpr double holds_a_number = 40, lowest_letter = 4;
constexpr double holds_words_in_strips = 2000;
constexpr std::size_t most_places = 10'000;
// A text layer under a scan has the words of the page; a stamp has not.
constexpr std::uint64_t words_of_a_page = 100;

double area_of(const Quad& q) {
    return std::abs((q[2] - q[0]) * (q[7] - q[1]) - (q[3] - q[1]) * (q[6] - q[0]));
}

}  // namespace

bool may_hold_words(const Quad& q) {
    const double area = area_of(q), longest = std::max(std::hypot(q[2] - q[0], q[3] - q[1]), std::hypot(q[6] - q[0], q[7] - q[1]));
    return area >= holds_words || (longest >= holds_a_number && area >= longest * lowest_letter);
}

void PageNotes::nested(const Operation&, const Nested& use) {
    nesting_.begin(use);
    if (use.first && hidden_) numbers_[use.number];
    if (!hidden_ && use.number != 0) numbers_.erase(use.number);
}

void PageNotes::show(const Operation&, const TextState& before, std::span<const ShownGlyph> glyphs) {
    const auto nest = before.unseen ? numbers_.try_emplace(0).first : nesting_ ? numbers_.find(nesting_.number()) : numbers_.end();
    for (const auto& glyph : glyphs) {
        if (glyph.unicode.empty()) ++unreadable_[before.font_object];
        else if (!before.unseen) ++readable_;  // text that nobody sees says nothing of a picture
        if (nest != numbers_.end()) nest->second.push_back(glyph.number);
        if (nesting_ || before.unseen) continue;
        for (const auto& place : glyph.pictures) {
            // A letter of a bitmap font is no picture.
            if (!may_hold_words(place)) continue;
            ++pictures_;
            add_picture(place);
        }
    }
}

std::vector<std::uint32_t> PageNotes::unseen() const {
    std::vector<std::uint32_t> all;
    for (const auto& [nest, numbers] : numbers_) all.insert(all.end(), numbers.begin(), numbers.end());
    std::sort(all.begin(), all.end());
    return all;
}

void PageNotes::image(const Operation&, const Quad& place, PoDoFo::PdfObject*) {
    ++pictures_;
    if (!nesting_) add_picture(place);
}

void PageNotes::add_picture(const Quad& place) {
    const auto area = area_of(place);
    pictured_ += area;
    if (places_.size() + small_places_.size() >= most_places) return void(countless_ = true);
    if (may_hold_words(place)) return places_.push_back(place);
    small_area_ += area;
    small_places_.push_back(place);
}

std::vector<Quad> PageNotes::pictures() const {
    auto all = places_;
    if (small_area_ >= holds_words_in_strips) all.insert(all.end(), small_places_.begin(), small_places_.end());
    return all;
}

void PageNotes::report(const BlindSpot& where, ExtractionSink& sink) const {
    const auto spot = [&](BlindReason reason, const std::string& detail, const std::string& object) {
        BlindSpot seen = where;
        seen.reason = reason;
        seen.detail = detail;
        seen.object = object;
        sink.blind_spot(std::move(seen));
    };
    for (const auto& [reason, detail, object] : problems_) spot(reason, detail, object);
    // By their numbers, as they stand in the file: where objects lie in memory is another thing in a worker.
    std::map<PoDoFo::PdfReference, std::uint32_t> unreadable;
    for (const auto& [font, count] : unreadable_) unreadable[font ? font->Reference() : PoDoFo::PdfReference()] += count;
    for (const auto& [font, count] : unreadable) {
        spot(BlindReason::no_unicode, say(Msg::pdf_font_without_unicode, {std::to_string(count)}), font == PoDoFo::PdfReference() ? "" : label_of(font));
    }
}

bool PageNotes::is_image_only() const {
    const bool only_pictures = readable_ == 0 && unreadable_.empty() && (pictures_ > 0 || drawings_ >= many_drawings);
    const bool scan = area_ > 0 && pictured_ >= most_of_the_page * area_ && readable_ < words_of_a_page;
    return area_ > 0 && (only_pictures || scan);
}

double page_area(const Page& page, PoDoFo::PdfVecObjects& objects) {
    const auto* node = page.object;
    for (int steps = 0; node && steps < 64; ++steps, node = value_of(node, "Parent", objects)) {
        const auto* box = value_of(node, "MediaBox", objects);
        if (!box || !box->IsArray() || box->GetArray().size() != 4) continue;
        const auto at = [&](std::size_t i) { return number_of(resolve(&box->GetArray()[i], objects)); };
        return std::abs((at(2) - at(0)) * (at(3) - at(1)));
    }
    return 612.0 * 792.0;  // readers take letter size where the box is missing
}

}  // namespace review::pdf
