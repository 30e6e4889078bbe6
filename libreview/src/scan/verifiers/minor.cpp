#include <algorithm>

#include "scan/identity.hpp"
#include "scan/person_in_sentence.hpp"
#include "scan/verifier.hpp"

namespace review {

// PIPL 28, 31: an age below fourteen is sensitive; 未成年人保护法 103: below eighteen it is not published either. The matcher
// saw 岁 behind a number: `end` is the byte after it.
std::optional<Verdict> verify_minor(const Candidate& candidate) {
    const std::string_view text = candidate.text();
    const auto digit = [](char byte) { return byte >= '0' && byte <= '9'; };
    std::size_t last = std::max<std::size_t>(candidate.end, 3) - 3;
    if (text.substr(0, last).ends_with("周")) last -= 3;
    while (last > 0 && text[last - 1] == ' ') --last;
    std::size_t begin = last;
    while (begin > 0 && last - begin < 3 && digit(text[begin - 1])) --begin;
    if (begin == last || number_of(text.substr(begin, last - begin)) >= 18) return {};
    // 14周岁以下, 满16周岁: a class of people.
    const std::string_view before = text.substr(0, begin), after = text.substr(candidate.end);
    for (const std::string_view word : {"以下", "以上", "至", "的未成年", "-"}) if (after.starts_with(word)) return {};
    for (const std::string_view word : {"不满", "未满", "已满", "年满", "满", "至", "-"}) if (before.ends_with(word)) return {};
    const char* person = candidate.beside_name ? "person" : person_in_sentence(text, begin, candidate.end);
    if (!person) return {};
    const int years = number_of(text.substr(begin, last - begin));
    return Verdict{begin, candidate.end, Likelihood::likely, {person, years < 14 ? "under-14" : "under-18"}, {}};
}

}  // namespace review
