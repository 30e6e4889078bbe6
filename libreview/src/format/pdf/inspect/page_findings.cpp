#include "format/pdf/inspect/page_findings.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

#include "format/pdf/boxes.hpp"
#include "format/pdf/inspect/visibility.hpp"
#include "format/pdf/layout.hpp"
#include "format/pdf/object_access.hpp"

namespace review::pdf {

namespace {

using Glyphs = std::vector<const SeenGlyph*>;

// Punctuation and rules under a box give nothing away: leaders, underlines, a comma that was missed.
bool says_something(std::string_view unicode) {
    if (is_blank(unicode)) return false;
    if (unicode.size() == 1) {
        const auto c = static_cast<unsigned char>(unicode[0]);
        return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c >= 0x80;
    }
    // U+00A0 to U+00BF, U+2000 to U+206F, U+2500 to U+25FF, U+3000 to U+303F, U+FF00 to U+FF0F.
    const auto starts = [&](std::string_view low, std::string_view high) {
        const auto head = unicode.substr(0, low.size());
        return head >= low && head <= high;
    };
    return !(starts("\xC2\xA0", "\xC2\xBF") || starts("\xE2\x80", "\xE2\x81") || starts("\xE2\x94", "\xE2\x97") ||
             starts("\xE3\x80", "\xE3\x80") || starts("\xEF\xBC\x80", "\xEF\xBC\x8F"));
}

bool is_fake_redaction(Manner manner) {
    return manner == Manner::box || manner == Manner::image || manner == Manner::annotation || manner == Manner::highlight ||
           manner == Manner::blackened;
}

Severity severity_of(Manner manner) {
    if (is_fake_redaction(manner) || manner == Manner::unapplied) return Severity::critical;
    // The text layer of a scan is drawn so, and is looked for like any other text.
    return manner == Manner::render_mode || manner == Manner::covered ? Severity::medium : Severity::high;
}

Concealed entry(Concealment kind, Manner manner, std::uint32_t page, const Glyphs& glyphs) {
    Concealed found;
    found.kind = kind;
    found.manner = manner;
    found.severity = severity_of(manner);
    found.page = page;
    found.label = "page " + std::to_string(page);
    found.count = glyphs.size();
    std::vector<PlacedGlyph> placed;
    for (const auto* glyph : glyphs) placed.push_back({static_cast<std::uint32_t>(placed.size()), glyph->unicode, glyph->quad, glyph->vertical});
    auto order = reading_order(placed);
    Part part;
    part.text = order.first_text();
    part.glyph_ends = std::move(order.glyph_ends);
    part.quads = std::move(order.quads);
    part.glyph_ends.resize(order.first_glyphs());
    found.quads = quads_of(part, 0, part.glyph_count());
    found.preview = masked_line(part.text);
    found.text = Sensitive(part.text);
    std::fill(part.text.begin(), part.text.end(), '\0');
    return found;
}

// A tool that prints the same date or reason into each of its boxes, in their own colour, covers nothing
// by it. Three times the same and nothing else is such a label.
constexpr std::size_t a_label = 3;

using Groups = std::map<std::tuple<bool, Manner, int>, Glyphs>;

std::string spelt(const Glyphs& glyphs) {
    std::string text;
    for (const auto* glyph : glyphs) text += glyph->unicode;
    return text;
}

void demote_labels(Groups& groups) {
    const auto on_its_box = [](const Groups::value_type& group) { return std::get<1>(group.first) == Manner::highlight; };
    std::map<std::string, std::size_t> times;
    for (const auto& group : groups) {
        if (on_its_box(group)) ++times[spelt(group.second)];
    }
    Glyphs labels;
    std::erase_if(groups, [&](const auto& group) {
        const bool label = on_its_box(group) && times[spelt(group.second)] >= a_label;
        if (label) labels.insert(labels.end(), group.second.begin(), group.second.end());
        return label;
    });
    auto& hidden = groups[{true, Manner::same_colour, -1}];
    hidden.insert(hidden.end(), labels.begin(), labels.end());
}

std::string object_of(const PageView& view, const std::vector<SeenAnnotation>& annotations, Manner manner, int paint) {
    if (paint < 0) return "";
    const auto& seen = view.paints[static_cast<std::size_t>(paint)];
    PoDoFo::PdfReference reference = seen.picture ? seen.picture->Reference() : PoDoFo::PdfReference();
    if (manner == Manner::annotation && seen.annotation >= 0 && !annotations.empty()) {
        reference = annotations[static_cast<std::size_t>(seen.annotation)].object->Reference();
    }
    return reference.ObjectNumber() == 0 ? "" : label_of(reference);
}

// 12.5.6.23: between the two phases the text is there, and some viewers show it as black already.
void add_marks(const PageView& view, const std::vector<SeenAnnotation>& annotations, std::uint32_t page, std::vector<Concealed>& found) {
    for (const auto& annotation : annotations) {
        if (annotation.kind != "Redact") continue;
        Glyphs under;
        for (const auto& glyph : view.glyphs) {
            const auto touches = [&](const Quad& quad) { return box_of(quad).meets(box_of(glyph.quad)) && overlap(quad, glyph.quad); };
            if (!is_blank(glyph.unicode) && std::any_of(annotation.quads.begin(), annotation.quads.end(), touches)) under.push_back(&glyph);
        }
        auto mark = entry(Concealment::redaction_mark, Manner::unapplied, page, under);
        mark.quads = annotation.quads;
        const auto reference = annotation.object->Reference();
        if (reference.ObjectNumber() != 0) mark.object = label_of(reference);
        found.push_back(std::move(mark));
    }
}

}  // namespace

std::vector<Concealed> concealed_on(const PageView& view, const std::vector<SeenAnnotation>& annotations,
                                    Pictures& pictures, std::uint32_t page, const Extent& crop, bool& exhausted) {
    Visibility visibility(view, crop, pictures);
    const auto verdicts = visibility.verdicts();
    exhausted = visibility.exhausted();
    // One entry for each cover; what lies open in the file is one for each manner.
    Groups groups;
    for (std::size_t i = 0; i < verdicts.size(); ++i) {
        if (view.glyphs[i].disputed) groups[{true, Manner::disputed, -1}].push_back(&view.glyphs[i]);
        if (!verdicts[i].manner) continue;
        const auto manner = *verdicts[i].manner;
        const bool fake = is_fake_redaction(manner);
        groups[{!fake, manner, fake ? verdicts[i].paint : -1}].push_back(&view.glyphs[i]);
    }
    demote_labels(groups);
    std::vector<Concealed> found;
    for (const auto& [key, glyphs] : groups) {
        const auto& [open, manner, paint] = key;
        const auto tells = [](const SeenGlyph* glyph) { return glyph->unicode.empty() || says_something(glyph->unicode); };
        if (std::none_of(glyphs.begin(), glyphs.end(), tells)) continue;
        auto& seen = found.emplace_back(entry(open ? Concealment::hidden_text : Concealment::fake_redaction, manner, page, glyphs));
        seen.object = object_of(view, annotations, manner, paint);
    }
    add_marks(view, annotations, page, found);
    return found;
}

std::vector<Concealed> covered_on(const PageView& view, std::uint32_t page, const Extent& crop, const Limits& limits, bool& exhausted) {
    PoDoFo::PdfVecObjects none;
    Pictures pictures(none, limits);
    return concealed_on(view, {}, pictures, page, crop, exhausted);
}

}  // namespace review::pdf
