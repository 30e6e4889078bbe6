#include <catch2/catch.hpp>

#include "unit/sign/sign_support.hpp"

using namespace review;

namespace {

// An incremental update that puts other words on the page.
std::string second_revision(const std::string& pdf) {
    const auto start = pdf.rfind("startxref\n") + 10;
    const std::string previous = pdf.substr(start, pdf.find('\n', start) - start);
    const auto trailer = pdf.rfind("/Root ");
    const std::string root = pdf.substr(trailer, pdf.find('R', trailer + 5) + 1 - trailer);
    const std::string object = "4 0 obj\n<</Length 0>>\nstream\n\nendstream\nendobj\n";
    const std::string table = "xref\n4 1\n" + std::string(10 - std::to_string(pdf.size()).size(), '0') +
                              std::to_string(pdf.size()) + " 00000 n \n";
    return pdf + object + table + "trailer\n<</Size 20" + root + "/Prev " + previous + ">>\nstartxref\n" +
           std::to_string(pdf.size() + object.size()) + "\n%%EOF\n";
}

std::size_t contents_of(const std::string& pdf) { return pdf.find("/Contents <") + 11; }

}  // namespace

TEST_CASE("no byte of a signed PDF can be another") {
    const auto document = signed_pdf("p256");
    const auto gap = contents_of(text_of(document));
    std::vector<std::size_t> places;
    for (std::size_t at = 0; at < document.size(); ++at) {
        const bool padding = at > gap + 6000 && at < gap + 2 * 16384 - 4;
        if (!padding || at % 997 == 0) places.push_back(at);
    }
    std::size_t step = 0;
    for (const auto at : places) {
        // Every third place: all kinds of places, and the other bits come by turns.
        if (++step % 3 != 0) continue;
        auto changed = document;
        changed[at] ^= static_cast<std::uint8_t>(1U << (step / 3 % 8));
        if (valid(changed)) FAIL("byte " << at << " of " << document.size() << ", the gap begins at " << gap);
    }
}

TEST_CASE("nothing can be added after a signed PDF") {
    const std::string pdf = text_of(signed_pdf());
    for (const std::string more : {"x", "\n", " ", "%comment\n", "%%EOF\n", "startxref\n0\n%%EOF\n"}) {
        INFO(more);
        CHECK_FALSE(valid(as_bytes(pdf + more)));
    }
    CHECK(refused_by(as_bytes(second_revision(pdf))) == "one-revision");
    CHECK_FALSE(valid(as_bytes(pdf.substr(0, pdf.size() - 1))));
    CHECK_FALSE(valid(as_bytes(" " + pdf)));
}

TEST_CASE("a rewritten ByteRange is refused by name") {
    const std::string pdf = text_of(signed_pdf());
    const auto at = pdf.find("/ByteRange [") + 12;
    const std::string range = pdf.substr(at, pdf.find(']', at) - at);
    CHECK(refused_by(as_bytes(with(pdf, range, "1" + range.substr(1)))) == "byte-range");
    auto shorter = range;
    shorter.back() = shorter.back() == '0' ? '1' : '0';
    CHECK(refused_by(as_bytes(with(pdf, range, shorter))) == "byte-range");
}

TEST_CASE("the gap holds one signature and zeros") {
    const std::string pdf = text_of(signed_pdf());
    const auto gap = contents_of(pdf);
    const auto end = pdf.find('>', gap);
    const auto changed = [&](std::size_t at, char to) {
        std::string other = pdf;
        other[at] = to;
        return refused_by(as_bytes(other));
    };
    CHECK(changed(end - 1, '1') == "contents");
    CHECK(changed(end - 1, ' ') == "contents");
    CHECK(changed(end - 2, '>') == "one-revision");
    CHECK(changed(gap, '4') == "contents");
    const auto letter = pdf.find_first_of("abcdef", gap);
    CHECK(changed(letter, static_cast<char>(pdf[letter] - 32)) == "contents");
}

TEST_CASE("a signature of another file does not fit") {
    const std::string one = text_of(signed_pdf());
    const std::string other = text_of(sign_document(sample_pdf(), signer("p256"), {"another", "", 0}));
    const auto begin = contents_of(one);
    const auto there = contents_of(other);
    std::string moved = one;
    moved.replace(begin, 2 * 16384, other.substr(there, 2 * 16384));
    CHECK(refused_by(as_bytes(moved)) == "message-digest");
}

TEST_CASE("a comment before an object is a byte that belongs to nothing") {
    const std::string pdf = text_of(signed_pdf());
    CHECK(refused_by(as_bytes(with(pdf, "\nendobj\n", "\nendobj\n%x"))) == "one-revision");
}

TEST_CASE("weaker permissions and another kind of signature are refused") {
    const std::string pdf = text_of(signed_pdf());
    CHECK_FALSE(valid(as_bytes(with(pdf, "/P 1", "/P 2"))));
    CHECK(refused_by(as_bytes(with(pdf, "/P 1", "/P 2"))) == "certification");
    CHECK(refused_by(as_bytes(with(pdf, "/DocMDP", "/FieldMD"))) == "one-revision");
    CHECK(refused_by(as_bytes(with(pdf, "ETSI.CAdES.detached", "adbe.pkcs7.detached"))) == "sub-filter");
}
