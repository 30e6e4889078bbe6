#include "policy/must_publish.hpp"

#include <algorithm>

#include "base/charset.hpp"
#include "base/loose_text.hpp"
#include "model/table_rows.hpp"
#include "policy/label_denied.hpp"

namespace review {
namespace {

constexpr std::size_t reach = 120;  // bytes before a value in which its label stands

std::vector<std::string> all_labels(const Policy& policy) {
    std::vector<std::string> labels;
    for (const auto& entry : policy.must_publish) labels.insert(labels.end(), entry.labels.begin(), entry.labels.end());
    return labels;
}

// What stands between a label and its value: punctuation, and other values of the same label.
std::string without_tail(std::string_view text) {
    auto kept = loose(text);
    const auto letter = [](char32_t point) { return is_letter_or_digit(point) && !(point >= '0' && point <= '9'); };
    while (!kept.empty()) {
        auto last = kept.size() - 1;
        while (last > 0 && (static_cast<unsigned char>(kept[last]) & 0xc0) == 0x80) --last;
        if (letter(code_points(std::string_view(kept).substr(last)).front())) break;
        kept.resize(last);
    }
    return kept;
}

// "/records/record[1]/x:办公电话[1]" -> "/records/record/办公电话": what an element stands in may make it private.
std::string element_names(std::string_view xpath) {
    std::string names;
    for (std::size_t at = 0; at < xpath.size();) {
        const auto end = std::min(xpath.find('/', at), xpath.size());
        auto name = xpath.substr(at, end - at);
        name = name.substr(0, name.find('['));
        if (const auto colon = name.find(':'); colon != name.npos) name.remove_prefix(colon + 1);
        if (!name.empty()) names += "/" + loose(name);
        at = end + 1;
    }
    return names;
}

// 监督电话, 联系方式: what stands behind it is a way to reach somebody; behind 补贴金额 it is none.
bool is_way_to_reach(std::string_view label) {
    static constexpr std::string_view words[] = {"电话", "热线", "手机", "传真", "号码", "邮箱", "邮件", "方式", "地址", "地点", "场所",
                                                 "phone", "tel", "fax", "mail", "contact", "address"};
    return std::any_of(std::begin(words), std::end(words), [&](auto word) { return label.find(word) != label.npos; });
}

// An entry that names no rule frees what its label speaks of, and never what identifies a person or tells of one.
bool frees(const MustPublish& entry, std::string_view label, const Finding& finding) {
    if (!selects(entry.rule, finding)) return false;
    if (entry.rule != "*") return true;
    const std::string_view rule = finding.rule;
    if (rule.starts_with("cn-contact/")) return is_way_to_reach(label);
    if (rule.starts_with("cn-person/")) return rule == "cn-person/name" || rule == "cn-person/responsible-person" || rule == "cn-person/masked-name";
    static constexpr std::string_view packs[] = {"cn-identity/", "intl-identity/", "cn-finance/", "intl-finance/", "cn-vehicle/", "masked/"};
    return std::none_of(std::begin(packs), std::end(packs), [&](auto pack) { return rule.starts_with(pack); });
}

}  // namespace

bool may_have_to_be_published(const Finding& finding) {
    return (finding.category == Category::personal || finding.category == Category::trade) && finding.severity != Severity::critical;
}

MustPublishGuard::MustPublishGuard(const Policy& policy) : policy_(policy), headers_(all_labels(policy)) {
    for (const auto& entry : policy.must_publish) {
        auto& list = labels_.emplace_back();
        for (const auto& label : entry.labels) list.push_back(loose(label));
    }
}

void MustPublishGuard::read(const Part& part) {
    headers_.read(part);
    bytes_.read(part);
}

std::optional<PublicMark> MustPublishGuard::ends_with_label(const std::string& text, const Finding* finding) const {
    std::optional<PublicMark> mark;
    for (std::size_t i = 0; i < labels_.size(); ++i) {
        const auto& entry = policy_.must_publish[i];
        for (std::size_t j = 0; j < labels_[i].size(); ++j) {
            const auto& label = labels_[i][j];
            if (!text.ends_with(label)) continue;
            // Whichever label ends there: 非监督举报电话 is no 举报电话 either.
            if (is_label_denied(std::string_view(text).substr(0, text.size() - label.size()))) return std::nullopt;
            if (!mark && (!finding || frees(entry, label, *finding))) mark = PublicMark{entry.labels[j], &entry};
        }
    }
    return mark;
}

std::optional<PublicMark> MustPublishGuard::label_for(const Part& part, std::uint32_t begin, const Finding* finding) {
    if (labels_.empty()) return std::nullopt;
    if (part.kind == PartKind::element || part.kind == PartKind::attribute || part.kind == PartKind::cell) {
        if (auto mark = ends_with_label(element_names(part.xpath), finding)) return mark;
    }
    for (std::size_t at = 0; at < part.called.size();) {
        const auto end = std::min(part.called.find('\n', at), part.called.size());
        if (auto mark = ends_with_label(loose(part.called.substr(at, end - at)), finding)) return mark;
        at = end + 1;
    }
    const TableRows rows(part);
    const std::string_view text = rows.text();
    const auto at = bytes_.of(part, begin);
    const auto line = line_at(text, at);
    auto from = std::max(line.begin, at > reach ? at - reach : 0);
    while (from < at && (static_cast<unsigned char>(text[from]) & 0xc0) == 0x80) ++from;
    const auto before = without_tail(text.substr(from, at - from));
    if (auto mark = ends_with_label(before, finding)) return mark;
    return ends_with_label(headers_.over(part, at), finding);
}

std::optional<PublicMark> MustPublishGuard::label_of(const Part& part, std::uint32_t begin) {
    return label_for(part, begin, nullptr);
}

std::optional<PublicMark> MustPublishGuard::label_within(const Part& part, std::uint32_t begin, std::uint32_t end, bool form) const {
    const auto text = loose(text_of(part, begin, end));
    for (std::size_t i = 0; i < labels_.size(); ++i) {
        for (std::size_t j = 0; j < labels_[i].size(); ++j) {
            for (auto found = text.find(labels_[i][j]); found != text.npos; found = text.find(labels_[i][j], found + 1)) {
                const auto past = found + labels_[i][j].size();
                if (past >= text.size()) break;  // a label alone is no value
                if (form && text[past] != ':' && !(text[past] >= '0' && text[past] <= '9')) continue;
                if (is_label_denied(std::string_view(text).substr(0, found))) continue;
                return PublicMark{policy_.must_publish[i].labels[j], &policy_.must_publish[i]};
            }
        }
    }
    return std::nullopt;
}

void MustPublishGuard::apply(const Part& part, Finding& finding) {
    if (!may_have_to_be_published(finding)) return;
    std::optional<PublicMark> mark;
    for (const auto& entry : policy_.must_publish) {
        if (mark || !selects(entry.rule, finding)) continue;
        for (const auto& word : entry.evidence) {
            const auto& seen = finding.evidence;
            if (!mark && std::find(seen.begin(), seen.end(), word) != seen.end()) mark = PublicMark{word, &entry};
        }
    }
    if (!mark && may_free(finding)) mark = label_for(part, finding.where.span.begin, &finding);
    if (mark) allow(finding, *mark);
}

// Most findings are of rules that no entry could free: their labels need not be looked for.
bool MustPublishGuard::may_free(const Finding& finding) const {
    const auto could_free = [&](const MustPublish& entry) { return !entry.labels.empty() && selects(entry.rule, finding); };
    return may_have_to_be_published(finding) && std::any_of(policy_.must_publish.begin(), policy_.must_publish.end(), could_free);
}

std::string MustPublishGuard::headings_over(const Part& part, std::size_t at) const {
    const TableRows rows(part);
    const auto line = line_at(rows.text(), at);
    const auto* row = headers_.over_row(rows.text().substr(line.begin, line.end - line.begin), line.begin);
    std::string headings;
    for (std::size_t i = 0; row && i < row->size(); ++i) headings += (i == 0 ? "" : "\t") + (*row)[i];
    return headings;
}

void MustPublishGuard::apply_heading(std::string_view heading, Finding& finding) const {
    if (heading.empty() || !may_have_to_be_published(finding)) return;
    if (const auto mark = ends_with_label(loose(heading), &finding)) allow(finding, *mark);
}

void MustPublishGuard::allow(Finding& finding, const PublicMark& mark) {
    finding.action = Action::allow;
    finding.evidence.push_back("must-publish:" + mark.word);
    for (const auto& basis : mark.entry->basis) {
        if (std::find(finding.basis.begin(), finding.basis.end(), basis) == finding.basis.end()) finding.basis.push_back(basis);
    }
}

void MustPublishGuard::withdraw(Finding& finding) const {
    for (const auto& entry : policy_.must_publish) {
        for (const auto& label : entry.labels) {
            if (std::erase(finding.evidence, "must-publish:" + label) == 0) continue;
            for (const auto& basis : entry.basis) std::erase(finding.basis, basis);
        }
    }
}

}  // namespace review
