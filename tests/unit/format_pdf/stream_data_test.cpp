#include <catch2/catch.hpp>

#include <review/document.hpp>
#include <review/error.hpp>

#include "base/inflate.hpp"
#include "format/pdf/clean_content.hpp"
#include "format/pdf/load.hpp"
#include "format/pdf/stream_data.hpp"
#include "unit/format_pdf/small_pdf.hpp"

using namespace review;

namespace {

const std::string text = "BT /F1 12 Tf 30 200 Td (what it says) Tj ET";

// Object 6 of a file.
std::optional<DecodedStream> decoded(const std::string& data, const std::string& keys, std::uint64_t most = 1000) {
    const auto document = load_pdf(as_bytes(support::one_page("", {support::stream_of(data, keys)})));
    return decode_stream(*document->GetObjects().GetObject(PoDoFo::PdfReference(6, 0)), most);
}

std::string flate(const std::string& plain) { return std::string(as_text(deflate_zlib(as_bytes(plain)))); }

std::string hex(const std::string& plain) {
    std::string out;
    for (const unsigned char c : plain) out += "0123456789ABCDEF"[c >> 4], out += "0123456789ABCDEF"[c & 15];
    return out;
}

// PNG's filter 0 before each row of ten.
std::string in_rows(const std::string& plain) {
    std::string out;
    for (std::size_t at = 0; at < plain.size(); at += 10) out += '\0' + plain.substr(at, 10);
    return out;
}

std::string cleaned(const std::string& content) {
    ContentShape shape;
    return std::string(as_text(clean_content(as_bytes(content), shape)));
}

std::vector<BlindSpot> blind_spots(const std::string& content, const std::vector<std::string>& more = {}, const std::string& resources = "") {
    const auto pdf = support::one_page(content, more, "", resources);
    const auto draft = make_draft("a.pdf", Bytes(pdf.begin(), pdf.end()));
    Extraction read;
    open_document(draft)->extract(read);
    return read.blind_spots;
}

}  // namespace

TEST_CASE("every filter that is no picture's is undone, by its name or its short name, alone or in a chain") {
    const std::pair<std::string, std::string> ways[] = {
        {hex(text) + ">", "/Filter/ASCIIHexDecode"}, {hex(text), "/Filter/AHx"}, {hex(flate(text)) + ">", "/Filter[/AHx/Fl]"},
        {char(text.size() - 1) + text + char(128), "/Filter/RunLengthDecode"}, {char(text.size() - 1) + text, "/Filter[/RL]"},
        {flate(in_rows(text)), "/Filter/FlateDecode/DecodeParms<</Predictor 15/Columns 10>>"},
        {flate(in_rows(text)), "/Filter[/FlateDecode]/DecodeParms[<</Predictor 12/Columns 10>>]"},
        {text, ""}, {text, "/Filter[]"}};
    for (const auto& [data, keys] : ways) {
        INFO(keys);
        const auto stream = decoded(data, keys);
        REQUIRE(stream);
        CHECK(as_text(stream->bytes) == text);
        CHECK(stream->whole);
    }
}

TEST_CASE("damage is told, and what comes before it is read") {
    const auto half = flate(text + text).substr(0, 40);
    const std::pair<std::string, std::string> ways[] = {
        {half, "/Filter/FlateDecode"}, {hex(half), "/Filter[/AHx/Fl]"}, {hex(text) + "!41>", "/Filter/ASCIIHexDecode"},
        {char(text.size() + 4) + text, "/Filter/RunLengthDecode"}};
    for (const auto& [data, keys] : ways) {
        INFO(keys);
        const auto stream = decoded(data, keys);
        REQUIRE(stream);
        CHECK(as_text(stream->bytes).substr(0, 12) == text.substr(0, 12));
        CHECK_FALSE(stream->whole);
    }
    CHECK_FALSE(decoded("no zlib", "/Filter/FlateDecode"));
    CHECK_FALSE(decoded(text, "/Filter/DCTDecode"));
    CHECK_FALSE(decoded(flate(text), "/Filter/FlateDecode/DecodeParms<</Predictor 12/Columns -4>>"));
}

TEST_CASE("each filter of a chain is bounded while it is undone") {
    const auto bomb = flate(std::string(100000, 'x'));
    CHECK_THROWS_AS(decoded(bomb, "/Filter/FlateDecode"), Error);
    CHECK_THROWS_AS(decoded(flate(bomb + std::string(2000, 'x')), "/Filter[/FlateDecode/FlateDecode]", 1000), Error);
    CHECK_THROWS_AS(decoded(std::string("\x81x", 2) + std::string(20, '\x81'), "/Filter/RunLengthDecode", 100), Error);
    CHECK(decoded(flate(std::string(1000, 'x')), "/Filter/FlateDecode")->whole);
}

TEST_CASE("what no reader takes for anything is no blind spot, and does not come along") {
    CHECK(blind_spots("(a secret) xyz").empty());
    CHECK(blind_spots("(a secret) /Note MP").empty());
    CHECK(blind_spots("(a secret) 1 0 0 RG BT /F1 9 Tf (x) Tj ET (a secret)").empty());
    CHECK(blind_spots("/Ps Do", {support::stream_of("(a secret) show", "/Type/XObject/Subtype/PS")}, "/XObject<</Ps 6 0 R>>").empty());
    CHECK(cleaned("(a) xyz 1 0 0 RG") == " 1 0 0 RG");
    CHECK(cleaned("f(a)xyz 1 g") == "f  1 g");
    CHECK(cleaned("f(a)1 g") == "f 1 g");
    CHECK(cleaned("(a) 1 0 0 RG (b) 3") == " 1 0 0 RG  ");
    CHECK(cleaned("(a) 440304 q") == " q");
}

TEST_CASE("what readers may take for something is told and stays") {
    for (const char* content : {"0 0 0rg", "(a secret) 0Tj", "1 2 3 0 0 rg"}) {
        INFO(content);
        CHECK(blind_spots(content).size() == 1);
    }
    CHECK(cleaned("0 0 0rg f") == "0 0 0rg f");
    CHECK(cleaned("1 2 3 0 0 rg") == "1 2 3 0 0 rg");
    CHECK_FALSE(blind_spots("(never closed").empty());
}
