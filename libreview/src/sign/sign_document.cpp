#include <algorithm>
#include <ctime>

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

// The last look before a signed file leaves: everything but the chain, which is the reader's.
void require_verified(ByteView document, std::time_t when) {
    for (const auto& seen : verify_document_at(document, {}, when).checks) {
        if (!seen.passed && seen.name != "chain") {
            throw Error(Errc::refused, say(Msg::sign_own_check, {seen.name, seen.detail}));
        }
    }
}

}  // namespace

Bytes sign_document(ByteView document, const SigningKey& key, const SignOptions& options) {
    const std::time_t now = std::time(nullptr);
    require_current(key.impl().certificate.get(), now);
    SignOptions dated = options;
    if (dated.time == 0) dated.time = now;
    const Kind kind = kind_of(document);
    if (kind == Kind::other) throw Error(Errc::unsupported, say(Msg::sign_other_format));
    Bytes made = kind == Kind::pdf ? sign_pdf(document, key, dated) : sign_xml(document, key, dated);
    require_verified(made, now);
    return made;
}

bool Verification::valid() const {
    for (const auto& seen : checks) {
        if (!seen.passed) return false;
    }
    return !checks.empty();
}

Verification verify_document(ByteView document, const std::vector<std::string>& trust_paths) {
    return verify_document_at(document, trust_paths, std::time(nullptr));
}

Verification verify_document_at(ByteView document, const std::vector<std::string>& trust_paths, std::time_t when) {
    Verification verification;
    verification.not_checked = {"revocation", "time-stamp"};
    const TrustedRoots trust{trust_paths, when};
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
