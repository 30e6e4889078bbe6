#pragma once

#include <string_view>

#include "scan/mask_strength.hpp"

namespace review {

// What the text of one record tells of the person whose value stands between `before` and `after`: "出生日期：1990年1月1日",
// "男，35岁", a county's name. Of several births the nearest counts; ages are counted from today.
KnownOfPerson known_of_person(std::string_view before, std::string_view after);

}  // namespace review
