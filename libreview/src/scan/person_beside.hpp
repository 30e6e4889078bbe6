#pragma once

#include <cstddef>
#include <string_view>

namespace review {

// Whether a name stands right beside what is said of a person, [begin, end): 王小明患抑郁症, 王小明系吸毒人员, 艾滋病感染者王小明.
bool person_beside(std::string_view text, std::size_t begin, std::size_t end);

// Whether a name and a comma or a bracket stand before an age: 少年犯王小明，16岁; 花某，14岁; 其女（6岁）.
bool person_before_age(std::string_view text, std::size_t begin);

// Whether a form or a table of persons is around: 姓名, 患者, 身份证 within a page before or the next lines.
bool person_form_around(std::string_view text, std::size_t begin, std::size_t end);

}  // namespace review
