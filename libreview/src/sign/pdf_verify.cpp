#include <algorithm>

#include "sign/check_archive.hpp"
#include "sign/check_seal.hpp"

namespace review {

// One case, since nothing signs the digits themselves.
Bytes der_in(ByteView pdf, const SignedRange& range) {
    const auto text = as_text(pdf.subspan(range.gap_begin + 1, range.gap_end - range.gap_begin - 2));
    const bool lower = text.find_first_of("abcdef") != text.npos;
    const bool upper = text.find_first_of("ABCDEF") != text.npos;
    if (text.find_first_not_of("0123456789abcdefABCDEF") != text.npos || text.size() % 2 != 0 || (lower && upper)) return {};
    const auto nibble = [](char c) { return c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10; };
    Bytes all(text.size() / 2);
    for (std::size_t i = 0; i < all.size(); ++i) {
        all[i] = static_cast<std::uint8_t>(nibble(text[2 * i]) * 16 + nibble(text[2 * i + 1]));
    }
    // X.690, 8.1.3.5: the long form, with two or three octets for anything we would accept.
    if (all.size() < 5 || all[0] != 0x30 || (all[1] != 0x82 && all[1] != 0x83)) return {};
    const std::size_t octets = all[1] & 0x7fU;
    std::size_t size = 0;
    for (std::size_t i = 0; i < octets; ++i) size = size << 8 | all[2 + i];
    size += 2 + octets;
    if (size > all.size()) return {};
    const auto padding = all.begin() + static_cast<std::ptrdiff_t>(size);
    if (std::any_of(padding, all.end(), [](std::uint8_t byte) { return byte != 0; })) return {};
    all.erase(padding, all.end());
    return all;
}

namespace {

// D:20260301120000Z -> 2026-03-01T12:00:00Z
std::string plain_time(const PdfValue* time) {
    if (!time || time->text.size() != 17 || !time->text.starts_with("D:") || time->text.back() != 'Z') return {};
    const std::string& t = time->text;
    if (t.substr(2, 14).find_first_not_of("0123456789") != t.npos) return {};
    return t.substr(2, 4) + "-" + t.substr(6, 2) + "-" + t.substr(8, 2) + "T" + t.substr(10, 2) + ":" + t.substr(12, 2) +
           ":" + t.substr(14, 2) + "Z";
}

bool was_digested(const SealedPdf* sealed, ByteView pdf, const SignedRange& range) {
    return sealed && sealed->bytes.data() == pdf.data() && sealed->bytes.size() == pdf.size() && sealed->range.gap_begin == range.gap_begin &&
           sealed->range.gap_end == range.gap_end;
}

std::optional<SeenSignature> signature_in(Verification& out, const PdfValue& signature, ByteView pdf, const SealedPdf* sealed) {
    const PdfValue* filter = signature.find("SubFilter");
    if (!check(out, "sub-filter", filter && filter->is_name("ETSI.CAdES.detached"), "ETSI.CAdES.detached")) return {};
    const SignedRange range = signed_range(signature, pdf);
    if (!check(out, "byte-range", range.covers, say(Msg::sign_seen_range, {std::to_string(pdf.size())}))) return {};
    const Bytes der = der_in(pdf, range);
    if (!check(out, "contents", !der.empty(), say(Msg::sign_seen_contents))) return {};
    out.claimed_time = plain_time(signature.find("M"));
    return verify_cms(out, der, was_digested(sealed, pdf, range) ? sealed->around : digest_around(pdf, range));
}

void verify_revisions(Verification& out, const PdfRevisions& revisions, const TrustedRoots& trust, const SealedPdf* sealed) {
    const PdfFile file(revisions.sealed);
    const auto seen = find_seal(out, file, revisions.sealed, sealed);
    if (!seen) return;
    // Read after the signature fits: what is in it was written by the signer.
    auto data = find_validation(out, file);
    if (!data) return;
    const ArchiveStamps stamps = archive_stamps(revisions.archives);
    // What a later time stamp covers existed then: the seal is judged at that time and not today.
    const bool archived = !stamps.read.empty();
    check_seal(out, *seen, *data, {trust.paths, archived ? static_cast<std::time_t>(stamps.read.front().says.time) : trust.when, trust.lists, archived});
    if (!revisions.archives.empty()) check_archives(out, revisions.archives, stamps, seen->time_stamp, std::move(*data), trust);
}

}  // namespace

std::optional<SeenSignature> find_seal(Verification& out, const PdfFile& file, ByteView pdf, const SealedPdf* sealed) {
    const PdfSignature found = find_signature(out, file);
    return found.object == 0 ? std::nullopt : signature_in(out, found.dictionary, pdf, sealed);
}

void verify_pdf(Verification& out, ByteView pdf, const TrustedRoots& trust, const SealedPdf* sealed) {
    if (as_text(pdf).find("/ByteRange") == std::string_view::npos) {
        check(out, "signature", false, say(Msg::sign_not_signed));
        return;
    }
    try {
        verify_revisions(out, revisions_of(pdf), trust, sealed);
    } catch (const PdfFault& fault) {
        check(out, "one-revision", false, fault.what);
    }
}

}  // namespace review
