#include "release/private_numbers.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "model/table_rows.hpp"
#include "release/record_text.hpp"

namespace review {
namespace {

constexpr std::size_t around_number = 450, behind_number = 200;  // bytes
constexpr std::size_t longest_sentence = 300;

constexpr std::string_view reporters[] = {"举报人", "检举人", "告发人", "控告人", "投诉人", "信访人", "上访人", "来信人", "来访人", "反映人", "报案人", "求助人", "诉求人", "来电人"};

// Whose name belongs to the office's number.
constexpr std::string_view office_labels[] = {"联系人", "联络员", "联络人", "值班人", "值班人员", "带班领导", "经办人", "承办人", "项目联系人", "采购人联系人", "投标人联系人", "linkman", "linkMan"};
constexpr std::string_view office_headings[] = {"职务", "职位", "岗位", "联系人姓名", "联络员姓名", "值班人员姓名", "经办人姓名", "负责人"};

template <std::size_t N>
bool holds_one(std::string_view text, const std::string_view (&words)[N]) {
    return std::any_of(std::begin(words), std::end(words), [&](auto word) { return text.find(word) != text.npos; });
}

std::string without_blanks_between(std::string_view text) {
    constexpr std::string_view wide = "\u3000", hard = "\u00a0";
    std::string kept;
    for (std::size_t at = 0; at < text.size();) {
        const auto rest = text.substr(at);
        const std::size_t size = rest[0] == ' ' ? 1 : rest.starts_with(wide) ? wide.size() : rest.starts_with(hard) ? hard.size() : 0;
        if (size == 0) kept += rest[0];
        at += std::max<std::size_t>(size, 1);
    }
    return kept;
}

// 举报人：, 举报人姓名（, a cell 举报人: the field of a form, not somebody a sentence speaks of. Who is accused (被举报人) is another.
bool is_field(std::string_view before, std::string_view after) {
    if (before.ends_with("被")) return false;
    for (const std::string_view more : {"姓名", "名称", "签名", "签字", "基本信息", "信息"}) {
        if (after.starts_with(more)) after.remove_prefix(more.size());
    }
    static constexpr std::string_view ends[] = {"\t", "\n", ":", "：", "(", "（", "\"", "'", "|", "│", "=", "[", "【", "_", "<", "/", "*"};
    return after.empty() || std::any_of(std::begin(ends), std::end(ends), [&](auto end) { return after.starts_with(end); });
}

bool names_a_reporter(std::string_view text) {
    if (text.find("人") == text.npos) return false;
    const auto words = without_blanks_between(text);
    const std::string_view all = words;
    for (const auto word : reporters) {
        for (auto at = all.find(word); at != all.npos; at = all.find(word, at + 1)) {
            if (is_field(all.substr(0, at), all.substr(at + word.size()))) return true;
        }
    }
    return false;
}

std::string_view freed_by(const Finding& finding) {
    constexpr std::string_view word = "must-publish:";
    for (const std::string_view seen : finding.evidence) {
        if (seen.starts_with(word)) return seen.substr(word.size());
    }
    return {};
}

// By a label: a verifier that saw a public body knows better, and so does who wrote a path of XML into the policy.
bool is_freed_number(const Finding& finding) {
    static constexpr std::string_view rules[] = {"cn-contact/mobile", "cn-contact/email", "cn-contact/wechat", "cn-contact/qq", "cn-contact/account-name"};
    const auto label = freed_by(finding);
    const auto by_path = [](std::string_view word) { return word.starts_with("must-publish:/"); };
    if (label.empty() || label == "institution" || std::any_of(finding.evidence.begin(), finding.evidence.end(), by_path)) return false;
    if (finding.rule == "cn-contact/address") return label.starts_with("联系");
    return std::find(std::begin(rules), std::end(rules), finding.rule) != std::end(rules);
}

bool is_private_name(const Finding& finding) {
    if (finding.rule != "cn-person/name" || !freed_by(finding).empty()) return false;
    return std::none_of(finding.evidence.begin(), finding.evidence.end(), [](std::string_view word) {
        const auto colon = word.find(':');
        if (colon == word.npos || (word.substr(0, colon) != "label" && word.substr(0, colon) != "column")) return false;
        return std::find(std::begin(office_labels), std::end(office_labels), word.substr(colon + 1)) != std::end(office_labels);
    });
}

// Between two places of one line no sentence ends.
bool in_one_sentence(std::string_view text, std::size_t a, std::size_t b) {
    const auto between = text.substr(std::min(a, b), std::max(a, b) - std::min(a, b));
    if (between.find('\n') != between.npos) return false;
    if (between.find('\t') != between.npos) return true;  // cells of a row
    return between.size() <= longest_sentence && between.find("。") == between.npos && between.find("；") == between.npos && between.find(';') == between.npos;
}

// The lines around byte `at` up to empty ones.
std::string_view paragraph_around(std::string_view text, std::size_t at) {
    auto from = at > around_number ? at - around_number : 0;
    if (const auto blank = text.substr(from, at - from).rfind("\n\n"); blank != text.npos) from += blank;
    const auto record = text.substr(from, at - from + behind_number);
    return record.substr(0, record.find("\n\n", at - from));
}

}  // namespace

PrivateNumbers::PrivateNumbers(const Policy& policy, const MustPublishGuard& guard)
    : policy_(policy), guard_(guard) {}

void PrivateNumbers::read(const Part& part) {
    if (policy_.must_publish.empty() || !in_markup(part) || part.xpath.find("人") == part.xpath.npos) return;
    // /记录[1]/举报人[1]: what stands in /记录[1] is theirs.
    for (std::size_t begin = 0; begin < part.xpath.size();) {
        const auto end = std::min(part.xpath.find('/', begin + 1), part.xpath.size());
        const auto to = std::string_view(part.xpath).substr(0, end);
        if (names_a_reporter(name_in(to))) records_.insert(std::string(parent_of(to)));
        begin = end;
    }
}

bool PrivateNumbers::is_beside(const Part& part, TypedColumns& columns, std::size_t at, const Finding& number, const std::vector<std::size_t>& persons) const {
    const TableRows rows(part);
    const std::string_view text = rows.text();
    if (names_a_reporter(paragraph_around(text, at))) return true;
    const auto headings = std::string(columns.all_over(part, at)) + "\t" + guard_.headings_over(part, at) + "\t";
    if (names_a_reporter(headings)) return true;
    if (number.rule == "cn-contact/address" || holds_one(headings, office_headings)) return false;
    // Of a list of thousands only those of this line.
    const auto line = line_at(text, at);
    const auto first = std::lower_bound(persons.begin(), persons.end(), line.begin), last = std::upper_bound(first, persons.end(), line.end);
    return std::any_of(first, last, [&](std::size_t person) { return in_one_sentence(text, person, at); });
}

void PrivateNumbers::take_back(const Part& part, TypedColumns& columns, std::vector<Finding>& findings) {
    if (std::none_of(findings.begin(), findings.end(), is_freed_number)) return;
    // In order of place, whatever order rules told them in.
    std::vector<std::pair<std::uint32_t, std::size_t>> order;
    for (std::size_t i = 0; i < findings.size(); ++i) order.emplace_back(findings[i].where.span.begin, i);
    std::sort(order.begin(), order.end());
    GlyphBytes bytes;
    bytes.read(part);
    std::vector<std::size_t> begins(findings.size()), persons;
    for (const auto& [glyph, i] : order) {
        begins[i] = bytes.of(part, glyph);
        if (is_private_name(findings[i])) persons.push_back(begins[i]);
    }
    for (std::size_t i = 0; i < findings.size(); ++i) {
        if (is_freed_number(findings[i]) && is_beside(part, columns, begins[i], findings[i], persons)) take_back(findings[i]);
    }
}

void PrivateNumbers::take_back(Finding& finding) const {
    guard_.withdraw(finding);
    finding.evidence.emplace_back("beside-person");
    apply(policy_, finding);
}

void PrivateNumbers::settle(std::vector<Finding>& findings) const {
    const auto in_elements = [](const Finding& finding) {
        const auto kind = finding.where.kind;
        return kind == PartKind::element || kind == PartKind::attribute || kind == PartKind::cell;
    };
    if (std::none_of(findings.begin(), findings.end(), is_freed_number)) return;
    std::set<std::string_view> named;
    for (const auto& finding : findings) {
        if (in_elements(finding) && is_private_name(finding)) named.insert(parent_of(finding.where.xpath));
    }
    for (auto& finding : findings) {
        if (!in_elements(finding) || !is_freed_number(finding)) continue;
        bool theirs = finding.rule != "cn-contact/address" && named.contains(parent_of(finding.where.xpath));
        for (auto path = parent_of(finding.where.xpath); !theirs && !path.empty(); path = parent_of(path)) theirs = records_.contains(path);
        if (theirs) take_back(finding);
    }
}

}  // namespace review
