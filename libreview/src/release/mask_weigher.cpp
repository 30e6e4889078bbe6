#include "release/mask_weigher.hpp"

#include <algorithm>
#include <map>

#include "base/loose_text.hpp"
#include "model/table_rows.hpp"
#include "release/record_text.hpp"
#include "scan/known_of_person.hpp"
#include "text/views.hpp"

namespace review {
namespace {

constexpr std::size_t paragraph = 450;    // bytes to each side
constexpr std::size_t longest_record = 4096;  // of the elements beside a value

MaskStrength strength_of(std::string_view kind, const std::string& pattern, const KnownOfPerson& known) {
    if (kind == "resident-id") return resident_id_strength(pattern, known);
    return {kind == "mobile" ? mobile_candidates(pattern) : bank_card_candidates(pattern), {}};
}

std::string_view open_rule(std::string_view kind) {
    return kind == "resident-id" ? "cn-identity/resident-id" : kind == "mobile" ? "cn-contact/mobile" : "cn-finance/bank-card";
}

// Whole numbers of the draft by what a pattern shows of them.
class Unmasked {
public:
    explicit Unmasked(const std::vector<Finding>& findings) {
        for (const auto& finding : findings) {
            if (finding.rule.starts_with("masked/") || finding.category != Category::personal) continue;
            auto digits = digits_of(finding);
            if (finding.rule == "cn-contact/mobile" && digits.size() > 11) digits.erase(0, digits.size() - 11);
            numbers_.push_back({finding.rule, std::move(digits), finding.where.label});
        }
    }

    // Where a number that fits stands; empty: nowhere. How long the card is whose end is told nobody says.
    std::string place(std::string_view kind, const std::string& pattern) {
        for (std::string longer = pattern; longer.size() <= longest_card; longer.insert(0, "*")) {
            if (auto found = place_of(kind, longer); !found.empty() || kind != "bank-card" || pattern.front() != '*') return found;
        }
        return {};
    }

private:
    static constexpr std::size_t longest_card = 19;

    std::string place_of(std::string_view kind, const std::string& pattern) {
        auto& shown = by_shape_[std::string(kind) + shape(pattern)];
        if (shown.empty()) {
            for (const auto& number : numbers_) {
                if (number.rule == open_rule(kind) && number.digits.size() == pattern.size()) {
                    shown.emplace(visible(pattern, number.digits), number.place);
                }
            }
            shown.emplace("", "");
        }
        const auto found = shown.find(visible(pattern, pattern));
        return found == shown.end() ? "" : found->second;
    }

    struct Number {
        std::string rule, digits, place;
    };
    static std::string shape(const std::string& pattern) {
        std::string shape = pattern;
        for (auto& c : shape) c = c == '*' ? '*' : '0';
        return shape;
    }
    static std::string visible(const std::string& pattern, const std::string& digits) {
        std::string seen;
        for (std::size_t i = 0; i < pattern.size(); ++i) {
            if (pattern[i] != '*') seen += digits[i];
        }
        return seen;
    }

    std::vector<Number> numbers_;
    std::map<std::string, std::map<std::string, std::string>> by_shape_;
};

}  // namespace

bool is_masked(const Finding& finding) { return finding.rule.starts_with("masked/"); }

namespace {

bool is_masked_name(const Finding& finding) { return finding.rule == "cn-person/masked-name"; }

// A masked name is as it should be. Where one single name of the draft fits (the same surname, and as long), it is told in
// the open all the same.
void settle_names(const Policy& policy, std::vector<Finding>& findings, std::vector<bool>& none) {
    std::map<std::u32string, std::string> names;  // in the open, and where
    for (const auto& finding : findings) {
        if (finding.rule == "cn-person/name") names.emplace(code_points(loose(finding.excerpt.reveal())), finding.where.label);
    }
    for (std::size_t i = 0; i < findings.size(); ++i) {
        if (!is_masked_name(findings[i])) continue;
        const auto masked = code_points(loose(findings[i].excerpt.reveal()));
        const std::string* place = nullptr;
        std::size_t fitting = 0;
        for (auto name = names.lower_bound(masked.substr(0, 1)); name != names.end() && name->first[0] == masked[0]; ++name) {
            if (name->first.size() == masked.size()) place = &name->second, ++fitting;
        }
        none[i] = fitting != 1;
        if (none[i]) continue;
        findings[i].evidence.push_back("unmasked:" + *place);
        findings[i].likelihood = Likelihood::likely;
        review::apply(policy, findings[i]);
    }
}

}  // namespace

MaskWeigher::MaskWeigher(const Policy& policy)
    : policy_(policy), headers_({"出生", "生日", "年龄", "性别", "身份证", "证件", "住址", "地址", "户籍", "籍贯", "区县", "县区", "birth"}) {}

void MaskWeigher::read(const Part& part) {
    headers_.read(part);
    const auto parent = in_markup(part) ? parent_of(part.xpath) : std::string_view();
    if (parent != parent_) {
        first_open_ = waiting_.size();
        siblings_.clear();
        parent_ = parent;
    }
    if (!in_markup(part) || siblings_.size() > longest_record) return;
    const auto before = siblings_.size();
    siblings_ += name_in(part.xpath);
    siblings_ += "：";
    siblings_.append(part.text, 0, paragraph);
    siblings_ += "；";
    for (auto i = first_open_; i < waiting_.size(); ++i) {
        if (!waiting_[i].whole) waiting_[i].after.append(siblings_, before);
    }
}

void MaskWeigher::add(const Part& part, std::size_t finding, const Finding& masked, std::size_t at) {
    const auto pattern = masked_pattern(masked);
    if (!pattern) return;
    Waiting one{finding, masked.rule, *pattern, {}, {}, false};
    const TableRows rows(part);
    const std::string_view text = rows.text();
    const auto line = line_at(text, at);
    const auto size = masked.excerpt.reveal().size();
    // The record of a row is the row: what stands beside its table speaks of others.
    if (is_table_line(text.substr(line.begin, line.end - line.begin))) {
        const auto tab = text.substr(line.begin, at - line.begin).rfind('\t');
        const auto cell = tab == text.npos ? line.begin : line.begin + tab + 1;
        const auto next = at + std::min(text.substr(at, line.end - at).find('\t'), line.end - at);
        one.whole = true;
        one.before += row_text(headers_, text, line, line.begin, cell);
        one.after += next < line.end ? row_text(headers_, text, line, next + 1, line.end) : "";
    } else {
        if (in_markup(part)) one.before = siblings_;
        // An empty line ends a paragraph.
        const auto from = at > paragraph ? at - paragraph : 0;
        auto before = text.substr(from, at - from);
        if (const auto blank = before.rfind("\n\n"); blank != before.npos) before.remove_prefix(blank);
        auto after = text.substr(std::min(at + size, text.size()), paragraph);
        after = after.substr(0, after.find("\n\n"));
        one.before += before;
        one.after += after;
    }
    waiting_.push_back(std::move(one));
}

void MaskWeigher::settle(std::vector<Finding>& findings) {
    const bool names = std::any_of(findings.begin(), findings.end(), is_masked_name);
    if (waiting_.empty() && !names) return;
    Unmasked unmasked(findings);
    std::vector<bool> none(findings.size());
    if (names) settle_names(policy_, findings, none);
    for (const auto& one : waiting_) {
        auto& finding = findings[one.finding];
        const auto kind = masked_kind(one.rule);
        const auto strength = strength_of(kind, one.pattern, known_of_person(one.before, one.after));
        const auto place = unmasked.place(kind, one.pattern);
        finding.evidence.push_back("candidates:" + std::to_string(strength.candidates));
        for (const auto& fact : strength.given) finding.evidence.push_back("given:" + fact);
        if (!place.empty()) finding.evidence.push_back("unmasked:" + place);
        none[one.finding] = strength.candidates >= policy_.mask_floor && place.empty();
        const bool known = strength.candidates == 1 || !place.empty();
        finding.likelihood = known ? Likelihood::certain : Likelihood::likely;
        review::apply(policy_, finding);
    }
    std::size_t kept = 0;
    for (std::size_t i = 0; i < findings.size(); ++i) {
        if (none[i]) continue;
        if (kept != i) findings[kept] = std::move(findings[i]);
        ++kept;
    }
    findings.erase(findings.begin() + static_cast<std::ptrdiff_t>(kept), findings.end());
}

}  // namespace review
