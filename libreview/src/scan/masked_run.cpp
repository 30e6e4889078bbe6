#include "scan/masked_run.hpp"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

#include "scan/characters.hpp"
#include "scan/check_digits.hpp"
#include "scan/mask_strength.hpp"
#include "scan/name_words.hpp"

namespace review {
namespace {

constexpr std::size_t longest = 40;  // digits and covers

// What people cover digits with, in the form of the base view. X only beside another cover.
constexpr std::array<std::string_view, 24> covers{"*", "#", "×", "✕", "✖", "╳", "●", "•", "■", "▪", "█", "▇", "▆", "▓", "▒", "░", "□", "▢", "∗", "◆", "◇", "◼", "⬛", "⬜"};
// Others as well, where a label stands before the number or it is an identity number to look at.
constexpr std::array<std::string_view, 11> soft_covers{"_", "?", "○", "〇", "◯", "…", "⋯", "·", "—", "–", "─"};
// These cover only beside another of their kind: 3.14, 138-1234.
constexpr std::string_view paired_covers = ".-";

bool is_x(char byte) { return (byte | 0x20) == 'x'; }

// First bytes of covers: an ideograph and a letter have none.
constexpr auto begins_cover = [] {
    std::array<bool, 256> table{};
    for (const auto cover : covers) table[static_cast<unsigned char>(cover[0])] = true;
    for (const auto cover : soft_covers) table[static_cast<unsigned char>(cover[0])] = true;
    for (const char cover : paired_covers) table[static_cast<unsigned char>(cover)] = true;
    return table;
}();

std::size_t cover_at(std::string_view text, std::size_t at, bool soft) {
    if (!begins_cover[static_cast<unsigned char>(text[at])]) return 0;
    const auto begins_with = [&](std::string_view cover) { return cover[0] == text[at] && (cover.size() == 1 || text.substr(at).starts_with(cover)); };
    for (const auto cover : covers) {
        if (begins_with(cover)) return cover.size();
    }
    if (!soft) return 0;
    for (const auto cover : soft_covers) {
        if (begins_with(cover)) return cover.size();
    }
    if (paired_covers.find(text[at]) == paired_covers.npos) return 0;
    return (at > 0 && text[at - 1] == text[at]) || (at + 1 < text.size() && text[at + 1] == text[at]) ? 1 : 0;
}

std::size_t cover_before(std::string_view text, std::size_t end, bool soft) {
    for (std::size_t size = 1; size <= std::min<std::size_t>(end, 3); ++size) {
        if (cover_at(text, end - size, soft) == size) return size;
    }
    return 0;
}

// Bytes of one digit, cover or X that begins at `at`; 0: none.
std::size_t unit_at(std::string_view text, std::size_t at, bool soft) {
    if (at >= text.size()) return 0;
    return is_digit(text[at]) || is_x(text[at]) ? 1 : cover_at(text, at, soft);
}

std::size_t unit_before(std::string_view text, std::size_t end, bool soft) {
    if (end == 0) return 0;
    return is_digit(text[end - 1]) || is_x(text[end - 1]) ? 1 : cover_before(text, end, soft);
}

bool gap(char byte) { return byte == ' ' || byte == '-'; }

std::size_t begin_of(std::string_view text, std::size_t at, bool soft) {
    for (std::size_t units = 0; units <= longest; ++units) {
        if (const auto size = unit_before(text, at, soft)) at -= size;
        else if (at > 1 && gap(text[at - 1]) && unit_before(text, at - 1, soft) > 0) --at;
        else break;
    }
    return at;
}

std::size_t end_of(std::string_view text, std::size_t at, bool soft) {
    for (std::size_t units = 0; units <= longest; ++units) {
        if (const auto size = unit_at(text, at, soft)) at += size;
        else if (at < text.size() && gap(text[at]) && unit_at(text, at + 1, soft) > 0) ++at;
        else break;
    }
    return at;
}

// X is a cover beside another one, and the check digit at the end otherwise.
std::string pattern_of(std::string_view text, bool soft) {
    std::string pattern;
    for (std::size_t at = 0; at < text.size();) {
        const auto size = unit_at(text, at, soft);
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

std::optional<MaskedRun> run_at(std::string_view text, std::size_t at, bool soft) {
    const auto begin = begin_of(text, at, soft);
    if (begin > 0 && is_letter(text[begin - 1])) return {};
    const auto end = end_of(text, at, soft);
    if (end < text.size() && is_letter(text[end])) return {};
    auto pattern = pattern_of(text.substr(begin, end - begin), soft);
    const auto hidden = std::count(pattern.begin(), pattern.end(), '*');
    if (hidden < 1 || hidden == std::ssize(pattern) || pattern.size() > longest) return {};
    return MaskedRun{begin, end, std::move(pattern), soft};
}

bool says(std::string_view label, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](auto word) { return label.find(word) != label.npos; });
}

// The number of `whole` digits of which a label tells the first or the last ones.
std::optional<std::string> told_end(std::string_view label, std::string_view digits, std::size_t whole) {
    if (digits.size() < 2 || digits.size() > whole) return {};
    if (std::any_of(digits.begin(), digits.end() - 1, [](char c) { return !is_digit(c); }) || !(is_digit(digits.back()) || is_x(digits.back()))) return {};
    std::size_t count = 0;
    static constexpr std::pair<std::string_view, std::size_t> counts[] = {{"三位", 3}, {"3位", 3}, {"四位", 4}, {"4位", 4}, {"五位", 5}, {"5位", 5}, {"六位", 6}, {"6位", 6}, {"八位", 8}, {"8位", 8}};
    for (const auto& [word, size] : counts) {
        if (label.find(word) != label.npos) count = size;
    }
    const bool front = says(label, {"前", "首", "头"});
    if (!front && !says(label, {"后", "末", "尾"})) return {};
    if (count > 0 ? digits.size() != count : !says(label, {"尾"})) return {};
    std::string pattern(whole, '*');
    pattern.replace(front ? 0 : whole - digits.size(), digits.size(), digits);
    if (pattern.back() == 'x') pattern.back() = 'X';
    return pattern;
}

}  // namespace

std::size_t mask_unit_at(std::string_view text, std::size_t at) { return at < text.size() && is_x(text[at]) ? 0 : unit_at(text, at, true); }

std::size_t mask_unit_before(std::string_view text, std::size_t at) { return at > 0 && is_x(text[at - 1]) ? 0 : unit_before(text, at, true); }

std::optional<MaskedRun> masked_run(std::string_view text, std::size_t at) {
    if (auto run = run_at(text, at, false)) return run;
    auto run = run_at(text, at, true);
    // One question mark or dash at an end belongs to the sentence.
    if (run && run->pattern.find('*') == run->pattern.rfind('*') && (run->pattern.front() == '*' || run->pattern.back() == '*')) return {};
    return run;
}

std::optional<std::string> told_end_of_id(std::string_view label, std::string_view digits) {
    return says(label, {"身份", "证件", "证号"}) && digits.size() <= 12 ? told_end(label, digits, 18) : std::nullopt;
}

std::optional<std::string> told_end_of_mobile(std::string_view label, std::string_view digits) {
    if (digits.size() < 3 || digits.size() > 8 || is_x(digits.back()) || says(label, {"身份", "证", "卡", "账"})) return {};
    return told_end(label, digits, 11);
}

std::optional<std::string> told_end_of_card(std::string_view label, std::string_view digits) {
    if (digits.size() < 3 || digits.size() > 8 || is_x(digits.back()) || says(label, {"身份", "证", "手机", "电话"})) return {};
    return told_end(label, digits, 16);
}

// 机动车尾号, 发票号码后四位: of something else, where the label does not say of what.
static bool ends_other_thing(const Candidate& candidate, std::span<const std::string_view> words) {
    constexpr std::array<std::string_view, 4> ends{"尾号", "后四位", "后4位", "末四位"};
    const auto label = candidate.label_before(candidate.begin);
    if (std::find(ends.begin(), ends.end(), label) == ends.end()) return false;
    auto before = candidate.text().substr(0, candidate.begin);
    const auto at = before.rfind(label);
    if (at == before.npos) return true;  // printed beside the field
    before = before.substr(0, at);
    if (before.ends_with("的")) before.remove_suffix(ideograph);
    const bool of_these = std::any_of(words.begin(), words.end(), [&](auto word) { return before.ends_with(word); });
    return !of_these && (label != "尾号" || han_before(before, before.size()));
}

std::optional<Verdict> verify_told_end(const Candidate& candidate, ToldEnd kind, std::span<const std::string_view> words) {
    const auto after = candidate.text().substr(candidate.end);
    for (const std::string_view counted : {"年", "月", "人", "名", "位", "个", "元"}) {
        if (after.starts_with(counted)) return {};
    }
    Verdict verdict{candidate.begin, candidate.end, Likelihood::possible, {"masked"}, {}};
    if (!note_label(candidate, verdict) || (!words.empty() && ends_other_thing(candidate, words))) return {};
    for (const auto& word : verdict.evidence) {
        if (word.starts_with("label:") && kind(std::string_view(word).substr(6), candidate.digits())) return verdict;
    }
    return {};
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
    // A star of a footnote behind a whole one covers nothing.
    if (whole && whole->find('*') == whole->size() - 1 && check_digits("luhn")(std::string_view(*whole).substr(0, whole->size() - 1))) return {};
    if (!whole || bank_card_candidates(*whole) == 0) return {};
    return whole;
}

std::optional<Verdict> verify_masked(const Candidate& candidate, MaskedKind kind) {
    const auto run = masked_run(candidate.text(), candidate.end);
    if (!run) return {};
    Verdict verdict{run->begin, run->end, Likelihood::possible, {"masked"}, {}};
    const bool label = note_label(candidate, verdict);
    if (run->soft && !label && kind != masked_resident_id) return {};
    if (!kind(run->pattern, label)) return {};
    return verdict;
}

}  // namespace review
