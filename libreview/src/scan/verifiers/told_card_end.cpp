#include <array>

#include "scan/masked_run.hpp"

namespace review {

// 银行卡尾号0123.
std::optional<Verdict> verify_told_card_end(const Candidate& candidate) {
    static constexpr std::array<std::string_view, 6> words{"卡", "卡号", "账号", "账户", "一卡通", "存折"};
    return verify_told_end(candidate, told_end_of_card, words);
}

}  // namespace review
