#include "release/field_duties.hpp"

#include <algorithm>

#include "base/charset.hpp"
#include "base/loose_text.hpp"
#include "format/xml/fields.hpp"
#include "model/line_label.hpp"
#include "policy/must_publish.hpp"

namespace review {
namespace {

// What tells too little to be looked for elsewhere (男, 1), and what is too long to be said again.
constexpr int least_letters = 4;  // an ideograph counts for two
constexpr std::size_t longest_said_again = 4096;

const FieldRule* rule_for(const std::vector<FieldRule>& rules, const XmlFieldPlace& place) {
    const auto fits = [&](const FieldRule& rule) { return rule.duty != FieldDuty::look && rule.path.fits(place.elements, place.attribute); };
    const auto found = std::find_if(rules.begin(), rules.end(), fits);
    return found == rules.end() ? nullptr : &*found;
}

bool tells_little(std::string_view text) {
    if (text.size() > longest_said_again) return true;
    int letters = 0;
    for (const auto point : code_points(text)) {
        if (is_letter_or_digit(point)) letters += point > 0x2e80 ? 2 : 1;
        if (letters >= least_letters) return false;
    }
    return true;
}

// Blocks, or what the policy puts in its place: a redacted draft has nothing more to lose there.
bool is_blotted(std::string_view text, const FieldRule& rule) {
    if (rule.neutral && text == *rule.neutral) return true;
    const auto points = code_points(text);
    return std::all_of(points.begin(), points.end(), [](char32_t point) { return point == 0x2588 || point == '*'; });
}

struct TextBytes {
    std::size_t begin = 0, end = 0;
};

// The stretch of a part's text that stands within these bytes of the draft, without blanks around it.
TextBytes text_within(const Part& part, const ByteRange& bytes) {
    TextBytes text{part.text.size(), 0};
    auto run = std::partition_point(part.source.begin(), part.source.end(), [&](const SourceRun& one) { return one.source.end <= bytes.begin; });
    for (; run != part.source.end() && run->source.begin < bytes.end; ++run) {
        std::size_t from = run->text_begin, to = run->text_end;
        if (run->verbatim) {
            if (run->source.begin < bytes.begin) from += bytes.begin - run->source.begin;
            if (run->source.end > bytes.end) to -= run->source.end - bytes.end;
        }
        text.begin = std::min(text.begin, from);
        text.end = std::max(text.end, to);
    }
    const auto blank = [&](std::size_t at) { return part.text[at] == ' ' || part.text[at] == '\n' || part.text[at] == '\t' || part.text[at] == '\r'; };
    while (text.begin < text.end && blank(text.begin)) ++text.begin;
    while (text.begin < text.end && blank(text.end - 1)) --text.end;
    return text;
}

std::uint32_t glyphs_between(std::string_view text, std::size_t begin, std::size_t end) {
    const auto starts = [](char byte) { return (static_cast<unsigned char>(byte) & 0xc0) != 0x80; };
    return static_cast<std::uint32_t>(std::count_if(text.begin() + static_cast<std::ptrdiff_t>(begin), text.begin() + static_cast<std::ptrdiff_t>(end), starts));
}

}  // namespace

FieldDuties::FieldDuties(const Draft& draft, const Document& document, const Policy& policy) {
    if (policy.fields.empty() || document.format() != "xml") return;
    // It was read within its limits when it was opened.
    Limits wide;
    wide.token_bytes = wide.file_bytes;
    wide.seconds *= 10;
    each_xml_field(draft, wide, [&](const XmlFieldPlace& place) {
        const auto* rule = rule_for(policy.fields, place);
        if (!rule) return;
        auto& fields = rule->duty == FieldDuty::cut ? cut_ : rule->duty == FieldDuty::publish ? published_ : passed_over_;
        // Attributes of an element are in it: they stand in its tag.
        fields.push_back({place.attribute.empty() ? place.whole : place.inner, rule});
    });
    for (auto* fields : {&cut_, &published_, &passed_over_}) keep_outermost(*fields);
}

void FieldDuties::keep_outermost(std::vector<Field>& fields) {
    std::sort(fields.begin(), fields.end(), [](const Field& a, const Field& b) {
        return a.bytes.begin != b.bytes.begin ? a.bytes.begin < b.bytes.begin : a.bytes.end > b.bytes.end;
    });
    std::uint64_t past = 0;
    std::erase_if(fields, [&](const Field& field) {
        if (field.bytes.end <= past) return true;
        past = field.bytes.end;
        return false;
    });
}

std::vector<Finding> FieldDuties::in(const Part& part) const {
    std::vector<Finding> findings;
    if (cut_.empty() || part.source.empty()) return findings;
    std::uint64_t first = part.source.front().source.begin, last = part.source.back().source.end;
    auto field = std::partition_point(cut_.begin(), cut_.end(), [&](const Field& one) { return one.bytes.end <= first; });
    std::size_t at = 0;
    std::uint32_t glyph = part.first;
    for (; field != cut_.end() && field->bytes.begin < last; ++field) {
        const auto text = text_within(part, field->bytes);
        if (text.begin >= text.end) continue;
        const auto excerpt = std::string_view(part.text).substr(text.begin, text.end - text.begin);
        if (is_blotted(excerpt, *field->rule)) continue;
        if (text.begin < at) at = 0, glyph = part.first;
        glyph += glyphs_between(part.text, at, text.begin);
        at = text.begin;
        auto& made = findings.emplace_back();
        made.rule = field_rule;
        made.category = Category::personal;
        made.severity = Severity::high;
        made.likelihood = Likelihood::certain;
        made.action = Action::block;
        made.basis = field->rule->basis;
        made.where.span = {part.number, glyph, glyph + glyphs_between(part.text, text.begin, text.end)};
        made.where.kind = part.kind;
        made.where.label = label_at(part, text.begin);
        made.where.page = part.page;
        made.where.xpath = part.xpath;
        made.where.bytes = source_of(part, text.begin, text.end);
        made.excerpt = Sensitive(excerpt);
        made.preview = masked(excerpt);
        made.view = "base";
        made.evidence = {"field:" + field->rule->path.text()};
        made.here_only = tells_little(excerpt);
    }
    return findings;
}

const FieldDuties::Field* FieldDuties::around(const std::vector<Field>& fields, const Finding& finding) {
    const auto& bytes = finding.where.bytes;
    if (!bytes) return nullptr;
    const auto field = std::partition_point(fields.begin(), fields.end(), [&](const Field& one) { return one.bytes.end < bytes->end; });
    return field != fields.end() && field->bytes.begin <= bytes->begin ? &*field : nullptr;
}

bool FieldDuties::passes_over(const Finding& finding) const { return around(passed_over_, finding) && !around(cut_, finding); }

void FieldDuties::publish(Finding& finding) const {
    const auto* field = around(published_, finding);
    if (!field || around(cut_, finding) || !may_have_to_be_published(finding)) return;
    finding.action = Action::allow;
    finding.evidence.push_back("must-publish:" + field->rule->path.text());
    for (const auto& basis : field->rule->basis) {
        if (std::find(finding.basis.begin(), finding.basis.end(), basis) == finding.basis.end()) finding.basis.push_back(basis);
    }
}

}  // namespace review
