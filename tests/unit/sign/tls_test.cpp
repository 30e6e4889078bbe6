// A time-stamp authority behind https://, and hosts that are not who they should be.
#include <catch2/catch.hpp>

#include <review/error.hpp>
#include <review/time_stamp.hpp>

#include "unit/sign/sign_support.hpp"
#include "unit/sign/stamp_support.hpp"

using namespace review;

namespace {

const Digest digest = sha256(as_bytes("a document"));

// The authority on a server whose certificate has these names; what came of a question to it at this address.
class SecureAuthority {
public:
    SecureAuthority(const std::string& name, const std::string& names)
        : server_((certify(name, "extendedKeyUsage = serverAuth\nsubjectAltName = " + names + "\n"), with_issuer(name)), name) {}

    std::string asked(const std::string& roots, const std::string& host = "localhost") const {
        TimeStampOptions options;
        options.tls_roots = roots;
        try {
            const auto url = with(server_ / "tsa", "localhost", host);
            verify_time_stamp(request_time_stamp(url, digest, options), digest, ::roots());
            return "stamped";
        } catch (const Error& error) {
            CHECK(error.code() == Errc::unverified);
            return error.what();
        }
    }

private:
    // A server sends its issuer along.
    static std::string with_issuer(const std::string& name) {
        const auto& pki = support::test_pki();
        support::write_file(pki / (name + ".pem"), support::read_file(pki / (name + ".pem")) + support::read_file(pki / "intermediate.pem"));
        return pki.folder();
    }

    support::TimeStampServer server_;
};

}  // namespace

TEST_CASE("a time stamp is asked for over TLS of a host whose certificate names it and leads to the root given") {
    const SecureAuthority here("web-here", "DNS:localhost, IP:127.0.0.1");
    const auto root = support::test_pki() / "root.pem";
    CHECK(here.asked(root) == "stamped");
    CHECK(here.asked(root, "127.0.0.1") == "stamped");
    CHECK(here.asked(support::test_pki() / "stranger.pem").find("is not known to be who it should be: ") != std::string::npos);
    // The system does not know the demonstration's root.
    CHECK(here.asked("").find("is not known to be who it should be: ") != std::string::npos);
}

TEST_CASE("a host with the certificate of another is refused") {
    const auto root = support::test_pki() / "root.pem";
    const SecureAuthority other("web-elsewhere", "DNS:time.example.org, DNS:*.localhost");
    CHECK(other.asked(root).find("hostname mismatch") != std::string::npos);
    const SecureAuthority name_alone("web-name-only", "DNS:localhost");
    CHECK(name_alone.asked(root, "127.0.0.1").find("IP address mismatch") != std::string::npos);
}

TEST_CASE("https:// to a server without TLS, and roots that are none, give no time stamp") {
    TimeStampOptions options;
    options.tls_roots = support::test_pki() / "root.pem";
    CHECK_THROWS_AS(request_time_stamp(with(authority() / "tsa", "http:", "https:"), digest, options), Error);
    options.tls_roots = support::test_pki() / "p256.key";
    CHECK_THROWS_AS(request_time_stamp("https://localhost:9/", digest, options), Error);
}
