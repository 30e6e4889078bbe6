#include <review/inspection.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace review {
namespace {

constexpr std::array<std::pair<Concealment, std::string_view>, 11> concealments{{
    {Concealment::fake_redaction, "fake-redaction"}, {Concealment::redaction_mark, "redaction-mark"},
    {Concealment::hidden_text, "hidden-text"}, {Concealment::revision, "revision"},
    {Concealment::unused_glyphs, "unused-glyphs"}, {Concealment::attachment, "attachment"},
    {Concealment::script, "script"}, {Concealment::thumbnail, "thumbnail"},
    {Concealment::comment, "comment"}, {Concealment::link, "link"}, {Concealment::author, "author"},
}};
constexpr std::array<std::pair<Manner, std::string_view>, 34> manners{{
    {Manner::box, "box"}, {Manner::image, "image"}, {Manner::annotation, "annotation"}, {Manner::highlight, "highlight"},
    {Manner::blackened, "blackened"}, {Manner::unapplied, "unapplied"}, {Manner::render_mode, "render-mode"}, {Manner::same_colour, "same-colour"},
    {Manner::transparent, "transparent"}, {Manner::covered, "covered"}, {Manner::clipped, "clipped"},
    {Manner::outside_page, "outside-page"}, {Manner::off_layer, "off-layer"}, {Manner::too_small, "too-small"},
    {Manner::hidden_annotation, "hidden-annotation"}, {Manner::disputed, "disputed"}, {Manner::earlier, "earlier"}, {Manner::after_end, "after-end"},
    {Manner::unicode, "unicode"}, {Manner::outlines, "outlines"}, {Manner::file, "file"},
    {Manner::javascript, "javascript"}, {Manner::xfa, "xfa"}, {Manner::page_image, "page-image"},
    {Manner::metadata_image, "metadata-image"}, {Manner::vanish, "vanish"}, {Manner::hidden_sheet, "hidden-sheet"},
    {Manner::tracked, "tracked"}, {Manner::macro, "macro"}, {Manner::margin_note, "margin-note"}, {Manner::external, "external"},
    {Manner::other_version, "other-version"}, {Manner::custom_tag, "custom-tag"},
    {Manner::named, "named"},
}};

constexpr std::size_t most_stars = 12;

}  // namespace

std::string_view name_of(Concealment kind) {
    const auto row = std::find_if(concealments.begin(), concealments.end(), [&](const auto& entry) { return entry.first == kind; });
    return row == concealments.end() ? "?" : row->second;
}

std::string_view name_of(Manner manner) {
    const auto row = std::find_if(manners.begin(), manners.end(), [&](const auto& entry) { return entry.first == manner; });
    return row == manners.end() ? "?" : row->second;
}

std::string masked_line(std::string_view text) {
    auto line = masked(text);
    // Between its ends a mask has nothing but stars, and the blanks where lines end.
    const auto first = line.find('*');
    const auto last = line.rfind('*');
    if (first != std::string::npos && last - first >= most_stars) line.replace(first, last + 1 - first, std::string(most_stars, '*'));
    return line;
}

}  // namespace review
