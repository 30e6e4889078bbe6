#include "format/pdf/signature_look.hpp"

#include <algorithm>
#include <cmath>

#include <review/error.hpp>

#include "base/loose_text.hpp"
#include "base/messages/visible_signature.hpp"
#include "base/utf8_scan.hpp"
#include "format/pdf/boxes.hpp"
#include "format/pdf/object_access.hpp"
#include "format/pdf/sheet_lines.hpp"
#include "format/pdf/shown_page.hpp"
#include "format/pdf/stream_data.hpp"

namespace review::pdf {

using namespace PoDoFo;

namespace {

constexpr std::size_t longest_words = 400;
constexpr double largest = 12, smallest = 6, size_step = 0.5;  // points
constexpr double frame_width = 0.5, inner_margin = 3, least_lead = 1.2;

Quad quad_of_place(const Area& place) { return quad_of_rectangle(place.x0, place.y0, place.x1, place.y1); }

// Tells whether something is printed at a place of a page. Hidden text counts, and text on a layer: it may be shown one day.
class PlaceWatch final : public WalkSink {
public:
    explicit PlaceWatch(const Area& place) : place_(quad_of_place(place)) {}

    void show(const Operation&, const TextState&, std::span<const ShownGlyph> glyphs) override { look_at(glyphs); }
    void show_inside(const TextState&, std::span<const ShownGlyph> glyphs) override { look_at(glyphs); }
    void image(const Operation&, const Quad& quad, PdfObject*) override { taken_ = taken_ || overlap(quad, place_); }
    void problem(BlindReason reason, const std::string&, const std::string&) override {
        whole_ = whole_ && reason != BlindReason::malformed && reason != BlindReason::limit;
    }
    bool taken() const { return taken_; }
    bool whole() const { return whole_; }

private:
    void look_at(std::span<const ShownGlyph> glyphs) {
        const auto prints = [](const ShownGlyph& glyph) { return glyph.unicode.empty() || !loose(glyph.unicode).empty(); };
        taken_ = taken_ || std::any_of(glyphs.begin(), glyphs.end(), [&](const ShownGlyph& glyph) { return overlap(glyph.quad, place_) && prints(glyph); });
    }

    Quad place_;
    bool taken_ = false, whole_ = true;
};

// ISO 32000-1, 12.5.3: Hidden is bit 2, NoView bit 6.
bool has_annotation_at(const Page& page, PdfVecObjects& objects, const Area& place) {
    constexpr int unseen = 2 | 32;
    const auto* list = value_of(page.object, "Annots", objects);
    if (list == nullptr || !list->IsArray()) return false;
    return std::any_of(list->GetArray().begin(), list->GetArray().end(), [&](const PdfObject& item) {
        const auto* annotation = resolve(&item, objects);
        const auto* box = value_of(annotation, "Rect", objects);
        if (box == nullptr || !box->IsArray() || box->GetArray().size() != 4 || name_of(value_of(annotation, "Subtype", objects)) == "Popup") return false;
        if ((static_cast<int>(number_of(value_of(annotation, "F", objects))) & unseen) != 0) return false;
        const auto at = [&](std::size_t i) { return number_of(resolve(&box->GetArray()[i], objects)); };
        const bool area = at(0) != at(2) && at(1) != at(3);  // a field without a look has none
        return area && overlap(quad_of_rectangle(at(0), at(1), at(2), at(3)), quad_of_place(place));
    });
}

void require_free(const Page& page, PdfVecObjects& objects, const Area& place) {
    const auto number = std::to_string(place.page);
    const Limits limits;
    bool whole = false;
    const auto content = page_content(page, objects, limits, whole);
    PlaceWatch watch(place);
    FontCache fonts;
    Budget budget("--visible", limits);
    walk_content({objects, fonts, limits, budget}, content, page.resources, Matrix{}, watch);
    if (!whole || !watch.whole()) throw Error(Errc::refused, say(Msg::look_unread_page, {number}));
    if (watch.taken() || has_annotation_at(page, objects, place)) throw Error(Errc::refused, say(Msg::look_place_taken, {number}));
}

std::u32string words_of(const std::string& text) {
    auto words = shown_characters(text);
    const bool prints = std::any_of(words.begin(), words.end(), [](char32_t c) { return c != U' ' && c != U'\n'; });
    const bool all = !first_not_utf8(as_bytes(text)) && words.size() == code_points(text).size() && text.find('\t') == text.npos && words.size() <= longest_words;
    if (!prints || !all) throw Error(Errc::bad_config, say(Msg::look_bad_text, {std::to_string(longest_words)}));
    return words;
}

std::u32string distinct(std::u32string words) {
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    std::erase(words, U'\n');
    return words;
}

struct SetWords {
    std::vector<std::u32string> lines;
    double size = 0, lead = 0;  // in points
};

// As large as there is room for.
SetWords set_words(const TextFont& font, const std::u32string& words, double width, double height) {
    const double lead = std::max(least_lead, font.ascent() - font.descent());
    for (double size = largest; size >= smallest; size -= size_step) {
        SetWords set{broken(font, words, width, size), size, lead * size};
        const bool fits = std::all_of(set.lines.begin(), set.lines.end(), [&](const auto& line) { return width_of(font, line, size) <= width; });
        if (fits && static_cast<double>(set.lines.size()) * set.lead <= height) return set;
    }
    throw Error(Errc::bad_config, say(Msg::look_no_room, {number_text(smallest)}));
}

std::string look_content(const TextFont& font, const SetWords& set, double width, double height) {
    std::string out = "q\n0 G\n" + number_text(frame_width) + " w\n";
    // Its outer edge lies within the box: readers paint a pixel that a line only touches.
    for (const double edge : {frame_width, frame_width, width - 2 * frame_width, height - 2 * frame_width}) out += number_text(edge) + ' ';
    out += "re\nS\n0 g\nBT\n/F1 " + number_text(set.size) + " Tf\n";
    const double over = (height - static_cast<double>(set.lines.size()) * set.lead) / 2;
    const double to_base = (set.lead - (font.ascent() - font.descent()) * set.size) / 2 + font.ascent() * set.size;
    for (std::size_t i = 0; i < set.lines.size(); ++i) {
        const double base = height - over - static_cast<double>(i) * set.lead - to_base;
        if (!set.lines[i].empty()) out += "1 0 0 1 " + number_text(inner_margin) + ' ' + number_text(base) + " Tm\n" + font.shown(set.lines[i]) + " Tj\n";
    }
    return out + "ET\nQ\n";
}

PdfArray array_of(std::initializer_list<double> values) {
    PdfArray list;
    for (const double value : values) list.push_back(PdfVariant(value));
    return list;
}

// 8.10.2 and 12.5.5. The box is as the page shows it; the matrix turns it back into the page.
PdfReference form_of(PdfMemDocument& document, const TextFont& font, const std::u32string& words, const Area& place, int turned) {
    double width = place.x1 - place.x0, height = place.y1 - place.y0;
    if (turned % 2 != 0) std::swap(width, height);
    const auto content = look_content(font, set_words(font, words, width - 2 * inner_margin, height - 2 * inner_margin), width, height);
    PdfDictionary fonts, resources;
    fonts.AddKey("F1", font.embed(document, "SIGNED+Field"));
    resources.AddKey("Font", fonts);
    PdfObject* form = document.GetObjects().CreateObject(PdfVariant(PdfDictionary()));
    auto& keys = form->GetDictionary();
    keys.AddKey("Type", PdfName("XObject"));
    keys.AddKey("Subtype", PdfName("Form"));
    keys.AddKey("BBox", array_of({0, 0, width, height}));
    if (turned == 1) keys.AddKey("Matrix", array_of({0, 1, -1, 0, height, 0}));
    if (turned == 2) keys.AddKey("Matrix", array_of({-1, 0, 0, -1, width, height}));
    if (turned == 3) keys.AddKey("Matrix", array_of({0, -1, 1, 0, 0, width}));
    keys.AddKey("Resources", resources);
    set_stream(*form, as_bytes(content));
    return form->Reference();
}

}  // namespace

SignatureLook look_of_signature(PdfMemDocument& document, const VisibleSignature& visible) {
    const auto& place = visible.place;
    auto& objects = document.GetObjects();
    const auto words = words_of(visible.text);
    const auto pages = find_pages(document, {});
    if (place.page < 1 || place.page > pages.size()) {
        throw Error(Errc::bad_config, say(Msg::look_no_page, {std::to_string(place.page), std::to_string(pages.size())}));
    }
    const auto& page = pages[place.page - 1];
    const auto view = shown_page(page, objects);
    const Rectangle box{place.x0, place.y0, place.x1, place.y1};
    if (!(box.x0 < box.x1 && box.y0 < box.y1) || !inside(box, view.crop)) {
        const auto& crop = view.crop;
        throw Error(Errc::bad_config, say(Msg::look_off_page, {std::to_string(place.page), number_text(crop.x0), number_text(crop.y0), number_text(crop.x1), number_text(crop.y1)}));
    }
    require_free(page, objects, place);
    const TextFont font(distinct(words), visible.font_file, {Msg::look_no_font, Msg::look_font_kind, Msg::look_font_lacks});
    return {page.object, array_of({box.x0, box.y0, box.x1, box.y1}), form_of(document, font, words, place, view.turned)};
}

}  // namespace review::pdf
