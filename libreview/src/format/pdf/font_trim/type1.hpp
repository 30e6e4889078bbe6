#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>

#include <review/bytes.hpp>

namespace review::pdf {

// A Type 1 program in the three portions a PDF holds (ISO 32000-1, 9.9: Length1, Length2, Length3).
struct Type1Program {
    Bytes bytes;
    std::size_t clear = 0, encrypted = 0, trailer = 0;
};

// The program with the charstrings of `names` and of the glyphs they are built of, with the subroutines
// those call, with the entries of its encoding for `codes`. Numbers of subroutines stay. Sorted by name.
// None: a program of another shape (hybrid fonts, several masters, damaged ones).
std::optional<Type1Program> trim_type1(ByteView program, const std::set<std::string>& names, const std::set<std::uint32_t>& codes);

}  // namespace review::pdf
