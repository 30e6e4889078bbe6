#include <review/error.hpp>
#include <review/ledger_json.hpp>
#include <review/ledger_proof.hpp>

#include "base/messages/ledger.hpp"

namespace review {

LedgerEntry open_entry(std::string_view entry_text, const InclusionProof& proof, std::string_view note, const NoteVerifier& signer) {
    const auto refuse = [](const Message& what) { return Error(Errc::unverified, say(what)); };
    const auto checkpoint = open_checkpoint(note, signer);
    if (proof.size != checkpoint.size) throw refuse(Msg::ledger_other_size);
    if (!inclusion_fits(leaf_digest(entry_text), proof, checkpoint.root)) throw refuse(Msg::ledger_not_included);
    try {
        const auto entry = entry_from_json(entry_text);
        if (entry.index == proof.index) return entry;
    } catch (const Error&) {
        throw refuse(Msg::ledger_no_entry);
    }
    throw refuse(Msg::ledger_other_index);
}

}  // namespace review
