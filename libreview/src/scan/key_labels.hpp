#pragma once

#include <cstddef>
#include <functional>
#include <string_view>

namespace review {

// Keys as programs write them: the initials of the words in pinyin (xm, csrq), the codes of social insurance (AAC003) and of the police
// (GMSFHM), English (birthDate). They are labels as those words are where a key stands, and nowhere else: never in prose.

// What the key stands for: 姓名; "": nothing known. Capitals, hyphens, underscores and numbers at its end do not matter (SQR_XM1), and what
// stands before its last word does not either (t_xm, userXm).
std::string_view words_of_key(std::string_view key);

struct KeyPlace {
    std::size_t begin = 0, end = 0;
    std::string_view words;
};

// Every known key that stands before a value ("xm":, {xm:", ?xm=, at the beginning of a line xm:) or alone between what parts cells.
void each_key(std::string_view text, const std::function<void(const KeyPlace&)>& visit);

// What the key stands for behind which the value at `at` stands: "sfzh":"; "": none.
std::string_view words_of_key_before(std::string_view text, std::size_t at);

}  // namespace review
