#include "release/field_duties.hpp"

#include <algorithm>
#include <functional>

#include "base/charset.hpp"
#include "base/loose_text.hpp"
#include "format/ooxml/package.hpp"
#include "format/xml/fields.hpp"
#include "model/line_label.hpp"
#include "model/markup_names.hpp"
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

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r'; }

TextBytes without_blanks(std::string_view text, TextBytes of) {
    while (of.begin < of.end && is_blank(text[of.begin])) ++of.begin;
    while (of.begin < of.end && is_blank(text[of.end - 1])) --of.end;
    return of;
}

// A line ends here, at a tag.
bool breaks_at(std::string_view text, std::size_t at) {
    for (auto before = at; before > 0 && is_blank(text[before - 1]); --before) {
        if (text[before - 1] == '\n') return true;
    }
    for (; at < text.size() && is_blank(text[at]); ++at) {
        if (text[at] == '\n') return true;
    }
    return false;
}

// The stretches of a part's text that stand within these bytes of the draft, without blanks around them: one for each cell of a table and each
// element that has its own line. Each is a value, and may stand alone elsewhere.
std::vector<TextBytes> texts_within(const Part& part, const ByteRange& bytes) {
    std::vector<TextBytes> texts;
    std::uint64_t read = 0;
    auto run = std::partition_point(part.source.begin(), part.source.end(), [&](const SourceRun& one) { return one.source.end <= bytes.begin; });
    for (; run != part.source.end() && run->source.begin < bytes.end; ++run) {
        std::size_t from = run->text_begin, to = run->text_end;
        if (run->verbatim) {
            if (run->source.begin < bytes.begin) from += bytes.begin - run->source.begin;
            if (run->source.end > bytes.end) to -= run->source.end - bytes.end;
        }
        const bool goes_on = !texts.empty() && texts.back().end == from && (run->source.begin <= read || !breaks_at(part.text, from));
        if (goes_on) texts.back().end = to;
        else texts.push_back({from, to});
        read = run->source.end;
    }
    for (auto& text : texts) text = without_blanks(part.text, text);
    std::erase_if(texts, [](const TextBytes& text) { return text.begin >= text.end; });
    return texts;
}

std::uint32_t glyphs_between(std::string_view text, std::size_t begin, std::size_t end) {
    const auto starts = [](char byte) { return (static_cast<unsigned char>(byte) & 0xc0) != 0x80; };
    return static_cast<std::uint32_t>(std::count_if(text.begin() + static_cast<std::ptrdiff_t>(begin), text.begin() + static_cast<std::ptrdiff_t>(end), starts));
}

// What names mean stays: a declaration is no attribute (format/xml/fields.hpp), also in an element that goes.
bool declares_namespace(const Part& part) {
    if (part.kind != PartKind::attribute) return false;
    const auto at = part.xpath.rfind("/@xmlns");
    if (at == std::string::npos) return false;
    const auto rest = std::string_view(part.xpath).substr(at + 7);
    return rest.empty() || (rest.front() == ':' && rest.find('/') == rest.npos);
}

// x:name is written so in the draft: whether another prefix, or none, stands where one was meant.
class PrefixedPaths {
public:
    explicit PrefixedPaths(const std::vector<FieldRule>& rules) {
        for (const auto& rule : rules) {
            const auto bare = rule.duty == FieldDuty::cut ? without_prefixes(rule.path.text()) : rule.path.text();
            if (bare != rule.path.text()) paths_.push_back({&rule.path, *FieldPath::parse(bare)});
        }
    }

    void look(const XmlFieldPlace& place) {
        for (auto& path : paths_) {
            if (path.fitted) continue;
            path.fitted = path.asked->fits(place.elements, place.attribute);
            path.near = path.near || path.bare.fits(place.elements, place.attribute);
        }
    }

    std::vector<std::string> missed() const {
        std::vector<std::string> texts;
        for (const auto& path : paths_) {
            if (!path.fitted && path.near) texts.push_back(path.asked->text());
        }
        return texts;
    }

private:
    struct Path {
        const FieldPath* asked;
        FieldPath bare;
        bool fitted = false, near = false;
    };

    static std::string without_prefixes(std::string_view path) {
        std::string made;
        std::size_t name = 0;  // where the last one begins in what is made
        for (const char c : path) {
            if (c == ':') made.resize(name);
            else made += c;
            if (c == '/' || c == '@') name = made.size();
        }
        return made;
    }

    std::vector<Path> paths_;
};

// Fields that go, and whether any place of the draft is one: who misspelt a name takes it for gone.
class FieldsInVain {
public:
    explicit FieldsInVain(const std::vector<FieldRule>& rules) {
        for (const auto& rule : rules) {
            if (rule.duty == FieldDuty::cut) paths_.push_back(&rule.path);
        }
    }
    void look(const XmlFieldPlace& place) {
        std::erase_if(paths_, [&](const FieldPath* path) { return path->fits(place.elements, place.attribute); });
    }
    std::vector<std::string> texts() const {
        std::vector<std::string> texts;
        for (const auto* path : paths_) texts.push_back(path->text());
        return texts;
    }

private:
    std::vector<const FieldPath*> paths_;
};

// Records that office programs keep beside the text (ISO/IEC 29500-1, 22.5), and show in it where controls are bound to them.
void each_custom_field(const Draft& draft, const std::function<void(const XmlFieldPlace&)>& tell) {
    const Limits usual;  // it was read within its limits when it was opened
    const OoxmlPackage package(draft, usual);
    for (const auto& member : package.members()) {
        if ((member.role == "customXml" || member.role.empty()) && member.text) each_xml_field(*member.text, draft.name, tell);
    }
}

std::string names_to(const XmlFieldPlace& place) {
    std::string path;
    for (const auto name : place.elements) path += "/" + std::string(name);
    if (!place.attribute.empty()) path += "/@" + std::string(place.attribute);
    return path;
}

Finding field_finding(const Part& part, const TextBytes& text, std::uint32_t glyph, const FieldRule& rule) {
    const auto excerpt = std::string_view(part.text).substr(text.begin, text.end - text.begin);
    Finding made;
    made.rule = xml_field_rule;
    made.category = Category::personal;
    made.severity = Severity::high;
    made.likelihood = Likelihood::certain;
    made.action = Action::block;
    made.basis = rule.basis;
    made.where.span = {part.number, glyph, glyph + glyphs_between(part.text, text.begin, text.end)};
    made.where.kind = part.kind;
    made.where.label = label_at(part, text.begin);
    made.where.page = part.page;
    made.where.xpath = part.xpath;
    made.where.bytes = source_of(part, text.begin, text.end);
    made.excerpt = Sensitive(excerpt);
    made.preview = masked(excerpt);
    made.view = "base";
    made.evidence = {"field:" + rule.path.text()};
    made.here_only = tells_little(excerpt);
    return made;
}

}  // namespace

FieldDuties::FieldDuties(const Draft& draft, const Document& document, const Policy& policy) {
    if (policy.fields.empty() || (document.format() != "xml" && document.format() != "ooxml")) return;
    PrefixedPaths prefixed(policy.fields);
    FieldsInVain in_vain(policy.fields);
    const std::function<void(const XmlFieldPlace&)> tell = [&](const XmlFieldPlace& place) {
        prefixed.look(place);
        in_vain.look(place);
        const auto* rule = rule_for(policy.fields, place);
        if (!rule) return;
        auto& fields = rule->duty == FieldDuty::cut ? cut_ : rule->duty == FieldDuty::publish ? published_ : passed_over_;
        // Attributes of an element are in it: they stand in its tag.
        fields.push_back({place.attribute.empty() ? place.whole : place.inner, rule, &*paths_.insert(names_to(place)).first});
    };
    if (document.format() == "xml") each_xml_field(draft, tell);
    else each_custom_field(draft, tell);
    missed_ = prefixed.missed();
    // What an office document holds beside its text most hold not at all.
    if (document.format() == "xml") in_vain_ = in_vain.texts();
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
    if (is_markup_name(part)) return {};  // a field that goes loses what it holds: its markup stays
    std::vector<Finding> findings;
    if (cut_.empty() || part.source.empty() || declares_namespace(part)) return findings;
    std::uint64_t first = part.source.front().source.begin, last = part.source.back().source.end;
    auto field = std::partition_point(cut_.begin(), cut_.end(), [&](const Field& one) { return one.bytes.end <= first; });
    std::size_t at = 0;
    std::uint32_t glyph = part.first;
    for (; field != cut_.end() && field->bytes.begin < last; ++field) {
        for (const auto& text : texts_within(part, field->bytes)) {
            if (is_blotted(std::string_view(part.text).substr(text.begin, text.end - text.begin), *field->rule)) continue;
            if (text.begin < at) at = 0, glyph = part.first;
            glyph += glyphs_between(part.text, at, text.begin);
            at = text.begin;
            findings.push_back(field_finding(part, text, glyph, *field->rule));
            findings.back().field = *field->path;
        }
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
