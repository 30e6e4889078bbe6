#pragma once

#include <string_view>

namespace review {

// Whether `run`, ideographs that begin with what could be the name `name`, says what stands in a field: 公民身份号码 beside
// 姓名 is the heading of the next column. Words as offices head their lists with; what could as well be a person is none.
bool names_field(std::string_view run, std::string_view name);

}  // namespace review
