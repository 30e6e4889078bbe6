#pragma once

#include <string>

#include <review/bytes.hpp>

namespace review {

// What one question over the network may cost.
struct NetworkLimits {
    std::uint32_t seconds = 20;
    std::size_t most_bytes = 64 * 1024;
};

// One DER value over HTTP. What we ask for (time stamps, revocation, certificates) carries its own signature; https:// keeps from
// others what is asked, and is asked only of hosts whose certificate leads to a root of `roots` (PEM; empty: the system's).
// Heeds http_proxy, https_proxy and no_proxy. Throws Errc::bad_config for another address, Errc::unverified where the host's
// certificate is not good, Errc::io where nothing came, it came too slowly or was too large.
Bytes http_post(const std::string& url, const char* content_type, const char* expected_type, ByteView body,
                const NetworkLimits& limits, const std::string& roots = {});
Bytes http_get(const std::string& url, const NetworkLimits& limits);

}  // namespace review
