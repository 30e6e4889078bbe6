#pragma once

#include <review/signature_slot.hpp>

#include "sign/pdf_signature.hpp"

namespace review {

// A later revision of a sealed PDF that adds an archive time stamp (PAdES B-LTA, ETSI EN 319 142-1, 5.5; ISO 32000-2, 12.8.5)
// and what it needs to the validation data, and nothing else: it is a function of the revision before it, these data and
// the token. The verifier makes it again and compares.
struct ArchiveRevision {
    ByteView whole;        // from the first byte of the file to the last of this revision
    ValidationBytes added;
    SignedRange range;     // of its time stamp
};

// What the next revision begins from.
struct ArchiveBase {
    std::uint64_t next_object = 0, root = 0, table = 0;
    std::string catalogue, trailer;  // as they stand in the file
    std::size_t stamps = 0;
};

// Of a file of one revision. Throws PdfFault where it is not as we write it.
ArchiveBase archive_base(const PdfFile& file);

// The file with one more revision whose token of `room` bytes is all zeros; `base` becomes the next one's.
struct ArchiveDraft {
    Bytes bytes;
    SignedRange range;
};
ArchiveDraft draft_archive(ByteView before, ArchiveBase& base, const ValidationBytes& added, std::size_t room);

// The sealed revision and the archive revisions after it. Where anything stands after the sealed revision that
// draft_archive() would not have written, `sealed` is the whole file, which no verifier takes.
struct PdfRevisions {
    ByteView sealed;
    std::vector<ArchiveRevision> archives;
    ArchiveBase next{};  // where there are archives
};
PdfRevisions revisions_of(ByteView pdf);

}  // namespace review
