#pragma once

#include <review/signature_slot.hpp>

#include "sign/signing_key_impl.hpp"

namespace review {

// Level lt: everything a reader will need, before there is a signature. The certificates of the signer's chain and the
// time-stamp authority's, which gives one stamp on trial, but for the roots; and of each one list or response that is
// current: from options.crl_paths, or by the addresses the certificate names (RFC 5280, 4.2.1.13 and 4.2.2.1).
// Throws Errc::bad_key where one is revoked, Errc::unverified where nothing tells, and what request_time_stamp() throws.
ValidationBytes gather_validation(const SigningKey::Impl& key, const SignOptions& options);

// Level lta: the same of the authority of the last time stamp and of the one that stamps next, without what the file
// knows already; and the room that its token needs.
struct ArchiveNeeds {
    ValidationBytes added;
    std::size_t room = 0;
};
ArchiveNeeds gather_archive(ByteView last_stamp, const ValidationBytes& known, const SignOptions& options);

}  // namespace review
