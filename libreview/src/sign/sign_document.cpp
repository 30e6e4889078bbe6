#include <algorithm>
#include <ctime>

#include <review/sealing.hpp>

#include "base/messages/stamp.hpp"
#include "base/messages/visible_signature.hpp"
#include "sign/sign_formats.hpp"
#include "sign/signing_key_impl.hpp"
#include "sign/verification.hpp"

namespace review {
namespace {

enum class Kind { pdf, xml, other };

Kind kind_of(ByteView document) {
    const auto head = as_text(document.subspan(0, std::min<std::size_t>(document.size(), 1024)));
    if (head.find("%PDF-") != head.npos) return Kind::pdf;
    // After a byte-order mark, the zero bytes of UTF-16 and white space.
    const auto first = head.find_first_not_of(std::string_view("\xEF\xBB\xBF\xFF\xFE\0 \t\r\n", 10));
    return first != head.npos && head[first] == '<' ? Kind::xml : Kind::other;
}

// The first check that failed, save for the chains where no roots are known: they are the reader's; nullptr where there
// is none.
const Check* failed(const Verification& seen, bool roots_known = false) {
    const auto bad = [&](const Check& check) {
        return !check.passed && (roots_known || (check.name != "chain" && !check.name.ends_with("time-stamp-chain")));
    };
    const auto found = std::find_if(seen.checks.begin(), seen.checks.end(), bad);
    return found == seen.checks.end() ? nullptr : &*found;
}

// The last look before a signed file leaves.
void require_verified(const Verification& seen, const SignOptions& options) {
    if (const Check* bad = failed(seen, !options.trust_paths.empty())) throw Error(Errc::refused, say(Msg::sign_own_check, {bad->name, bad->detail}));
}

Bytes verified(Bytes document, const SignOptions& options, std::time_t when) {
    require_verified(verify_document_at(document, options.trust_paths, when), options);
    return document;
}

void require_possible(Kind kind, const SignOptions& options) {
    if (options.visible && kind == Kind::xml) throw Error(Errc::bad_config, say(Msg::sign_visible_pdf));
    if (options.level == SealLevel::b || kind == Kind::other) return;
    if (options.tsa.empty()) throw Error(Errc::bad_config, say(Msg::stamp_level_tsa));
    if (options.level < SealLevel::lt) return;
    if (kind == Kind::xml) throw Error(Errc::bad_config, say(Msg::stamp_level_xml));
    if (options.trust_paths.empty()) throw Error(Errc::bad_config, say(Msg::stamp_level_trust));
}

SignOptions dated(const SignOptions& options, std::time_t now) {
    SignOptions with_time = options;
    if (with_time.time == 0) with_time.time = now;
    return with_time;
}

// As of a moment, for documents.
void require_usable(const SigningKey& key, std::time_t now) {
    require_current(key.impl().certificate.get(), now);
    if (!signs_documents(key.impl().public_key())) throw Error(Errc::bad_key, say(Msg::sign_weak_key, {key.subject(), key.algorithm()}));
}

// A sealed PDF as it leaves.
Bytes finished(SealedPdf sealed, const SignOptions& options, std::time_t when) {
    Verification seen;
    verify_pdf(seen, sealed.bytes, {options.trust_paths, when}, &sealed);
    require_verified(seen, options);
    return options.level == SealLevel::lta ? renew_archive(sealed.bytes, options) : std::move(sealed.bytes);
}

}  // namespace

Bytes prepare_seal(ByteView document, const SigningKey& key, const SignOptions& options) {
    const std::time_t now = std::time(nullptr);
    require_usable(key, now);
    require_possible(kind_of(document), options);
    switch (kind_of(document)) {
        case Kind::pdf: return prepare_pdf_seal(document, key, dated(options, now));
        case Kind::xml: return prepare_xml_seal(document);
        default: return Bytes(document.begin(), document.end());
    }
}

Bytes seal(ByteView prepared, const SigningKey& key, const SignOptions& options) {
    const std::time_t now = std::time(nullptr);
    require_usable(key, now);
    require_possible(kind_of(prepared), options);
    switch (kind_of(prepared)) {
        case Kind::pdf: return finished(seal_pdf(prepared, key, options), options, now);
        case Kind::xml: return verified(seal_xml(prepared, key, dated(options, now)), options, now);
        default: return Bytes(prepared.begin(), prepared.end());
    }
}

Bytes unsealed(ByteView sealed) {
    const auto seen = verify_document_at(sealed, {}, std::time(nullptr));
    if (const Check* bad = failed(seen)) throw Error(Errc::unverified, say(Msg::sign_no_seal, {bad->name, bad->detail}));
    return kind_of(sealed) == Kind::pdf ? unsealed_pdf(sealed) : unsealed_xml(sealed);
}

Bytes sign_document(ByteView document, const SigningKey& key, const SignOptions& options) {
    const Kind kind = kind_of(document);
    if (kind == Kind::other) throw Error(Errc::unsupported, say(Msg::sign_other_format));
    if (kind == Kind::xml) return seal(document, key, options);  // it needs no other preparation than it gets there
    const std::time_t now = std::time(nullptr);
    require_usable(key, now);
    require_possible(kind, options);
    return finished(sign_pdf(document, key, dated(options, now)), options, now);
}

Bytes renew_archive(ByteView sealed, const SignOptions& options) {
    if (kind_of(sealed) != Kind::pdf) throw Error(Errc::unsupported, say(Msg::stamp_archive_level));
    SignOptions at_lta = options;
    at_lta.level = SealLevel::lta;
    require_possible(Kind::pdf, at_lta);
    const auto before = verify_document_at(sealed, options.trust_paths, std::time(nullptr));
    if (const Check* bad = failed(before, true)) throw Error(Errc::unverified, say(Msg::sign_no_seal, {bad->name, bad->detail}));
    Bytes archived = archive_pdf(sealed, at_lta);
    // The stamp may be of a moment later than the clock was read.
    return verified(std::move(archived), at_lta, std::time(nullptr));
}

Verification verify_document(ByteView document, const std::vector<std::string>& trust_paths, const std::vector<std::string>& crl_paths) {
    const ReaderLists lists{crl_paths, std::time(nullptr)};
    return verify_document_at(document, trust_paths, lists.today, crl_paths.empty() ? nullptr : &lists);
}

Verification verify_bundled(ByteView document, const std::vector<std::string>& trust_paths, const std::vector<std::string>& crl_paths) {
    const ReaderLists lists{crl_paths, std::time(nullptr), false};
    return verify_document_at(document, trust_paths, lists.today, crl_paths.empty() ? nullptr : &lists);
}

Verification verify_document_at(ByteView document, const std::vector<std::string>& trust_paths, std::time_t when, const ReaderLists* lists) {
    Verification verification;
    const TrustedRoots trust{trust_paths, when, lists};
    switch (kind_of(document)) {
        case Kind::pdf:
            verification.format = "pdf";
            verify_pdf(verification, document, trust);
            break;
        case Kind::xml:
            verification.format = "xml";
            verify_xml(verification, document, trust);
            break;
        case Kind::other: check(verification, "signature", false, say(Msg::sign_not_signed)); break;
    }
    return verification;
}

}  // namespace review
