#include <catch2/catch.hpp>

#include <filesystem>
#include <regex>

#include "support/readers.hpp"
#include "support/run.hpp"
#include "truth.hpp"

namespace {

using spec::path_of;

// A certification authority and its signers, made once for the whole program.
const support::TempFolder& pki() {
    static const support::TempFolder folder;
    static const auto made = support::run({"sh", path_of("demo-pki.sh"), folder.path()});
    if (made.status != 0) throw std::runtime_error("demo-pki.sh: " + made.err);
    return folder;
}

support::Ran release(const std::string& draft, const std::string& folder, const std::string& signer, bool all) {
    std::vector<std::string> words = {"release", draft, "-o", folder};
    if (all) words.push_back("--all");
    if (!signer.empty()) {
        words.insert(words.end(), {"--key", pki() / (signer + ".key"), "--cert", pki() / (signer + ".pem"), "--chain",
                                   pki() / "chain.pem", "--trust", pki() / "root.pem"});
    }
    return spec::run_review(words);
}

support::Ran verify(const std::string& file) { return spec::run_review({"verify", file, "--trust", pki() / "root.pem"}); }

// The signature of a PDF and the bytes it covers, written for openssl.
void take_apart(const std::string& pdf, const std::string& cms_path, const std::string& content_path) {
    const auto file = support::read_file(pdf);
    std::smatch range;
    REQUIRE(std::regex_search(file, range, std::regex("/ByteRange ?\\[ ?(\\d+) +(\\d+) +(\\d+) +(\\d+)")));
    const auto at = [&](int i) { return static_cast<std::size_t>(std::stoull(range.str(i))); };
    REQUIRE(at(1) == 0);
    REQUIRE(at(3) + at(4) == file.size());
    const auto hex = file.substr(at(2) + 1, at(3) - at(2) - 2);
    std::string der;
    for (std::size_t i = 0; i + 1 < hex.size(); i += 2) der += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
    support::write_file(cms_path, der);
    support::write_file(content_path, file.substr(0, at(2)) + file.substr(at(3)));
}

void refuse_changed(const std::string& released, const support::TempFolder& folder, const std::string& suffix) {
    const auto good = support::read_file(released);
    const auto path = folder / ("changed" + suffix);
    const auto refused = [&](const char* what, const std::string& bytes) {
        INFO(what);
        support::write_file(path, bytes);
        CHECK(verify(path).status == 4);
    };
    for (const std::size_t part : {1, 3, 5, 9}) {
        auto flipped = good;
        flipped[flipped.size() * part / 10] ^= 1;
        refused("a flipped byte", flipped);
    }
    refused("an appended byte", good + "x");
}

}  // namespace

TEST_CASE("release stops with 5 and a sentence where a person is needed") {
    for (const std::string signer : {"", "p256"}) {
        const support::TempFolder folder;
        const auto ran = release(path_of("decision.pdf"), folder / "out", signer, false);
        CHECK(ran.status == 5);
        CHECK_FALSE(ran.err.empty());
        CHECK(folder.files().empty());
    }
    const support::TempFolder folder;
    const auto unsigned_yet = release(path_of("decision.pdf"), folder / "out", "", true);
    CHECK(unsigned_yet.status == 5);
    CHECK(folder.files().empty());
}

TEST_CASE("release ends in a signed, proven PDF that outside tools accept") {
    for (const std::string signer : {"rsa", "p256"}) {
        const support::TempFolder folder;
        const auto ran = release(path_of("decision.pdf"), folder / "out", signer, true);
        INFO(signer << ": " << ran.err);
        REQUIRE(ran.status == 0);
        const auto out = folder / "out/decision.pdf";
        CHECK_FALSE(support::read_file(folder / "out/INTERNAL/evidence.json").empty());
        const auto seen = verify(out);
        INFO(seen.out << seen.err);
        CHECK(seen.status == 0);
        const support::Readers readers(out);
        for (const auto& row : spec::truth_of("decision")) {
            INFO(row.type);
            // Organisations' codes are published (条例 20): the default policy lets them stay.
            if (row.type == "uscc") CHECK_FALSE(readers.leaks(row.value).empty());
            else if (!spec::rule_of(row.type).empty()) CHECK(readers.leaks(row.value) == std::vector<std::string>{});
        }
        const auto pdfsig = support::run({"pdfsig", "-nocert", out});
        INFO(pdfsig.out);
        CHECK(pdfsig.out.find("Signature is Valid") != std::string::npos);
        CHECK(pdfsig.out.find("Total document signed") != std::string::npos);
        take_apart(out, folder / "sig.der", folder / "content");
        const auto openssl = support::run({"openssl", "cms", "-verify", "-cades", "-binary", "-inform", "DER", "-in",
                                           folder / "sig.der", "-content", folder / "content", "-CAfile",
                                           pki() / "root.pem", "-purpose", "any", "-out", "/dev/null"});
        INFO(openssl.err);
        CHECK(openssl.status == 0);
        refuse_changed(out, folder, ".pdf");
    }
}

TEST_CASE("a second revision of a released PDF is refused") {
    const support::TempFolder folder;
    const auto ran = release(path_of("decision.pdf"), folder / "out", "p256", true);
    INFO(ran.err);
    REQUIRE(ran.status == 0);
    auto file = support::read_file(folder / "out/decision.pdf");
    // A second revision as small as it can be: it only repeats the trailer.
    const auto start = file.rfind("startxref\n");
    REQUIRE(start != std::string::npos);
    const auto last = file.substr(start + 10, file.find('\n', start + 10) - start - 10);
    const auto trailer = file.rfind("trailer");
    const auto root = trailer == std::string::npos ? std::string("<</Size 1/Prev " + last + ">>")
                                                   : "<</Prev " + last + " " + file.substr(file.find("<<", trailer) + 2,
                                                         start - file.find("<<", trailer) - 2);
    const auto at = std::to_string(file.size());
    file += "xref\n0 0\ntrailer\n" + root + "\nstartxref\n" + at + "\n%%EOF\n";
    support::write_file(folder / "second.pdf", file);
    CHECK(verify(folder / "second.pdf").status == 4);
}

TEST_CASE("a release is not verified without the root it hangs from") {
    const support::TempFolder folder, other;
    REQUIRE(support::run({"sh", path_of("demo-pki.sh"), other.path()}).status == 0);
    const auto ran = release(path_of("redhead.pdf"), folder / "out", "p256", true);
    INFO(ran.err);
    REQUIRE(ran.status == 0);
    CHECK(spec::run_review({"verify", folder / "out/redhead.pdf", "--trust", other / "root.pem"}).status == 4);
    CHECK(verify(path_of("redhead.pdf")).status == 4);
}

TEST_CASE("release ends in a signed XML that xmlsec1 accepts") {
    for (const std::string signer : {"rsa", "p256"}) {
        const support::TempFolder folder;
        const auto ran = release(path_of("portal.xml"), folder / "out", signer, true);
        INFO(signer << ": " << ran.err);
        REQUIRE(ran.status == 0);
        const auto out = folder / "out/portal.xml";
        const auto seen = verify(out);
        INFO(seen.out << seen.err);
        CHECK(seen.status == 0);
        const auto xmlsec = support::run({"xmlsec1", "--verify", "--trusted-pem", pki() / "root.pem", "--untrusted-pem",
                                          pki() / "chain.pem", "--enabled-reference-uris", "empty,same-doc", out});
        INFO(xmlsec.out << xmlsec.err);
        CHECK(xmlsec.status == 0);
        const support::Readers readers(out);
        for (const auto& value : spec::values_with_a_rule("portal")) {
            CHECK(readers.leaks(value) == std::vector<std::string>{});
        }
        auto changed = support::read_file(out);
        const auto digit = changed.find("2024-09-30");
        REQUIRE(digit != std::string::npos);
        changed[digit + 3] = '5';
        support::write_file(folder / "changed.xml", changed);
        CHECK(verify(folder / "changed.xml").status == 4);
    }
}

TEST_CASE("a web page has no seal, though it may be XML: its bundle says who let it out") {
    for (const std::string name : {"page.html", "page.xml"}) {
        const support::TempFolder folder;
        support::write_file(folder / name, "<html><body><p>words 13800138000</p></body></html>");
        const auto ran = release(folder / name, folder / "out", "rsa", true);
        INFO(name << ran.err);
        REQUIRE(ran.status == 0);
        const auto file = support::read_file(folder / ("out/" + name));
        // What is called .xml is read as XML.
        CHECK((file.find("Signature") != std::string::npos) == (name == "page.xml"));
        CHECK(verify(folder / "out").status == 0);
        support::write_file(folder / ("out/" + name), file + " ");
        CHECK(verify(folder / "out").status == 4);
    }
}

TEST_CASE("comments of XML do not come along: no signature protects them") {
    const support::TempFolder folder;
    support::write_file(folder / "a.xml", "<?xml version=\"1.0\"?>\n<!-- 1 --><a><b>\xE7\x94\xB5<!-- 2 --><![CDATA[<!-- stays -->]]></b><c d=\"&lt;!-- stays --\"/></a><!-- 3 -->");
    const auto ran = release(folder / "a.xml", folder / "out", "p256", true);
    INFO(ran.err);
    REQUIRE(ran.status == 0);
    const auto file = support::read_file(folder / "out/a.xml");
    CHECK(file.starts_with("<?xml version=\"1.0\"?>\n<a><b>\xE7\x94\xB5<![CDATA[<!-- stays -->]]></b><c d=\"&lt;!-- stays --\"/><ds:Signature"));
    CHECK(file.ends_with("</ds:Signature></a>"));
    const auto evidence = support::read_file(folder / "out/INTERNAL/evidence.json");
    CHECK(std::regex_search(evidence, std::regex("\"place\": \"comments\",\\s*\"reason\": \"not-on-list\",\\s*\"count\": 3")));
    CHECK(verify(folder / "out").status == 0);
}
