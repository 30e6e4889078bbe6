#pragma once

#include <string>

#include "support/run.hpp"
#include "support/test_pki.hpp"

namespace support {

// A token of SoftHSM (Debian: softhsm2, opensc) named "SEAL" in a folder of its own. Fails loudly where that is not
// installed. On it, by label: "rsa" and "p256" of the test authority with their certificates and the authority's, "bare"
// (P-384) without one, and "twin" twice. This process sees it, and the programs it runs with environment().
class SoftToken {
public:
    explicit SoftToken(const TestPki& pki);
    static std::string uri(const std::string& label);  // with module-path
    std::vector<std::string> environment() const;      // SOFTHSM2_CONF
    static constexpr const char* pin = "271828";

private:
    void put(const TestPki& pki, const std::string& name, const std::string& label, const std::string& id) const;
    void put_certificate(const std::string& pem, const std::string& label, const std::string& id) const;
    TempFolder folder_;
};

const SoftToken& soft_token();  // made at first use

}  // namespace support
