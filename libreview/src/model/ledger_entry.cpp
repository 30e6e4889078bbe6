#include <review/ledger_entry.hpp>

#include <array>
#include <utility>

namespace review {
namespace {

constexpr std::array<std::pair<EntryKind, std::string_view>, 8> kinds{{
    {EntryKind::release, "release"}, {EntryKind::withdrawal, "withdrawal"}, {EntryKind::approval_revoked, "approval-revoked"},
    {EntryKind::break_glass, "break-glass"}, {EntryKind::policy, "policy"}, {EntryKind::rescan, "rescan"},
    {EntryKind::tokens, "tokens"}, {EntryKind::other, "other"},
}};

}  // namespace

std::string_view name_of(EntryKind kind) {
    for (const auto& [value, name] : kinds) {
        if (value == kind) return name;
    }
    return "?";
}

std::string_view name_of(ReleaseState state) {
    switch (state) {
        case ReleaseState::live: return "live";
        case ReleaseState::expired: return "expired";
        case ReleaseState::withdrawn: return "withdrawn";
    }
    return "?";
}

std::optional<EntryKind> entry_kind(std::string_view wanted) {
    for (const auto& [value, name] : kinds) {
        if (name == wanted) return value;
    }
    return std::nullopt;
}

// Keys in order, so that the whole is canonical where the body is; nothing else in it needs an escape.
std::string LedgerEntry::text() const {
    std::string text = "{\"body\":" + body + ",\"index\":" + std::to_string(index);
    if (!intent.empty()) text += ",\"intent\":\"" + intent + "\"";
    return text + ",\"kind\":\"" + std::string(name_of(kind)) + "\",\"salt\":\"" + salt + "\",\"time\":\"" + time + "\"}";
}

}  // namespace review
