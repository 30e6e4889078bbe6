#include "proof/byte_gaps.hpp"

#include <algorithm>

#include "base/charset.hpp"
#include "base/mapped_file.hpp"

namespace review {
namespace {

// U+2588 as the charsets that are read here write it, and the asterisk where one lacks it.
const std::vector<std::string>& fillers() {
    static const auto all = [] {
        std::vector<std::string> made;
        for (const char* name : {"UTF-8", "UTF-16LE", "UTF-16BE", "GB18030", "GBK", "Big5", "EUC-KR", "EUC-JP", "Shift_JIS"}) {
            const auto charset = Charset::named(name);
            const auto block = charset ? encode(*charset, "\u2588") : std::nullopt;
            if (block) made.emplace_back(as_text(*block));
        }
        made.emplace_back("*");
        return made;
    }();
    return all;
}

std::size_t run_of(std::string_view text, std::string_view filler) {
    std::size_t size = 0;
    while (text.substr(size).starts_with(filler)) size += filler.size();
    return size;
}

bool is_all_filler(std::string_view text) {
    return std::any_of(fillers().begin(), fillers().end(), [&](const std::string& filler) { return run_of(text, filler) == text.size(); });
}

// Behind the fillers at the beginning of `text`, of which `next`, what stays, may have some of its own; none: there is no filler.
std::optional<std::size_t> past_fillers(std::string_view text, std::string_view next) {
    for (const auto& filler : fillers()) {
        const auto run = run_of(text, filler);
        const auto own = run_of(next, filler);
        if (run > own) return run - own;
    }
    return std::nullopt;
}

}  // namespace

bool same_bytes(std::string_view a, std::string_view b) {
    bool equal = a.size() == b.size();
    std::size_t at = 0;
    in_passing(as_bytes(equal ? a : std::string_view()), [&](ByteView piece) {
        const auto other = b.substr(at, piece.size());
        equal = equal && as_text(piece) == other;
        passed(as_bytes(other));
        at += piece.size();
    });
    return equal;
}

bool only_gaps_filled(std::string_view output, std::string_view draft, const std::vector<ByteGap>& gaps) {
    const auto stays = [&](std::size_t gap) {
        const auto begin = gap == 0 ? 0 : gaps[gap - 1].draft.end;
        const auto end = gap == gaps.size() ? draft.size() : gaps[gap].draft.begin;
        return draft.substr(std::min<std::uint64_t>(begin, draft.size()), end - std::min<std::uint64_t>(begin, end));
    };
    auto rest = output;
    for (std::size_t i = 0;; ++i) {
        const auto piece = stays(i);
        if (rest.size() < piece.size() || !same_bytes(rest.substr(0, piece.size()), piece)) return false;
        rest.remove_prefix(piece.size());
        if (i == gaps.size()) return rest.empty();
        if (gaps[i].filled) {
            if (!rest.starts_with(*gaps[i].filled)) return false;
            rest.remove_prefix(gaps[i].filled->size());
            continue;
        }
        // Blocks of the draft between two gaps are not to be told from what fills them.
        while (i + 1 < gaps.size() && !gaps[i + 1].filled && is_all_filler(stays(i + 1))) ++i;
        const auto next = stays(i + 1);
        const bool field_follows = next.empty() && i + 1 < gaps.size() && gaps[i + 1].filled;
        const auto past = past_fillers(rest, field_follows ? std::string_view(*gaps[i + 1].filled) : next);
        if (!past) return false;
        rest.remove_prefix(*past);
    }
}

}  // namespace review
