#include "sign/validation_data.hpp"

#include <openssl/err.h>

#include <algorithm>
#include <set>

#include "base/messages/stamp.hpp"
#include "sign/der.hpp"

namespace review {
namespace {

// What `read` makes of the bytes, where `write` makes the same bytes of that again.
template <class Handle, class T>
Handle exactly(ByteView der, T* (*read)(T**, const unsigned char**, long), int (*write)(const T*, unsigned char**)) {
    const unsigned char* at = der.data();
    Handle value(read(nullptr, &at, static_cast<long>(der.size())));
    ERR_clear_error();
    if (!value || at != der.data() + der.size()) return nullptr;
    const Bytes again = written_der<T>(value.get(), write);
    return std::equal(again.begin(), again.end(), der.begin(), der.end()) ? std::move(value) : nullptr;
}

// Which of the data were needed.
struct Use {
    std::vector<bool> lists, responses;
    RevocationStatus of(const ValidationData& data, Chain chain, const TrustedRoots& trust, const ProvenTime& time);
};

RevocationStatus Use::of(const ValidationData& data, Chain chain, const TrustedRoots& trust, const ProvenTime& time) {
    RevocationStatus found;
    const auto note = [&](RevocationStatus seen, std::vector<bool>& used, std::size_t at) {
        if (seen.is == Revocation::unknown) return;
        used[at] = true;
        if (found.is < seen.is) found = std::move(seen);
    };
    for (std::size_t i = 0; i < data.lists.size(); ++i) note(status_in(data.lists[i].get(), chain, trust, &time), lists, i);
    for (std::size_t i = 0; i < data.responses.size(); ++i) note(status_in(data.responses[i].get(), chain, trust, &time), responses, i);
    return found;
}

bool on_chains(X509* one, const std::vector<ChainInTime>& chains) {
    return std::any_of(chains.begin(), chains.end(), [&](const ChainInTime& asked) {
        return std::any_of(asked.chain.begin(), asked.chain.end(), [&](const Certificate& step) { return same(step.get(), one); });
    });
}

bool all(const std::vector<bool>& used, std::size_t from) {
    return std::find(used.begin() + static_cast<std::ptrdiff_t>(from), used.end(), false) == used.end();
}

template <class Handle, class Read>
bool append_each(std::vector<Handle>& to, const std::vector<Bytes>& values, std::set<Digest>& seen, Read read) {
    for (const auto& der : values) {
        to.push_back(read(der));
        if (!to.back() || !seen.insert(sha256(der)).second) return false;
    }
    return true;
}

}  // namespace

RevocationList list_of_der(ByteView der) { return exactly<RevocationList, X509_CRL>(der, d2i_X509_CRL, i2d_X509_CRL); }
OcspResponse response_of_der(ByteView der) {
    return exactly<OcspResponse, OCSP_RESPONSE>(der, d2i_OCSP_RESPONSE, i2d_OCSP_RESPONSE);
}

Bytes der_of(X509_CRL* list) { return written_der<X509_CRL>(list, i2d_X509_CRL); }

ValidationBytes der_of(const ValidationData& data) {
    ValidationBytes bytes;
    for (const auto& one : data.certificates) bytes.certificates.push_back(der_of(one.get()));
    for (const auto& one : data.lists) bytes.lists.push_back(der_of(one.get()));
    for (const auto& one : data.responses) bytes.responses.push_back(written_der<OCSP_RESPONSE>(one.get(), i2d_OCSP_RESPONSE));
    return bytes;
}

bool append(ValidationData& data, const ValidationBytes& more) {
    std::set<Digest> seen;
    const ValidationBytes old = der_of(data);
    for (const auto* kind : {&old.certificates, &old.lists, &old.responses}) {
        for (const auto& der : *kind) seen.insert(sha256(der));
    }
    return append_each(data.certificates, more.certificates, seen, certificate_of_der) &&
           append_each(data.lists, more.lists, seen, list_of_der) && append_each(data.responses, more.responses, seen, response_of_der);
}

void check_revocation(Verification& out, const ValidationData& data, const std::vector<ChainInTime>& chains, const TrustedRoots& trust,
                      const BroughtBefore& before, const std::string& prefix) {
    Use use{std::vector<bool>(data.lists.size()), std::vector<bool>(data.responses.size())};
    std::size_t asked = 0;
    std::string later;
    for (const auto& [chain, time] : chains) {
        for (std::size_t i = 0; i + 1 < chain.size(); ++i, ++asked) {
            const auto status = use.of(data, chain.subspan(i), trust, time);
            if (status.is == Revocation::revoked_later && later.empty()) later = status.sentence;
            if (status.is == Revocation::good || status.is == Revocation::revoked_later) continue;
            check(out, prefix + "revocation", false,
                  status.is == Revocation::revoked ? status.sentence : say(Msg::stamp_unknown, {subject_of(chain[i].get())}));
            return;
        }
    }
    check(out, prefix + "revocation", true, say(Msg::stamp_none_revoked, {std::to_string(asked)}));
    if (!later.empty()) check(out, prefix + "revoked-later", true, later);
    const bool needed = all(use.lists, before.lists) && all(use.responses, before.responses) &&
                        std::all_of(data.certificates.begin() + static_cast<std::ptrdiff_t>(before.certificates), data.certificates.end(),
                                    [&](const Certificate& one) { return on_chains(one.get(), chains); });
    check(out, prefix + "validation-data", needed,
          say(Msg::stamp_seen_validation, {std::to_string(data.certificates.size()), std::to_string(data.lists.size()),
                                           std::to_string(data.responses.size())}));
}

}  // namespace review
