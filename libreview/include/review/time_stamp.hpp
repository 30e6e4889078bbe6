#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <review/bytes.hpp>
#include <review/digest.hpp>

namespace review {

// What a time-stamp authority says: that a digest existed at this time (RFC 3161).
struct TimeStamp {
    std::int64_t time = 0;  // seconds since 1970; a fraction is cut off
    std::string authority;  // RFC 4514 subject of the certificate that signed it
    std::string serial;     // lower-case hexadecimal, as the authority numbers them
    bool looked_up = false; // verify_time_stamp() had a list of today in which its certificate does not stand
};

struct TimeStampOptions {
    std::uint32_t seconds = 20;           // for the whole question
    std::size_t most_bytes = 64 * 1024;  // of the answer
    std::string tls_roots{};              // for https://: PEM file of the roots that may vouch for the host; empty: the system's
};

// Asks the authority at an http:// or https:// address for a time stamp over this digest: with a nonce, and with its
// certificate. The answer is a token in DER that fits the question and its own signature; whether the
// authority is one to trust is not asked. Heeds http_proxy, https_proxy
// and no_proxy.
// Throws Errc::bad_config for an address we do not ask, Errc::io where no answer came in time or size,
// Errc::unverified where the answer does not fit, or the host of https:// is not who it should be.
Bytes request_time_stamp(const std::string& url, const Digest& of, const TimeStampOptions& options = {});

// Whether the token is over this digest and signed by an authority that `trust_paths` (PEM bundles of roots)
// lead to: its certificate is for time stamps alone (critical extendedKeyUsage), and its chain is valid both
// at the time it names and today. Throws Errc::unverified with one sentence where it is not.
// `crl_paths` (PEM or DER): nor may its certificate stand in a list of its issuer that is among them, whatever the day: it is the only witness of its time.
// Any thread; reads no network.
TimeStamp verify_time_stamp(ByteView token, const Digest& of, const std::vector<std::string>& trust_paths, const std::vector<std::string>& crl_paths = {});

}  // namespace review
