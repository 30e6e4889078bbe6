#include <review/revocation.hpp>

#include <array>
#include <utility>

namespace review {
namespace {

constexpr std::array<std::pair<RevocationReason, std::string_view>, 5> reasons{{
    {RevocationReason::mistake, "mistake"}, {RevocationReason::new_facts, "new-facts"}, {RevocationReason::conflict, "conflict"},
    {RevocationReason::key_lost, "key-lost"}, {RevocationReason::other, "other"},
}};

}  // namespace

std::string_view name_of(RevocationReason reason) {
    for (const auto& [value, name] : reasons) {
        if (value == reason) return name;
    }
    return "?";
}

std::optional<RevocationReason> revocation_reason(std::string_view wanted) {
    for (const auto& [value, name] : reasons) {
        if (name == wanted) return value;
    }
    return std::nullopt;
}

RevocationRecord Revocation::record() const {
    return {file_name, approval, statement, person, role, reason, time, sha256(as_bytes(revocation_json(*this)))};
}

}  // namespace review
