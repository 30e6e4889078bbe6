#pragma once

#include <cstddef>
#include <string_view>

namespace review {

// Values that programs write in pairs of their own beside a label, JSON and markup in a text.
constexpr bool is_quote(char byte) { return byte == '"' || byte == '\''; }

// "label": "姓名", "type": "text", "value": "王建国" and "姓名": {"value": "王建国"}: where the value begins that belongs to the label which ends
// at `end`; npos: there is none.
std::size_t value_of_pair_behind(std::string_view text, std::size_t end);

// "value": "王建国", "name": "姓名" and <value>王建国</value><name>姓名</name>: of the label that stands at [begin, end).
std::size_t value_of_pair_before(std::string_view text, std::size_t begin, std::size_t end);

}  // namespace review
