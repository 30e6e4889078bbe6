#include "sign/gather.hpp"

#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/x509v3.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "base/messages/base.hpp"
#include "base/messages/stamp.hpp"
#include "sign/certificate_addresses.hpp"
#include "sign/der.hpp"
#include "sign/http.hpp"
#include "sign/key_file.hpp"
#include "sign/sign_formats.hpp"
#include "sign/time_stamp_token.hpp"
#include "sign/validation_data.hpp"

namespace review {
namespace {

constexpr NetworkLimits list_limits{20, std::size_t{16} << 20};
constexpr int most_issuers = 8;
constexpr std::size_t least_archive_room = 8192;

std::vector<RevocationList> lists_of(const std::string& path) {
    const auto file = open_key_file(path);
    auto found = lists_in(left_in(file));
    if (found.empty()) throw Error(Errc::bad_config, say(Msg::stamp_no_list, {path}));
    return found;
}

// What an address gives, or nothing: the next one is asked then.
template <class Ask>
Bytes asked(Ask ask) {
    try {
        return ask();
    } catch (const Error&) {
        return {};
    }
}

Bytes request_about(X509* certificate, X509* issuer) {
    const Owned<OCSP_REQUEST, OCSP_REQUEST_free> request(OCSP_REQUEST_new());
    OCSP_request_add0_id(request.get(), OCSP_cert_to_id(EVP_sha1(), certificate, issuer));  // what every responder knows
    return written_der<OCSP_REQUEST>(request.get(), i2d_OCSP_REQUEST);
}

class Gatherer {
public:
    // `known` is at hand, as what is found on the way is.
    explicit Gatherer(const SignOptions& options, ValidationBytes known = {})
        : trust_{options.trust_paths, std::time(nullptr)}, known_lists_(std::move(known.lists)) {
        for (const auto& path : options.crl_paths) {
            for (auto& list : lists_of(path)) given_.push_back(std::move(list));
        }
    }

    // With `proven` for what was signed already; without it for what will be.
    void gather(X509* of, std::vector<Certificate> known, int purpose, const ProvenTime* proven = nullptr) {
        auto chain = trusted_chain(of, known, purpose, trust_);
        for (int i = 0; !chain.fault.empty() && i < most_issuers && fetch_issuer(of, known); ++i) {
            chain = trusted_chain(of, known, purpose, trust_);
        }
        if (!chain.fault.empty()) throw Error(Errc::unverified, say(Msg::stamp_no_path, {subject_of(of), chain.fault}));
        for (std::size_t i = 0; i + 1 < chain.certificates.size(); ++i) {
            if (holds(done_, chain.certificates[i].get())) continue;
            done_.push_back(share(chain.certificates[i].get()));
            found_.certificates.push_back(der_of(done_.back().get()));
            find_status(Chain(chain.certificates).subspan(i), proven);
        }
    }

    ValidationBytes take() { return std::move(found_); }

private:
    // The issuer of the last certificate that one leads to; false where no address gave it.
    bool fetch_issuer(X509* of, std::vector<Certificate>& known) const {
        const auto path = path_of(of, known);
        X509* last = path.empty() ? of : path.back().get();
        for (const auto& address : issuer_addresses(last)) {
            Certificate issuer = certificate_of_der(asked([&] { return http_get(address, {}); }));
            if (!issuer || X509_check_issued(issuer.get(), last) != X509_V_OK || holds(known, issuer.get())) continue;
            known.push_back(std::move(issuer));
            return true;
        }
        return false;
    }

    // Whether the list or response decides; what refuses nothing is kept, once.
    bool decides(const RevocationStatus& status, Bytes der, std::vector<Bytes>& kept) {
        if (status.is == Revocation::revoked) throw Error(Errc::bad_key, status.sentence);
        if (status.is == Revocation::unknown) return false;
        if (std::find(kept.begin(), kept.end(), der) == kept.end()) kept.push_back(std::move(der));
        return true;
    }

    bool by_list(X509_CRL* list, Chain chain, const ProvenTime* proven) { return decides(status_in(list, chain, trust_, proven), der_of(list), found_.lists); }

    void find_status(Chain chain, const ProvenTime* proven) {
        X509* certificate = chain.front().get();
        for (const auto& list : given_) {
            if (by_list(list.get(), chain, proven)) return;
        }
        for (const auto* some : {&found_.lists, &known_lists_}) {
            for (const auto& kept : std::vector<Bytes>(*some)) {
                if (by_list(list_of_der(kept).get(), chain, proven)) return;
            }
        }
        for (const auto& address : responder_addresses(certificate)) {
            const Bytes question = request_about(certificate, chain[1].get());
            const Bytes der = asked([&] {
                return http_post(address, "application/ocsp-request", "application/ocsp-response", question, {});
            });
            const OcspResponse response = response_of_der(der);
            if (response && decides(status_in(response.get(), chain, trust_, proven), der, found_.responses)) return;
        }
        for (const auto& address : list_addresses(certificate)) {
            const RevocationList list = list_of_der(asked([&] { return http_get(address, list_limits); }));
            if (list && by_list(list.get(), chain, proven)) return;
        }
        throw Error(Errc::unverified, say(Msg::stamp_no_source, {subject_of(certificate)}));
    }

    TrustedRoots trust_;
    std::vector<Bytes> known_lists_;
    std::vector<RevocationList> given_;
    std::vector<Certificate> done_;
    ValidationBytes found_;
};

std::vector<Certificate> certificates_of(const std::vector<Bytes>& values) {
    std::vector<Certificate> certificates;
    for (const auto& der : values) certificates.push_back(certificate_of_der(der));
    return certificates;
}

void gather_authority(Gatherer& gatherer, TimeStampToken stamp, const std::vector<Bytes>& known, const ProvenTime* proven = nullptr) {
    auto certificates = certificates_of(known);
    for (auto& other : stamp.carried.others) certificates.push_back(std::move(other));
    gatherer.gather(stamp.carried.signer.get(), std::move(certificates), X509_PURPOSE_TIMESTAMP_SIGN, proven);
}

void remove_known(std::vector<Bytes>& values, const std::vector<Bytes>& known) {
    std::erase_if(values, [&](const Bytes& der) { return std::find(known.begin(), known.end(), der) != known.end(); });
}

Digest any_digest() {
    Digest digest;
    if (RAND_bytes(digest.bytes.data(), static_cast<int>(digest.bytes.size())) != 1) throw Error(Errc::io, say(Msg::stamp_no_reason));
    return digest;
}

}  // namespace

ValidationBytes gather_validation(const SigningKey::Impl& key, const SignOptions& options) {
    Gatherer gatherer(options);
    std::vector<Certificate> issuers;
    for (const auto& issuer : key.chain) issuers.push_back(share(issuer.get()));
    gatherer.gather(key.certificate.get(), std::move(issuers), X509_PURPOSE_ANY);
    TimeStampToken trial = read_time_stamp(stamp_by(options)(any_digest()));
    gatherer.gather(trial.carried.signer.get(), std::move(trial.carried.others), X509_PURPOSE_TIMESTAMP_SIGN);
    return gatherer.take();
}

ArchiveNeeds gather_archive(ByteView last_stamp, const ValidationBytes& known, const SignOptions& options) {
    Gatherer gatherer(options, known);
    // Whoever stamps next first: what both authorities share is asked about once, and nothing excuses it there.
    const Bytes trial = stamp_by(options)(any_digest());
    gather_authority(gatherer, read_time_stamp(trial), known.certificates);
    TimeStampToken last = read_time_stamp(last_stamp);
    const std::time_t now = std::time(nullptr);
    const ProvenTime proven{now, now, static_cast<std::time_t>(last.says.time)};
    gather_authority(gatherer, std::move(last), known.certificates, &proven);
    ArchiveNeeds needs{gatherer.take(), std::max(least_archive_room, trial.size() + 1024)};
    remove_known(needs.added.certificates, known.certificates);
    remove_known(needs.added.lists, known.lists);
    remove_known(needs.added.responses, known.responses);
    return needs;
}

Stamp stamp_by(const SignOptions& options) {
    if (options.level == SealLevel::b) return nullptr;
    TimeStampOptions how;
    how.tls_roots = options.tsa_ca;
    return [url = options.tsa, how](const Digest& digest) { return request_time_stamp(url, digest, how); };
}

}  // namespace review
