#include <algorithm>
#include <array>

#include "scan/characters.hpp"
#include "scan/surnames.hpp"
#include "scan/verifier.hpp"
#include "text/utf8.hpp"

namespace review {
namespace {

constexpr std::size_t one_han = 3, longest_salutation = 60, letter_reach = 300;  // bytes

// What the letter calls the reader.
bool speaks_to_one(std::string_view text) {
    constexpr std::array<std::string_view, 4> words{"你", "您", "贵", "来信"};
    return std::any_of(words.begin(), words.end(), [&](auto word) {
        const auto at = text.find(word);
        // 你局, 你单位: an office.
        return at != text.npos && !text.substr(at + word.size()).starts_with("局") && !text.substr(at + word.size()).starts_with("单位");
    });
}

}  // namespace

// A name alone on its line with a colon behind it, the letter below: 政府信息公开申请答复书. The matcher saw an ideograph, a colon
// and the end of the line: `end` is the byte after it.
std::optional<Verdict> verify_addressee(const Candidate& candidate) {
    const std::string_view text = candidate.text();
    std::size_t end = text.rfind(':', candidate.end - 1);
    const auto line = text.rfind('\n', end);
    std::size_t begin = line == text.npos ? 0 : line + 1;
    if (end - begin > longest_salutation) return {};
    while (begin < end && (text[begin] == ' ' || text[begin] == '\t')) ++begin;
    while (end > begin && text[end - 1] == ' ') --end;
    bool titled = false;
    for (const std::string_view title : {"同志", "先生", "女士"}) {
        if (text.substr(begin, end - begin).ends_with(title)) end -= title.size(), titled = true;
    }
    const std::string_view name = text.substr(begin, end - begin);
    const bool dotted = name.find("·") != name.npos && name.size() >= 4 * one_han;
    const auto surname = surname_size(name);
    const bool common = surname > one_han || common_surname(name.substr(0, surname));
    if (!dotted && (!common || name.size() < surname + one_han || name.size() > surname + 2 * one_han)) return {};
    for (std::size_t at = 0; at < name.size(); at += decode_utf8(name, at).size) {
        if (!is_han(decode_utf8(name, at).value) && !name.substr(at).starts_with("·")) return {};
    }
    for (const std::string_view last : {"局", "部", "委", "办", "厅", "院", "司", "处", "所", "镇", "县", "村", "组", "校"}) if (name.ends_with(last)) return {};
    if (!titled && !speaks_to_one(text.substr(candidate.end, letter_reach))) return {};
    return Verdict{begin, end, Likelihood::likely, {titled ? "title" : "letter"}, {}};
}

}  // namespace review
