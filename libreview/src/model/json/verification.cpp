// The form of docs/embedding.md, "Verification".
#include <review/verification.hpp>

#include "model/json/ordered.hpp"

namespace review {

std::string verification_json(const Verification& seen) {
    Json checks = Json::array();
    for (const auto& check : seen.checks) checks.push_back(Json{{"name", check.name}, {"passed", check.passed}, {"detail", check.detail}});
    const bool named = seen.signer_key != Digest{};
    return dumped(Json{{"schema", "review-verification/1"}, {"tool", tool_json()}, {"valid", seen.valid()}, {"format", seen.format}, {"signer", seen.signer},
                       {"signer_key", named ? seen.signer_key.hex() : std::string()}, {"claimed_time", seen.claimed_time}, {"stamped_time", seen.stamped_time},
                       {"checks", std::move(checks)}, {"not_checked", seen.not_checked}});
}

}  // namespace review
