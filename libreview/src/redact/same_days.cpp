#include "redact/same_days.hpp"

#include <algorithm>

#include "model/glyphs_before.hpp"
#include "model/spelled_out.hpp"

namespace review {
namespace {

// 1990年1月1日出生: the words go with the day of a person.
std::string_view without_birth(std::string_view value) {
    for (const std::string_view word : {"出生于", "生于"}) {
        if (value.starts_with(word)) value.remove_prefix(word.size());
    }
    for (const std::string_view word : {"出生", "(出)生", "（出）生", "生人", "生"}) {
        if (value.ends_with(word)) return value.substr(0, value.size() - word.size());
    }
    return value;
}

}  // namespace

void SameDays::want(std::string_view value, const std::string& rule) {
    constexpr std::string_view blanks = " \t\r\n", time = "0123456789TZ:.+- ";
    value.remove_prefix(std::min(value.find_first_not_of(blanks), value.size()));
    value = without_birth(value);
    const auto days = written_days(value);
    if (days.size() != 1 || days.front().begin != 0 || value.find_first_not_of(time, days.front().end) != value.npos) return;
    wanted_.emplace(days.front().day, rule);
}

void SameDays::part(Part&& part) {
    GlyphsBefore glyphs(part);
    for (const auto& one : written_days(part.text)) {
        const auto wanted = wanted_.find(one.day);
        if (wanted == wanted_.end()) continue;
        const auto begin = glyphs(one.begin), end = std::max(glyphs(one.end), begin + 1);
        const GlyphSpan span{part.number, part.first + begin, part.first + end};
        if (is_kept(span)) continue;
        cuts_.seen_again(span, part.kind, "same-day");
        if (one.closed) met_.emplace(without_layout(std::string_view(part.text).substr(one.begin, one.end - one.begin)), wanted->second);
    }
}

bool SameDays::is_kept(const GlyphSpan& span) const {
    return std::any_of(kept_.begin(), kept_.end(), [&](const Finding* finding) { return overlap(finding->where.span, span); });
}

std::vector<RemovedValue> SameDays::met() && {
    std::vector<RemovedValue> values;
    for (const auto& [text, rule] : met_) values.push_back({Sensitive(text), rule});
    return values;
}

}  // namespace review
