#pragma once

#include <string>

#include "support/run.hpp"

namespace support {

// A small certification authority with signers, good and bad, in a folder of its own: the files of
// fixtures/demo-pki.sh, and
//   expired.key/.pem       was valid for a moment
//   weak.key/.pem          RSA-2048
//   encipherment.key/.pem  a certificate that is not for signatures
//   stranger.key/.pem      self-signed: a signer and a root nobody knows
// Making it takes a second or two: share one between the sentences of a program.
class TestPki {
public:
    TestPki();
    std::string operator/(const std::string& name) const { return folder_ / name; }
    std::string folder() const { return folder_.path(); }
    static constexpr const char* passphrase = "demo";  // of encrypted.key

private:
    void self_signed(const std::string& name, const std::string& subject) const;
    void certify(const std::string& name, const std::string& usage, int days) const;
    TempFolder folder_;
};

const TestPki& test_pki();  // made at first use

}  // namespace support
