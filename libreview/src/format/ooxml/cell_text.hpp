#pragma once

#include <string>
#include <string_view>

namespace review {

// A number as digits: 13812345678 of 1.3812345678E10, without zeros behind the point. What is no number stays as it is.
std::string plain_number(std::string_view number);

// ST_Xstring (ECMA-376-1, 22.9.2.19): _x0041_ is the letter A, and _x005F_ an underscore that would begin such a thing.
std::string without_escapes(std::string_view text);
// One such escape at text[at]: its size and what it stands for, two of a surrogate pair together; 0: there is none.
std::size_t cell_escape(std::string_view text, std::size_t at, std::string& character);
std::string with_escapes(std::string_view text);

}  // namespace review
