#include "support/test_pki.hpp"

#include <stdexcept>

namespace support {
namespace {

void must(const std::vector<std::string>& words) {
    const Ran ran = run(words);
    if (ran.status != 0) throw std::runtime_error(words[0] + " " + words[1] + ": " + ran.err);
}

}  // namespace

TestPki::TestPki() {
    must({"sh", REVIEW_FIXTURES "/demo-pki.sh", folder_.path()});
    const auto& here = folder_;
    must({"openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", here / "expired.key"});
    must({"openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", here / "stranger.key"});
    must({"openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out",
          here / "encipherment.key"});
    must({"openssl", "genpkey", "-algorithm", "RSA", "-pkeyopt", "rsa_keygen_bits:2048", "-out", here / "weak.key"});
    certify("expired", "digitalSignature", 0);
    certify("weak", "digitalSignature", 100);
    certify("encipherment", "keyEncipherment", 100);
    self_signed("stranger", "/CN=Stranger");
}

void TestPki::self_signed(const std::string& name, const std::string& subject) const {
    must({"openssl", "req", "-x509", "-new", "-config", folder_ / "extensions.cnf", "-key", folder_ / (name + ".key"),
          "-subj", subject, "-days", "100", "-out", folder_ / (name + ".pem")});
}

void TestPki::certify(const std::string& name, const std::string& usage, int days) const {
    const std::string extensions = folder_ / (name + ".cnf"), request = folder_ / (name + ".csr");
    write_file(extensions, "keyUsage = critical, " + usage + "\n");
    must({"openssl", "req", "-new", "-config", folder_ / "extensions.cnf", "-key", folder_ / (name + ".key"), "-subj",
          "/O=Demonstration Office/CN=" + name, "-out", request});
    must({"openssl", "x509", "-req", "-in", request, "-CA", folder_ / "intermediate.pem", "-CAkey",
          folder_ / "intermediate.key", "-set_serial", "77", "-days", std::to_string(days), "-extfile", extensions,
          "-out", folder_ / (name + ".pem")});
}

const TestPki& test_pki() {
    static const TestPki pki;
    return pki;
}

}  // namespace support
