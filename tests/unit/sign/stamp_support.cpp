#include "unit/sign/stamp_support.hpp"

#include <stdexcept>

#include "unit/sign/sign_support.hpp"

using namespace review;

namespace {

void must(const std::vector<std::string>& words) {
    const auto ran = support::run(words);
    if (ran.status != 0) throw std::runtime_error(words[0] + " " + words[1] + ": " + ran.err);
}

std::string serial_of(const std::string& certificate) {
    const auto out = support::run({"openssl", "x509", "-in", support::test_pki() / (certificate + ".pem"), "-noout", "-serial"}).out;
    return out.substr(out.find('=') + 1, out.find('\n') - out.find('=') - 1);
}

}  // namespace

const support::TimeStampServer& authority() {
    static const support::TimeStampServer server(support::test_pki().folder());
    return server;
}

std::string list_of(const std::string& issuer, const std::vector<std::string>& revoked, int days) {
    static int count = 0;
    const auto& pki = support::test_pki();
    const std::string name = "list" + std::to_string(++count), path = pki / (name + ".crl");
    std::string index;
    for (const auto& one : revoked) index += "R\t491231235959Z\t200101000000Z\t" + serial_of(one) + "\tunknown\t/CN=" + one + "\n";
    support::write_file(pki / (name + ".txt"), index);
    support::write_file(pki / (name + ".txt.attr"), "unique_subject = no\n");
    support::write_file(pki / (name + ".cnf"), "[ca]\ndefault_ca = one\n[one]\ndatabase = " + pki / (name + ".txt") + "\ndefault_md = sha256\n");
    std::vector<std::string> words{"openssl", "ca", "-config", pki / (name + ".cnf"), "-gencrl", "-keyfile", pki / (issuer + ".key"),
                                   "-cert", pki / (issuer + ".pem"), "-out", path};
    if (days < 0) words.insert(words.end(), {"-crl_lastupdate", "200101000000Z", "-crl_nextupdate", "200201000000Z"});
    else words.insert(words.end(), {"-crldays", std::to_string(days)});
    must(words);
    return path;
}

void certify(const std::string& name, const std::string& extensions) {
    const auto& pki = support::test_pki();
    support::write_file(pki / (name + ".ext"), extensions);
    must({"openssl", "genpkey", "-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256", "-out", pki / (name + ".key")});
    must({"openssl", "req", "-new", "-config", pki / "extensions.cnf", "-key", pki / (name + ".key"), "-subj",
          "/O=Demonstration Office/CN=" + name, "-out", pki / (name + ".csr")});
    must({"openssl", "x509", "-req", "-in", pki / (name + ".csr"), "-CA", pki / "intermediate.pem", "-CAkey",
          pki / "intermediate.key", "-set_serial", "0x" + std::to_string(4000 + name.size()), "-days", "900", "-extfile",
          pki / (name + ".ext"), "-out", pki / (name + ".pem")});
}

SignOptions stamped(SealLevel level) {
    SignOptions options;
    options.level = level;
    options.tsa = authority() / "tsa";
    if (level < SealLevel::lt) return options;
    static const std::vector<std::string> lists{list_of("root"), list_of("intermediate")};
    options.crl_paths = lists;
    options.trust_paths = roots();
    return options;
}

Bytes cms_of(const std::string& pdf) {
    const auto begin = pdf.find("/Contents <") + 11, end = pdf.find('>', begin);
    Bytes der;
    for (auto at = begin; at < end; at += 2) der.push_back(static_cast<std::uint8_t>(std::stoi(pdf.substr(at, 2), nullptr, 16)));
    der.resize(4 + der[2] * 256U + der[3]);
    return der;
}

std::string with_cms(std::string pdf, const Bytes& cms) {
    const auto begin = pdf.find("/Contents <") + 11, end = pdf.find('>', begin);
    std::string digits;
    constexpr char hex[] = "0123456789abcdef";
    for (const auto byte : cms) digits += {hex[byte >> 4], hex[byte & 15]};
    digits.resize(end - begin, '0');
    return pdf.replace(begin, end - begin, digits);
}
