#pragma once

#include <string>
#include <string_view>

#include <review/ledger_entry.hpp>
#include <review/signed_note.hpp>

namespace review {

// What anybody can check of a ledger without having it: the same hashing as RFC 6962 and RFC 9162 (SHA-256, 0x00 before a
// leaf, 0x01 before a node), and checkpoints as C2SP tlog-checkpoint. Any thread.

Digest leaf_digest(std::string_view entry_text);

bool inclusion_fits(const Digest& leaf, const InclusionProof& proof, const Digest& root);
bool consistency_fits(const ConsistencyProof& proof, const Digest& old_root, const Digest& root);

// What a log signs: its name, how many entries it has, and their root.
struct Checkpoint {
    std::string origin;
    std::uint64_t size = 0;
    Digest root;
    std::string text() const;  // three lines
};

// Of a note that `signer` signed, whose name is the origin. Lines behind the root are others' extensions. Throws
// Errc::unverified with what is wrong.
Checkpoint open_checkpoint(std::string_view note, const NoteVerifier& signer);

// The entry of a bundle: its text belongs to the log that signed the checkpoint. Throws Errc::unverified with what is wrong.
LedgerEntry open_entry(std::string_view entry_text, const InclusionProof& proof, std::string_view checkpoint,
                       const NoteVerifier& signer);

}  // namespace review
