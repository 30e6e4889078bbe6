#pragma once

#include <cstddef>
#include <optional>
#include <string_view>
#include <vector>

#include "scan/verifier.hpp"

namespace review {

// Names that no label, number, sex or age tells, by a word of decisions, complaints, health or punishment right beside them that begins
// and ends at these bytes of a base view: 刘芳违反, 对胡建军给予, 责令孙丽娟限期. On its other side the name has to end, too: at a mark or a word
// that leads to a name or goes on behind one.
std::optional<Verdict> name_beside_word(std::string_view text, std::size_t begin, std::size_t end);

// The words: each is a term of cn-person/name, and no other is.
bool tells_person(std::string_view word);
std::size_t words_that_tell_persons();

// Those listed with a name that a word told, at [begin, end): 张伟、李梅和王芳违反.
std::vector<TextRange> names_listed_with(std::string_view text, std::size_t begin, std::size_t end);

}  // namespace review
