#include "sign/check_seal.hpp"

#include <openssl/x509v3.h>

#include <array>

#include "base/messages/sign.hpp"
#include "base/messages/stamp.hpp"
#include "base/utc_time.hpp"
#include "sign/certificate_path.hpp"
#include "sign/revocation_word.hpp"
#include "sign/time_stamp_token.hpp"

namespace review {
namespace {

// Both chains, up to their roots, and how the time of what they signed is proven.
struct Stamped {
    const std::vector<Certificate>&signer, &authority;
    ProvenTime signer_time, authority_time;
};

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

// As of today: a signature without a time stamp may have been made at any time.
void check_lists_today(Verification& out, const CarriedCertificates& carried, const TrustedRoots& trust) {
    if (!trust.lists || !trust.lists->unstamped || trust.paths.empty()) return;
    std::vector<Certificate> roots;
    for (const auto& path : trust.paths) {
        for (auto& root : read_certificates(path, Errc::bad_config)) roots.push_back(std::move(root));
    }
    const auto path = path_to_root(carried.signer.get(), carried.others, roots, read_lists(trust.lists->paths), trust.lists->today);
    const auto why = why_no_path(path, carried.signer.get());
    check(out, "reader-lists", why.empty(), why.empty() ? say(Msg::sign_seen_lists, {std::to_string(path.found.size() - 1)}) : why);
    if (why.empty()) std::erase(out.not_checked, "revocation");
}

// What the reader's lists say of the authority and of the signer.
void check_lists(Verification& out, const Stamped& stamped, const TrustedRoots& trust) {
    const auto lists = read_lists(trust.lists->paths);
    const auto witness = word_on_chain(stamped.authority, lists, stamped.authority_time);
    auto word = word_on_chain(stamped.signer, lists, stamped.signer_time);
    if (!witness.refusal.empty()) word.refusal = witness.refusal;
    if (word.refusal.empty() && !word.heard) word.refusal = say(Msg::sign_no_list, {name_text(X509_get_issuer_name(stamped.signer.front().get()))});
    if (word.refusal.empty() && !word.later.empty() && !witness.current) {
        word.refusal = say(Msg::sign_revoked_unwitnessed, {word.later, subject_of(stamped.authority.front().get())});
    }
    const bool good = word.refusal.empty();
    const auto& excuse = word.later.empty() ? witness.later : word.later;
    if (good && !excuse.empty()) check(out, "revoked-later", true, excuse);
    else check(out, "reader-lists", good, good ? say(Msg::sign_seen_lists, {std::to_string(stamped.signer.size() - 1)}) : word.refusal);
    if (good) std::erase(out.not_checked, "revocation");
}

}  // namespace

void check_seal(Verification& out, const SeenSignature& seen, const ValidationData& data, const TrustedRoots& trust) {
    if (!data.present) out.not_checked.push_back("revocation");
    if (seen.time_stamp.empty()) {
        out.not_checked.push_back("time-stamp");
        check_signer(out, seen.carried, trust);
        check_lists_today(out, seen.carried, trust);
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
    const bool lists = trust.lists != nullptr;
    if ((!data.present && !lists) || authority.empty()) return;
    const auto signer = trusted_chain(carried.signer.get(), carried.others, X509_PURPOSE_ANY, then);
    if (!signer.fault.empty()) return;
    const std::time_t today = lists ? trust.lists->today : trust.when;
    // The stamp proves the signature, a first archive time stamp (trust.when is its time) the stamp.
    const Stamped stamped{signer.certificates, authority, {then.when, today}, {trust.when, today, then.when, !trust.archived}};
    if (data.present) check_revocation(out, data, {{stamped.signer, stamped.signer_time}, {stamped.authority, stamped.authority_time}}, then);
    if (lists) check_lists(out, stamped, trust);
}

}  // namespace review
