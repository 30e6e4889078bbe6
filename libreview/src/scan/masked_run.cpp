#include "scan/masked_run.hpp"

#include <algorithm>
#include <array>

#include "scan/characters.hpp"
#include "scan/mask_strength.hpp"

namespace review {
namespace {

constexpr std::size_t longest = 40;  // digits and covers

// What people cover digits with, in the form of the base view. X only beside another cover.
constexpr std::array<std::string_view, 9> covers{"*", "#", "×", "✕", "✖", "●", "•", "■", "▪"};

bool is_x(char byte) { return (byte | 0x20) == 'x'; }

std::size_t cover_at(std::string_view text, std::size_t at) {
    for (const auto cover : covers) {
        if (text.substr(at).starts_with(cover)) return cover.size();
    }
    return 0;
}

std::size_t cover_before(std::string_view text, std::size_t end) {
    for (const auto cover : covers) {
        if (end >= cover.size() && text.substr(end - cover.size(), cover.size()) == cover) return cover.size();
    }
    return 0;
}

// Bytes of one digit, cover or X that begins at `at`; 0: none.
std::size_t unit_at(std::string_view text, std::size_t at) {
    if (at >= text.size()) return 0;
    return is_digit(text[at]) || is_x(text[at]) ? 1 : cover_at(text, at);
}

std::size_t unit_before(std::string_view text, std::size_t end) {
    if (end == 0) return 0;
    return is_digit(text[end - 1]) || is_x(text[end - 1]) ? 1 : cover_before(text, end);
}

bool gap(char byte) { return byte == ' ' || byte == '-'; }

std::size_t begin_of(std::string_view text, std::size_t at) {
    for (std::size_t units = 0; units <= longest; ++units) {
        if (const auto size = unit_before(text, at)) at -= size;
        else if (at > 1 && gap(text[at - 1]) && unit_before(text, at - 1) > 0) --at;
        else break;
    }
    return at;
}

std::size_t end_of(std::string_view text, std::size_t at) {
    for (std::size_t units = 0; units <= longest; ++units) {
        if (const auto size = unit_at(text, at)) at += size;
        else if (at < text.size() && gap(text[at]) && unit_at(text, at + 1) > 0) ++at;
        else break;
    }
    return at;
}

// X is a cover beside another one, and the check digit at the end otherwise.
std::string pattern_of(std::string_view text) {
    std::string pattern;
    for (std::size_t at = 0; at < text.size();) {
        const auto size = unit_at(text, at);
        if (size > 0) pattern += is_digit(text[at]) ? text[at] : is_x(text[at]) ? 'X' : '*';
        at += std::max<std::size_t>(size, 1);
    }
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        if (pattern[i] != 'X') continue;
        const bool beside = (i > 0 && pattern[i - 1] == '*') || (i + 1 < pattern.size() && (pattern[i + 1] == 'X' || pattern[i + 1] == '*'));
        if (beside && i + 1 < pattern.size()) pattern[i] = '*';
        else if (i + 1 < pattern.size()) return {};  // 0x41
    }
    // 4203XXXXXXXXXXXXXX: the last is covered as well.
    if (pattern.ends_with("*X") && text.find('*') == text.npos) pattern.back() = '*';
    return pattern;
}

bool shows(std::string_view pattern, std::size_t count) {
    return pattern.size() >= count && pattern.substr(0, count).find('*') == pattern.npos;
}

// The beginning and the end of a number in the usual way, four stars between whatever they cover. In a table no label stands near.
bool usual(std::string_view pattern, std::size_t front, std::size_t back) {
    const auto last = pattern.rfind('*');
    return shows(pattern, front) && pattern.find('*') == front && last != pattern.npos && pattern.size() - last - 1 == back;
}

}  // namespace

std::optional<MaskedRun> masked_run(std::string_view text, std::size_t at) {
    const auto begin = begin_of(text, at), end = end_of(text, at);
    if ((begin > 0 && is_letter(text[begin - 1])) || (end < text.size() && is_letter(text[end]))) return {};
    auto pattern = pattern_of(text.substr(begin, end - begin));
    const auto hidden = std::count(pattern.begin(), pattern.end(), '*');
    if (hidden < 2 || hidden == std::ssize(pattern) || pattern.size() > longest) return {};
    return MaskedRun{begin, end, std::move(pattern)};
}

std::optional<std::string> stretched(const std::string& pattern, std::size_t length) {
    if (pattern.size() == length) return pattern;
    const auto first = pattern.find('*'), last = pattern.rfind('*');
    if (first == pattern.npos || pattern.substr(first, last - first + 1).find_first_not_of('*') != pattern.npos) return {};
    const auto shown = pattern.size() - (last - first + 1);
    if (shown + 2 > length) return {};
    return pattern.substr(0, first) + std::string(length - shown, '*') + pattern.substr(last + 1);
}

std::optional<std::string> masked_resident_id(const std::string& pattern, bool label) {
    const bool cut_short = usual(pattern, 6, 4) && pattern.size() < 18;
    if (!label && !cut_short && (pattern.size() != 18 || !shows(pattern, 2))) return {};
    auto whole = stretched(pattern, 18);
    if (!whole || resident_id_candidates(*whole) == 0) return {};
    return whole;
}

std::optional<std::string> masked_mobile(const std::string& pattern, bool label) {
    if (!label && !usual(pattern, 3, 4) && (pattern.size() != 11 || !shows(pattern, 2))) return {};
    auto whole = stretched(pattern, 11);
    if (!whole || mobile_candidates(*whole) == 0) return {};
    return whole;
}

std::optional<std::string> masked_bank_card(const std::string& pattern, bool label) {
    if (!label && (pattern.size() < 16 || pattern.size() > 19 || !pattern.starts_with("62"))) return {};
    // The shortest card it can be: fewest values.
    auto whole = pattern.size() >= 16 ? std::optional(pattern) : stretched(pattern, 16);
    if (!whole || bank_card_candidates(*whole) == 0) return {};
    return whole;
}

std::optional<Verdict> verify_masked(const Candidate& candidate, MaskedKind kind) {
    const auto run = masked_run(candidate.text(), candidate.end);
    if (!run) return {};
    Verdict verdict{run->begin, run->end, Likelihood::possible, {"masked"}, {}};
    const bool label = note_label(candidate, verdict);
    if (!kind(run->pattern, label)) return {};
    return verdict;
}

}  // namespace review
