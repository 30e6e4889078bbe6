#include "unit/sign/stamp_support.hpp"

#include <openssl/pem.h>
#include <openssl/x509v3.h>

#include <array>
#include <stdexcept>

#include <review/time_stamp.hpp>

#include "sign/openssl_handles.hpp"
#include "sign/pdf_archive.hpp"
#include "sign/pdf_signature.hpp"

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

Owned<X509, X509_free> certificate_named(const std::string& folder, const std::string& name) {
    const Bio file(BIO_new_file((folder + "/" + name + ".pem").c_str(), "r"));
    return Owned<X509, X509_free>(PEM_read_bio_X509(file.get(), nullptr, nullptr, nullptr));
}

Owned<X509_REVOKED, X509_REVOKED_free> entry_of(const ListedCertificate& one, std::time_t now, const std::string& folder) {
    Owned<X509_REVOKED, X509_REVOKED_free> entry(X509_REVOKED_new());
    X509_REVOKED_set_serialNumber(entry.get(), X509_get_serialNumber(certificate_named(folder, one.who).get()));
    const Owned<ASN1_TIME, ASN1_TIME_free> date(ASN1_TIME_set(nullptr, now + one.revoked));
    X509_REVOKED_set_revocationDate(entry.get(), date.get());
    if (one.reason != no_reason) {
        const Owned<ASN1_ENUMERATED, ASN1_ENUMERATED_free> reason(ASN1_ENUMERATED_new());
        ASN1_ENUMERATED_set(reason.get(), one.reason);
        X509_REVOKED_add1_ext_i2d(entry.get(), NID_crl_reason, reason.get(), 0, 0);
    }
    if (one.invalid != 0) {
        const Owned<ASN1_GENERALIZEDTIME, ASN1_GENERALIZEDTIME_free> invalid(ASN1_GENERALIZEDTIME_set(nullptr, now + one.invalid));
        X509_REVOKED_add1_ext_i2d(entry.get(), NID_invalidity_date, invalid.get(), 0, 0);
    }
    return entry;
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

std::string list_saying(const std::vector<ListedCertificate>& listed, const ListDates& dates, const std::string& issuer, const std::string& folder) {
    static int count = 0;
    const std::time_t now = std::time(nullptr);
    const Owned<X509_CRL, X509_CRL_free> list(X509_CRL_new());
    X509_CRL_set_version(list.get(), X509_CRL_VERSION_2);
    X509_CRL_set_issuer_name(list.get(), X509_get_subject_name(certificate_named(folder, issuer).get()));
    const Owned<ASN1_TIME, ASN1_TIME_free> from(ASN1_TIME_set(nullptr, now + dates.from)), until(ASN1_TIME_set(nullptr, now + dates.until));
    X509_CRL_set1_lastUpdate(list.get(), from.get());
    X509_CRL_set1_nextUpdate(list.get(), until.get());
    for (const auto& one : listed) X509_CRL_add0_revoked(list.get(), entry_of(one, now, folder).release());
    const Bio key_file(BIO_new_file((folder + "/" + (dates.key.empty() ? issuer : dates.key) + ".key").c_str(), "r"));
    const PrivateKey key(PEM_read_bio_PrivateKey(key_file.get(), nullptr, nullptr, nullptr));
    if (X509_CRL_sign(list.get(), key.get(), EVP_sha256()) <= 0) throw std::runtime_error("no list");
    const std::string path = folder + "/saying" + std::to_string(++count) + ".crl";
    const Bio out(BIO_new_file(path.c_str(), "w"));
    if (PEM_write_bio_X509_CRL(out.get(), list.get()) != 1) throw std::runtime_error(path);
    return path;
}

Bytes honest_stamp(const Digest& digest) { return request_time_stamp(authority() / "tsa", digest); }

Bytes stamp_at(const Digest& digest, std::time_t when, const std::string& folder, const std::string& name) {
    const support::TempFolder work;
    support::write_file(work / "token", text_of(honest_stamp(digest)));
    must({"openssl", "cms", "-verify", "-noverify", "-inform", "DER", "-in", work / "token", "-out", work / "info"});
    auto info = support::read_file(work / "info");
    const auto at = info.find("\x18\x0f" "20");
    if (at == std::string::npos) throw std::runtime_error("no time in the token");
    std::array<char, 16> time{};
    std::strftime(time.data(), time.size(), "%Y%m%d%H%M%SZ", std::gmtime(&when));
    info.replace(at + 2, 15, time.data());
    support::write_file(work / "info", info);
    must({"openssl", "cms", "-sign", "-binary", "-nodetach", "-cades", "-nosmimecap", "-md", "sha256", "-econtent_type", "1.2.840.113549.1.9.16.1.4",
          "-in", work / "info", "-signer", folder + "/" + name + ".pem", "-inkey", folder + "/" + name + ".key", "-certfile",
          folder + (name == "tsa" ? "/chain.pem" : "/" + name + "-chain.pem"), "-outform", "DER", "-out", work / "made"});
    return bytes_of(support::read_file(work / "made"));
}

Bytes made_with(const ValidationBytes& validation, const Stamp& stamp, const SigningKey& key) {
    SlotFields fields;
    fields.time = "D:20260301120000Z";
    fields.validation = validation;
    auto slot = prepare_signature_slot(sample_pdf(), fields, 32768);
    const auto& [first, first_size, second, second_size] = slot.byte_range;
    const SignedRange range{static_cast<std::size_t>(first_size), static_cast<std::size_t>(second), true};
    fill_signature_slot(slot, sign_cms(key.impl(), digest_around(slot.bytes, range), stamp));
    return std::move(slot.bytes);
}

Bytes archived_with(const Bytes& sealed, const Stamp& stamp, const ValidationBytes& added) {
    const PdfRevisions revisions = revisions_of(sealed);
    ArchiveBase base = revisions.archives.empty() ? archive_base(PdfFile(revisions.sealed)) : revisions.next;
    ArchiveDraft draft = draft_archive(sealed, base, added, 8192);
    SignatureSlot slot;
    slot.bytes = draft.bytes;
    slot.contents_begin = draft.range.gap_begin + 1;
    slot.contents_end = draft.range.gap_end - 1;
    fill_signature_slot(slot, stamp(digest_around(draft.bytes, draft.range)));
    return slot.bytes;
}

Bytes der_of_file(const std::string& path, const char* kind) {
    const auto ran = support::run({"openssl", kind, "-in", path, "-outform", "DER"});
    if (ran.status != 0) throw std::runtime_error(path + ": " + ran.err);
    return bytes_of(ran.out);
}
