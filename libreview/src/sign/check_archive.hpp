#pragma once

#include "sign/pdf_archive.hpp"
#include "sign/time_stamp_token.hpp"

namespace review {

// The archive time stamps of a file, oldest first, as far as each is over its revision and none is older than the one
// before; `fault` says why it is not all of them. Whom to trust is asked below.
struct ArchiveStamps {
    std::vector<TimeStampToken> read;
    std::string fault;
};
ArchiveStamps archive_stamps(const std::vector<ArchiveRevision>& archives);

// Checks, of each, "archive-time-stamp"; "archive-time-stamp-chain": its authority leads to a trusted root at its own time and
// when the next one was made, the last one at trust.when; "archive-revocation": by the data in the file neither its
// authority nor the one before was revoked at its time; "archive-validation-data". `sealed` is the time stamp of the seal.
void check_archives(Verification& verification, const std::vector<ArchiveRevision>& archives, const ArchiveStamps& stamps, ByteView sealed,
                    ValidationData data, const TrustedRoots& trust);

}  // namespace review
