#include <review/sealing.hpp>
#include <review/signature_slot.hpp>

#include <algorithm>
#include <array>

#include "base/messages/visible_signature.hpp"
#include "base/utc_time.hpp"
#include "sign/gather.hpp"
#include "sign/pdf_archive.hpp"
#include "sign/pdf_slot.hpp"
#include "sign/sign_formats.hpp"

namespace review {
namespace {

// Room for the CMS: 16 KiB holds three certificates with RSA-4096; long chains need more.
constexpr std::array<std::size_t, 4> reservations{16384, 32768, 131072, 524288};

// A time stamp with its chain has 2 to 8 KiB.
constexpr std::size_t stamp_room = 12288;

std::size_t room_for(const SigningKey::Impl& key, bool stamped) {
    // The signer's name stands once more beside the signature, and the attributes take under a KiB.
    X509* signer = key.certificate.get();
    std::size_t needed = 2048 + 2 * der_of(signer).size() + static_cast<std::size_t>(EVP_PKEY_get_size(X509_get0_pubkey(signer)));
    if (stamped) needed += stamp_room;
    for (const auto& issuer : key.chain) needed += der_of(issuer.get()).size();
    const auto enough = std::find_if(reservations.begin(), reservations.end(), [&](std::size_t room) { return room >= needed; });
    if (enough == reservations.end()) throw Error(Errc::bad_key, say(Msg::sign_chain_too_long));
    return *enough;
}

std::string pdf_time(std::int64_t seconds) {
    const std::time_t when = seconds;
    std::tm parts{};
    gmtime_r(&when, &parts);
    std::array<char, 32> text{};
    const auto size = std::strftime(text.data(), text.size(), "D:%Y%m%d%H%M%SZ", &parts);
    return {text.data(), size};
}

// The slot as the strict reader sees it, whoever wrote the file.
SignedRange slot_of(ByteView pdf) {
    try {
        Verification seen;
        const PdfSignature found = find_signature(seen, PdfFile(pdf));
        if (found.object != 0) return signed_range(found.dictionary, pdf);
    } catch (const PdfFault&) {
    }
    return {};
}

std::string common_name(X509* certificate) {
    X509_NAME* name = X509_get_subject_name(certificate);
    const int at = X509_NAME_get_index_by_NID(name, NID_commonName, -1);
    if (at < 0) return subject_of(certificate);
    unsigned char* data = nullptr;
    const int size = ASN1_STRING_to_UTF8(&data, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
    const Owned<unsigned char, [](unsigned char* p) { OPENSSL_free(p); }> owner(data);
    return size > 0 ? std::string(data, data + size) : subject_of(certificate);
}

std::optional<VisibleSignature> worded(std::optional<VisibleSignature> visible, X509* signer, std::int64_t time) {
    if (visible && visible->text.empty()) visible->text = say(Msg::sign_visible_text, {common_name(signer), local_day(time)});
    return visible;
}

// `plain`: by the strict reader, so that there is no need to look for it again.
struct Prepared {
    SignatureSlot slot;
    bool plain = false;
};

Prepared prepared_pdf(ByteView pdf, const SigningKey& key, const SignOptions& options) {
    SlotFields fields{options.reason, options.location, {}, pdf_time(options.time), {}, worded(options.visible, key.impl().certificate.get(), options.time)};
    if (options.level >= SealLevel::lt) fields.validation = gather_validation(key.impl(), options);
    const std::size_t room = room_for(key.impl(), options.level != SealLevel::b);
    if (auto plain = plain_signature_slot(pdf, fields, room)) return {std::move(*plain), true};
    return {prepare_signature_slot(pdf, fields, room), false};
}

SealedPdf sealed(SignatureSlot slot, const SigningKey& key, const SignOptions& options) {
    const SignedRange range{slot.contents_begin - 1, slot.contents_end + 1, true};
    fill_signature_slot(slot, sign_cms(key.impl(), slot.digest, stamp_by(options)));
    return {std::move(slot.bytes), range, slot.digest};
}

}  // namespace

Bytes prepare_pdf_seal(ByteView pdf, const SigningKey& key, const SignOptions& options) { return prepared_pdf(pdf, key, options).slot.bytes; }

SealedPdf sign_pdf(ByteView pdf, const SigningKey& key, const SignOptions& options) {
    Prepared prepared = prepared_pdf(pdf, key, options);
    return prepared.plain ? sealed(std::move(prepared.slot), key, options) : seal_pdf(prepared.slot.bytes, key, options);
}

SealedPdf seal_pdf(ByteView prepared, const SigningKey& key, const SignOptions& options) {
    const SignedRange range = slot_of(prepared);
    const auto digits = range.covers ? as_text(prepared.subspan(range.gap_begin + 1, range.gap_end - range.gap_begin - 2)) : "";
    if (digits.empty() || digits.find_first_not_of('0') != digits.npos) throw Error(Errc::refused, say(Msg::sign_not_prepared));
    SignatureSlot slot;
    slot.bytes.assign(prepared.begin(), prepared.end());
    slot.contents_begin = range.gap_begin + 1;
    slot.contents_end = range.gap_end - 1;
    slot.digest = digest_around(slot.bytes, range);
    return sealed(std::move(slot), key, options);
}

Bytes unsealed_pdf(ByteView file) {
    const ByteView sealed = revisions_of(file).sealed;
    const SignedRange range = slot_of(sealed);
    Bytes bytes(sealed.begin(), sealed.end());
    std::fill(bytes.begin() + static_cast<std::ptrdiff_t>(range.gap_begin + 1),
              bytes.begin() + static_cast<std::ptrdiff_t>(range.gap_end - 1), std::uint8_t{'0'});
    return bytes;
}

ByteView without_archive(ByteView sealed) { return revisions_of(sealed).sealed; }

bool seal_was(ByteView sealed, const Digest& digest) {
    if (sha256(sealed) == digest) return true;
    const auto revisions = revisions_of(sealed);
    return sha256(revisions.sealed) == digest || std::any_of(revisions.archives.begin(), revisions.archives.end(),
                                                             [&](const ArchiveRevision& one) { return sha256(one.whole) == digest; });
}

}  // namespace review
