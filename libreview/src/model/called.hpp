#pragma once

#include <string>
#include <string_view>

namespace review {

// What a text that may be a label calls what stands beside it (Part::called): 姓名 of "*姓名：". "": it is none, for it is long, a number, an
// address, or more than a line.
std::string call_by(std::string_view text);

// The local name, with or without prefix, is one by which forms, lists of parameters and exports keep the label of an item: key, fieldName, 字段.
bool is_name_of_labels(std::string_view name);

}  // namespace review
