#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "scan/verifier.hpp"

namespace review {

// Names that no label tells, by what stands beside them and is of one person. `text` is a base view, where marks are ASCII; `labels`
// are those of the rule for names, which are no names themselves.

// Behind it a number of a person begins at `at`: 王建国（身份证号码：110…, 刘芳 139…, "name":"李梅","phone":"139….
std::optional<Verdict> name_before_number(std::string_view text, std::size_t at, std::span<const std::string> labels);

// In brackets, or as the next field, behind a number of a person that ends at `end`: 139…（刘芳）; "phone":"139…","name":"李梅".
std::optional<Verdict> name_behind_number(std::string_view text, std::size_t end, std::span<const std::string> labels);

// Behind it sex, age or birth end at `end`: 王建国,男, / 李秀英(女,62岁 / 张伟(1985年3月4日出生.
std::optional<Verdict> name_before_person(std::string_view text, std::size_t end, std::span<const std::string> labels);

}  // namespace review
