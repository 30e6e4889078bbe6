#include "redact/cut_list.hpp"

#include <algorithm>
#include <sstream>

namespace review {
namespace {

void add_name(std::string& names, const std::string& name) {
    std::istringstream words(names);
    for (std::string word; words >> word;) {
        if (word == name) return;
    }
    names += (names.empty() ? "" : " ") + name;
}

}  // namespace

bool overlap(const GlyphSpan& left, const GlyphSpan& right) {
    return left.part == right.part && left.begin < right.end && right.begin < left.end;
}

void CutList::decided(const GlyphSpan& span, PartKind kind, const std::string& finding) {
    entries_.push_back({{span, kind, finding}, true});
}

void CutList::seen_again(const GlyphSpan& span, PartKind kind, const std::string& finding) {
    entries_.push_back({{span, kind, finding}, false});
}

std::vector<Cut> CutList::merged() && {
    std::stable_sort(entries_.begin(), entries_.end(), [](const Entry& left, const Entry& right) {
        if (left.cut.span.part != right.cut.span.part) return left.cut.span.part < right.cut.span.part;
        return left.cut.span.begin < right.cut.span.begin;
    });
    std::vector<Cut> cuts;
    for (std::size_t i = 0; i < entries_.size();) {
        Cut whole{entries_[i].cut.span, entries_[i].cut.kind, {}};
        auto end = i;
        for (; end < entries_.size() && overlap(whole.span, entries_[end].cut.span); ++end) {
            whole.span.end = std::max(whole.span.end, entries_[end].cut.span.end);
        }
        // What is merged can only be longer than its first entry, so the group is never empty.
        const auto first = entries_.begin() + static_cast<std::ptrdiff_t>(i);
        const auto last = entries_.begin() + static_cast<std::ptrdiff_t>(end);
        for (auto entry = first; entry != last; ++entry) {
            const bool spoken_for = std::any_of(first, last, [&](const Entry& other) {
                return other.decided && other.cut.span.begin <= entry->cut.span.begin &&
                       entry->cut.span.end <= other.cut.span.end;
            });
            if (entry->decided || !spoken_for) add_name(whole.finding, entry->cut.finding);
        }
        cuts.push_back(std::move(whole));
        i = end;
    }
    return cuts;
}

}  // namespace review
