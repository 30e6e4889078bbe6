#include "sign/check_seal.hpp"

#include <openssl/x509v3.h>

#include <array>

#include "base/messages/stamp.hpp"
#include "base/utc_time.hpp"
#include "sign/time_stamp_token.hpp"

namespace review {
namespace {

std::optional<TimeStampToken> stamp_of(Verification& out, const SeenSignature& seen) {
    std::string fault = say(Msg::stamp_digest);
    try {
        TimeStampToken stamp = read_time_stamp(seen.time_stamp);
        if (stamps(stamp, seen.stamped)) {
            out.stamped_time = utc_text(stamp.says.time);
            check(out, "time-stamp", true, say(Msg::stamp_seen, {out.stamped_time, stamp.says.authority}));
            return stamp;
        }
    } catch (const Error& error) {
        fault = error.what();
    }
    check(out, "time-stamp", false, fault);
    return std::nullopt;
}

// Empty where the check failed.
std::vector<Certificate> stamp_chain(Verification& out, const TimeStampToken& stamp, const ValidationData& data,
                                     const TrustedRoots& trust) {
    try {
        auto chain = chain_of(stamp, data.certificates, trust);
        check(out, "time-stamp-chain", true, say(Msg::sign_seen_chain, {std::to_string(chain.size())}));
        return chain;
    } catch (const Error& error) {
        if (error.code() != Errc::unverified) throw;  // a file of roots that cannot be read
        check(out, "time-stamp-chain", false, error.what());
        return {};
    }
}

// The signer's issuers may stand among the validation data alone.
CarriedCertificates with_data(const CarriedCertificates& carried, const ValidationData& data) {
    CarriedCertificates all{share(carried.signer.get()), {}};
    std::vector<Certificate> pool;
    for (const auto& other : carried.others) {
        all.others.push_back(share(other.get()));
        pool.push_back(share(other.get()));
    }
    for (const auto& one : data.certificates) pool.push_back(share(one.get()));
    for (auto& issuer : path_of(carried.signer.get(), pool)) {
        if (!holds(all.others, issuer.get())) all.others.push_back(std::move(issuer));
    }
    return all;
}

}  // namespace

void check_seal(Verification& out, const SeenSignature& seen, const ValidationData& data, const TrustedRoots& trust) {
    if (!data.present) out.not_checked.push_back("revocation");
    if (seen.time_stamp.empty()) {
        out.not_checked.push_back("time-stamp");
        check_signer(out, seen.carried, trust);
        // Whether what was gathered was current can be told at a known time alone.
        if (data.present) check(out, "validation-data", false, say(Msg::stamp_missing));
        return;
    }
    const auto stamp = stamp_of(out, seen);
    if (!stamp) return;
    const auto authority = stamp_chain(out, *stamp, data, trust);
    const TrustedRoots then{trust.paths, static_cast<std::time_t>(stamp->says.time)};
    const auto carried = with_data(seen.carried, data);
    check_signer(out, carried, then);
    if (!data.present || authority.empty()) return;
    const auto signer = trusted_chain(carried.signer.get(), carried.others, X509_PURPOSE_ANY, then);
    if (signer.fault.empty()) check_revocation(out, data, {signer.certificates, authority}, then);
}

}  // namespace review
