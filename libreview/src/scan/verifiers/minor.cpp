#include <algorithm>

#include "scan/characters.hpp"
#include "scan/identity.hpp"
#include "scan/person_beside.hpp"
#include "scan/person_in_sentence.hpp"
#include "scan/verifier.hpp"
#include "text/utf8.hpp"

namespace review {

namespace {

// 年龄：9, or a column of ages.
std::optional<Verdict> age_at_label(const Candidate& candidate) {
    const std::string_view text = candidate.text();
    if (number_of(candidate.digits()) >= 18 || is_han(decode_utf8(text, candidate.end).value)) return {};  // 9岁 is found as such
    for (const std::string_view more : {"-", "~", ".", "/"}) if (text.substr(candidate.end).starts_with(more)) return {};
    const bool around = person_form_around(text, candidate.begin, candidate.end);
    const int years = number_of(candidate.digits());
    return Verdict{candidate.begin, candidate.end, around ? Likelihood::likely : Likelihood::possible, {around ? "person-around" : "no-person", years < 14 ? "under-14" : "under-18"}, {}};
}

}  // namespace

// PIPL 28, 31: an age below fourteen is sensitive; 未成年人保护法 103: below eighteen it is not published either. The matcher
// saw 岁 behind a number: `end` is the byte after it.
std::optional<Verdict> verify_minor(const Candidate& candidate) {
    if (candidate.at_label) return age_at_label(candidate);
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
    if (!person && person_before_age(text, begin)) person = "person";
    if (!person) return {};
    const int years = number_of(text.substr(begin, last - begin));
    return Verdict{begin, candidate.end, Likelihood::likely, {person, years < 14 ? "under-14" : "under-18"}, {}};
}

}  // namespace review
