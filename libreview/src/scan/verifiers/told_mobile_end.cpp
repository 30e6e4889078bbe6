#include <array>

#include "scan/masked_run.hpp"

namespace review {

// 手机尾号5678.
std::optional<Verdict> verify_told_mobile_end(const Candidate& candidate) {
    static constexpr std::array<std::string_view, 6> words{"手机", "手机号", "手机号码", "电话", "电话号码", "联系方式"};
    return verify_told_end(candidate, told_end_of_mobile, words);
}

}  // namespace review
