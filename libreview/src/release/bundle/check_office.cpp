#include "release/bundle/bundle_reading.hpp"

#include <review/certificate.hpp>
#include <review/error.hpp>
#include <review/time_stamp.hpp>

#include "base/messages/bundle.hpp"
#include "base/utc_time.hpp"
#include "sign/time_stamp_response.hpp"

namespace review {
namespace {

// At the time that is proven of the signature; else at the one it claims.
PastTrust office_trust(const BundleReading& reading) {
    const Bytes* token = reading.file(bundle::time_stamp);
    if (token) {
        try {
            const auto stamp = verify_time_stamp(time_stamp_token(*token), sha256(reading.released.signatures.front().signature), reading.trust.roots, reading.trust.crls);
            return trust_at(stamp, reading.release.certificate, reading.release.chain, reading.trust.roots, reading.trust.crls);
        } catch (const Error& error) {
            if (error.code() != Errc::unverified) throw;  // over the payload, as once; or none that counts: time_stamp() says so
        }
    }
    return {why_not_trusted(reading.release.certificate, reading.release.chain, reading.trust.roots, reading.trust.crls, reading.released_at()), {}};
}

// Over the office's signature; in bundles of earlier programs over what it signed, which says less.
TimeStamp release_stamp(const BundleReading& reading, ByteView token) {
    try {
        return verify_time_stamp(token, sha256(reading.released.signatures.front().signature), reading.trust.roots, reading.trust.crls);
    } catch (const Error& error) {
        if (error.code() != Errc::unverified) throw;
        const std::string why = error.what();
        try {
            return verify_time_stamp(token, sha256(reading.released.payload), reading.trust.roots, reading.trust.crls);
        } catch (const Error&) {
            throw Error(Errc::unverified, why);
        }
    }
}

}  // namespace

bool check_office(BundleReading& reading) {
    reading.seen.signer = facts_of(reading.release.certificate).subject;
    reading.seen.claimed_time = reading.release.time;
    if (!reading.check("release-signature", signature_is(reading.released, reading.released.signatures.front(), reading.release.certificate), reading.seen.signer)) return false;
    if (reading.trust.roots.empty()) return reading.check("office-chain", false, say(Msg::bundle_no_trust));
    const auto trust = office_trust(reading);
    if (!trust.revoked_later.empty()) reading.check("revoked-later", true, trust.revoked_later);
    return reading.check("office-chain", trust.why_not.empty(), trust.why_not.empty() ? say(Msg::bundle_seen_chain) : trust.why_not);
}

void check_time_stamp(BundleReading& reading) {
    const Bytes* token = reading.file(bundle::time_stamp);
    if (!token) {
        reading.seen.not_checked.push_back("time-stamp");
        return;
    }
    try {
        const auto stamp = release_stamp(reading, time_stamp_token(*token));
        reading.check("time-stamp", true, utc_text(stamp.time) + ", " + stamp.authority);
        reading.check("claimed-time", reading.released_at() <= stamp.time + clocks_differ_by && reading.released_at() >= stamp.time - 86400, reading.release.time);
    } catch (const Error& error) {
        reading.check("time-stamp", false, error.what());
    }
}

}  // namespace review
