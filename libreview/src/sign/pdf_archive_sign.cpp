#include "base/messages/stamp.hpp"
#include "sign/gather.hpp"
#include "sign/pdf_archive.hpp"
#include "sign/sign_formats.hpp"
#include "sign/time_stamp_token.hpp"

namespace review {
namespace {

// What a new archive time stamp is put upon.
struct Archived {
    PdfRevisions revisions;
    ValidationData data;
    Bytes last_stamp;
};

// Of a file that was verified.
Archived archived_in(ByteView pdf) {
    Archived found{revisions_of(pdf), {}, {}};
    const auto& [sealed, archives, next] = found.revisions;
    const PdfFile file(sealed);
    Verification seen;
    auto seal = find_seal(seen, file, sealed);
    auto data = find_validation(seen, file);
    if (!seal || !data || !data->present || seal->time_stamp.empty()) throw Error(Errc::refused, say(Msg::stamp_archive_level));
    found.data = std::move(*data);
    for (const auto& archive : archives) append(found.data, archive.added);
    found.last_stamp = archives.empty() ? std::move(seal->time_stamp) : der_in(pdf, archives.back().range);
    if (archives.empty()) found.revisions.next = archive_base(file);
    return found;
}

}  // namespace

Bytes archive_pdf(ByteView pdf, const SignOptions& options) {
    try {
        Archived before = archived_in(pdf);
        const ArchiveNeeds needs = gather_archive(before.last_stamp, der_of(before.data), options);
        ArchiveDraft draft = draft_archive(pdf, before.revisions.next, needs.added, needs.room);
        const Bytes token = stamp_by(options)(digest_around(draft.bytes, draft.range));
        SignatureSlot slot;
        slot.bytes = std::move(draft.bytes);
        slot.contents_begin = draft.range.gap_begin + 1;
        slot.contents_end = draft.range.gap_end - 1;
        fill_signature_slot(slot, token);
        return std::move(slot.bytes);
    } catch (const PdfFault& fault) {
        throw Error(Errc::refused, fault.what);
    }
}

}  // namespace review
