#pragma once

#include <string_view>

namespace review {

// Whether what stands right before a label, in loose form (base/loose_text.hpp), takes it back or makes it somebody's own: 非|公开电话,
// 不予公开的|办公电话, 家庭|传真. Between may stand what joins words: a hyphen, brackets, 的, a step of a path.
bool is_label_denied(std::string_view before);

}  // namespace review
