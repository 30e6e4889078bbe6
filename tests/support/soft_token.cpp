#include "support/soft_token.hpp"

#include <stdlib.h>
#include <unistd.h>

#include <filesystem>
#include <stdexcept>

namespace support {
namespace {

constexpr const char* module = "/usr/lib/softhsm/libsofthsm2.so";

void must(const std::vector<std::string>& words) {
    const Ran ran = run(words);
    if (ran.status != 0) throw std::runtime_error(words[0] + " (Debian: softhsm2, opensc): " + ran.err);
}

}  // namespace

SoftToken::SoftToken(const TestPki& pki) {
    if (access(module, R_OK) != 0) throw std::runtime_error(std::string(module) + " is not there (Debian: softhsm2)");
    std::filesystem::create_directory(folder_ / "tokens");
    write_file(folder_ / "softhsm2.conf", "directories.tokendir = " + (folder_ / "tokens") + "\nobjectstore.backend = file\nlog.level = ERROR\n");
    setenv("SOFTHSM2_CONF", (folder_ / "softhsm2.conf").c_str(), 1);
    must({"softhsm2-util", "--init-token", "--free", "--label", "SEAL", "--pin", pin, "--so-pin", "314159"});
    put(pki, "rsa", "rsa", "01");
    put(pki, "p256", "p256", "02");
    put(pki, "p384", "bare", "03");
    put(pki, "p384", "twin", "04");
    put(pki, "p384", "twin", "05");
    put_certificate(pki / "rsa.pem", "rsa", "01");
    put_certificate(pki / "p256.pem", "p256", "02");
    put_certificate(pki / "chain.pem", "authority", "0a");
}

void SoftToken::put(const TestPki& pki, const std::string& name, const std::string& label, const std::string& id) const {
    must({"softhsm2-util", "--import", pki / (name + ".key"), "--token", "SEAL", "--label", label, "--id", id, "--pin", pin});
}

void SoftToken::put_certificate(const std::string& pem, const std::string& label, const std::string& id) const {
    must({"openssl", "x509", "-in", pem, "-outform", "DER", "-out", folder_ / "certificate.der"});
    must({"pkcs11-tool", "--module", module, "--token-label", "SEAL", "--login", "--pin", pin, "--write-object",
          folder_ / "certificate.der", "--type", "cert", "--label", label, "--id", id});
}

std::string SoftToken::uri(const std::string& label) {
    return "pkcs11:token=SEAL;object=" + label + "?module-path=" + module;
}

std::vector<std::string> SoftToken::environment() const { return {"SOFTHSM2_CONF=" + (folder_ / "softhsm2.conf")}; }

const SoftToken& soft_token() {
    static const SoftToken token(test_pki());
    return token;
}

}  // namespace support
