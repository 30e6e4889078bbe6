#include <review/ledger_register.hpp>

#include "ledger/ledger_impl.hpp"

namespace review {

std::vector<RevocationRecord> revocations_of(const Ledger& ledger, const Digest& statement) {
    // The database looks through the lines; what it finds is read as an entry. No text of a body has these quotes without a backslash.
    auto rows = ledger.impl().database.prepare("SELECT number FROM entry WHERE instr(text, '\"kind\":\"approval-revoked\"') > 0 ORDER BY number");
    std::vector<std::uint64_t> numbers;
    while (rows.row()) numbers.push_back(rows.number(0));
    std::vector<RevocationRecord> found;
    for (const auto number : numbers) {
        const auto entry = ledger.entry(number);
        if (entry.kind != EntryKind::approval_revoked) continue;
        auto record = revocation_record(entry.body);
        if (record && record->statement == statement) found.push_back(std::move(*record));
    }
    return found;
}

}  // namespace review
