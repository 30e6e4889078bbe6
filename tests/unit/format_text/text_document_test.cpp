#include <catch2/catch.hpp>

#include <review/document.hpp>
#include <review/error.hpp>

#include "base/charset.hpp"
#include "base/utf8_scan.hpp"
#include "format/format.hpp"

using namespace review;

namespace review {
extern const Format format_text;
}

namespace {

const std::string line = "姓名：张三，身份证号：420302199001011234，电话 13800138000。\n";

Draft draft_in(const Charset& charset, std::string_view text, std::string_view mark = "") {
    Bytes bytes(mark.begin(), mark.end());
    const auto encoded = encode(charset, text).value();
    bytes.insert(bytes.end(), encoded.begin(), encoded.end());
    return make_draft("note.txt", std::move(bytes));
}

Draft draft_of(std::string_view bytes) { return make_draft("note.txt", Bytes(bytes.begin(), bytes.end())); }

RedactionPlan plan_for(const Draft& draft, std::vector<GlyphSpan> spans) {
    RedactionPlan plan;
    plan.width = Width::exact;
    plan.draft = draft.digest;
    plan.format = "text";
    for (const auto& span : spans) plan.cuts.push_back({span, PartKind::text, "f-1"});
    return plan;
}

Extraction extracted(const Document& document) {
    Extraction extraction;
    document.extract(extraction);
    return extraction;
}

// Code points before `needle`.
std::uint32_t glyphs_before(std::string_view text, std::string_view needle) {
    std::uint32_t count = 0;
    const auto place = text.find(needle);
    for (std::size_t i = 0; i < place; i += utf8_size(text[i])) ++count;
    return count;
}

Errc code_of(const std::function<void()>& call) {
    try {
        call();
    } catch (const Error& error) {
        return error.code();
    }
    FAIL("nothing was thrown");
    return Errc::io;
}

}  // namespace

TEST_CASE("text is read and cut in every encoding, and nothing else changes") {
    struct Form {
        Charset charset;
        std::string mark;
    };
    const std::vector<Form> forms{{Charset::utf8(), ""},
                                  {Charset::utf8(), "\xef\xbb\xbf"},
                                  {Charset::utf16le(), "\xff\xfe"},
                                  {Charset::utf16be(), "\xfe\xff"},
                                  {Charset::utf16le(), ""},
                                  {Charset::utf16be(), ""},
                                  {Charset::gb18030(), ""},
                                  {Charset::gb18030(), "\x84\x31\x95\x33"}};
    for (const auto& [charset, mark] : forms) {
        INFO(charset.name() << " mark " << mark.size());
        const Draft draft = draft_in(charset, line + line, mark);
        const auto document = open_document(draft);
        REQUIRE(document->format() == "text");
        const auto content = extracted(*document);
        REQUIRE(content.parts.size() == 1);
        REQUIRE(content.blind_spots.empty());
        const Part& part = content.parts[0];
        CHECK(part.text == line + line);
        CHECK(part.label == "text");

        const auto begin = glyphs_before(line, "420302");
        const auto place = bytes_of(part, begin, begin + 18).value();
        const auto number = encode(charset, "420302199001011234").value();
        CHECK(Bytes(draft.bytes.begin() + static_cast<long>(place.begin),
                    draft.bytes.begin() + static_cast<long>(place.end)) == number);

        const auto cut = document->rewrite(plan_for(draft, {{0, begin, begin + 18}})).bytes;
        std::string expected = line + line;
        std::string blocks;
        for (int i = 0; i < 18; ++i) blocks += "\u2588";
        expected.replace(line.find("420302"), 18, blocks);
        CHECK(cut == draft_in(charset, expected, mark).bytes);
        CHECK(document->rewrite(plan_for(draft, {})).bytes == draft.bytes);
    }
}

TEST_CASE("a long text arrives in overlapping pieces that count on") {
    for (const auto& charset : {Charset::utf8(), Charset::gb18030()}) {
        std::string text;
        for (int i = 0; i < 40'000; ++i) text += line;
        const Draft draft = draft_in(charset, text);
        const auto document = open_document(draft);
        const auto content = extracted(*document);
        REQUIRE(content.parts.size() > 2);
        std::string joined;
        std::uint32_t counted = 0;
        for (const Part& part : content.parts) {
            CHECK(part.number == 0);
            CHECK(part.text.size() <= 1 << 20);
            REQUIRE(part.first <= counted);
            if (counted > 0) CHECK(counted - part.first >= 512);
            joined += text_of(part, counted, part.first + part.glyph_count());
            counted = part.first + part.glyph_count();
            CHECK(part.text.ends_with('\n'));
        }
        CHECK(joined == text);

        const Part& second = content.parts[1];
        const auto begin = second.first - 5;
        const auto cut = document->rewrite(plan_for(draft, {{0, begin, begin + 5000}})).bytes;
        std::string blocks;
        for (int i = 0; i < 5000; ++i) blocks += "\u2588";
        std::size_t from = 0;
        for (std::uint32_t i = 0; i < begin; ++i) from += utf8_size(text[from]);
        std::size_t to = from;
        for (int i = 0; i < 5000; ++i) to += utf8_size(text[to]);
        CHECK(cut == draft_in(charset, text.substr(0, from) + blocks + text.substr(to)).bytes);
    }
}

TEST_CASE("a text without a line end is cut between characters") {
    std::string text;
    for (int i = 0; i < 800'000; ++i) text += "张";
    const Draft draft = draft_of(text);
    const auto content = extracted(*open_document(draft));
    REQUIRE(content.parts.size() > 2);
    for (const Part& part : content.parts) CHECK_FALSE(first_not_utf8(as_bytes(part.text)));
}

TEST_CASE("what is no text is not taken for one") {
    using namespace std::string_literals;
    CHECK_FALSE(format_text.sniff(as_bytes("")));
    CHECK_FALSE(format_text.sniff(as_bytes("\x89PNG\r\n\x1a\n\0\0\0\rIHDR"s)));
    CHECK_FALSE(format_text.sniff(as_bytes("PK\x03\x04\x14\0\0\0"s)));
    CHECK_FALSE(format_text.sniff(as_bytes("plain\0text"s)));
    CHECK_FALSE(format_text.sniff(as_bytes("bell \x07 and text")));
    CHECK_FALSE(format_text.sniff(as_bytes("\x7f""ELF\x02\x01\x01"s)));
    std::string noise;
    for (unsigned i = 0, state = 1; i < 4096; ++i) noise += static_cast<char>(0x80 | ((state = state * 1664525 + 1013904223) >> 24));
    CHECK_FALSE(format_text.sniff(as_bytes(noise)));
    CHECK(format_text.sniff(as_bytes("a")));
}

TEST_CASE("a text that goes on as something else is refused") {
    std::string text(2 << 20, 'a');
    text += '\0';
    const Draft draft = draft_of(text);
    CHECK(code_of([&] { open_document(draft); }) == Errc::malformed);
}

TEST_CASE("a stretch that cannot be decoded is a blind spot, and stays where it was") {
    auto bytes = encode(Charset::gb18030(), line).value();
    bytes.pop_back();
    bytes.push_back(0xd5);  // half a character
    const Draft draft = make_draft("cut.txt", bytes);
    const auto document = open_document(draft);
    const auto content = extracted(*document);
    REQUIRE(content.blind_spots.size() == 1);
    CHECK(content.blind_spots[0].reason == BlindReason::malformed);
    CHECK(content.blind_spots[0].label == "byte " + std::to_string(bytes.size() - 1));
    CHECK(content.parts.at(0).text.ends_with("\uFFFD"));
    CHECK(document->rewrite(plan_for(draft, {})).bytes == bytes);
}

TEST_CASE("a plan for another draft, or for glyphs that are not there, is refused") {
    const Draft draft = draft_of(line);
    const Draft other = draft_of("other");
    const auto document = open_document(draft);
    CHECK(code_of([&] { document->rewrite(plan_for(other, {})); }) == Errc::bad_config);
    CHECK(code_of([&] { document->rewrite(plan_for(draft, {{0, 1, 5000}})); }) == Errc::bad_config);
    CHECK(code_of([&] { document->rewrite(plan_for(draft, {{7, 1, 2}})); }) == Errc::bad_config);
    auto wide = plan_for(draft, {});
    wide.width = Width::line;
    CHECK(code_of([&] { document->rewrite(wide); }) == Errc::bad_config);
    auto area = plan_for(draft, {});
    area.areas.push_back({1, 0, 0, 1, 1});
    CHECK(code_of([&] { document->rewrite(area); }) == Errc::bad_config);
}

TEST_CASE("fillers tell the number of characters, its step of four, or nothing") {
    const auto draft = draft_of("see 12345 here");
    const auto document = open_document(draft);
    const auto cut = [&](Width width) {
        auto plan = plan_for(draft, {{0, 4, 9}});
        plan.width = width;
        return std::string(as_text(document->rewrite(plan).bytes));
    };
    CHECK(cut(Width::exact) == "see █████ here");
    CHECK(cut(Width::grid) == "see ████████ here");
    CHECK(cut(Width::fixed) == "see ████ here");
    CHECK_THROWS_AS(cut(Width::line), Error);
}

TEST_CASE("what looks like text and writes its characters as codes is refused, and says what to do") {
    const auto refused = [](std::string_view bytes) {
        const auto draft = draft_of(bytes);
        try {
            open_document(draft);
        } catch (const Error& error) {
            return error.code() == Errc::unsupported ? std::string(error.what()) : "another error";
        }
        return std::string("read");
    };
    CHECK(refused("{\\rtf1\\ansi\\ansicpg936 \\'bb\\'fa\\'c3\\'dc}") == "note.txt is rich text (RTF), which is not read here; save it as .docx");
    CHECK(refused("\xef\xbb\xbf\r\n{\\rtf1}").find(".docx") != std::string::npos);
    const auto mail = "note.txt is an e-mail or a web archive with coded parts, which is not read here; save its text as .html or .txt and its attachments as files";
    CHECK(refused("Subject: x\r\nContent-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\nMIME-Version: 1.0\r\n\r\n5aeT5ZCN\r\n") == mail);
    CHECK(refused("From: <x>\nMIME-Version: 1.0\nContent-Type: multipart/related;\n\tboundary=\"x\"\n\n--x\ncontent-transfer-encoding:  Quoted-Printable\n\n=BB=FA\n") == mail);
    CHECK(refused("From a@example.com Sat Jan  1\nSubject: =?GBK?B?u/rD3A==?=\n\nx\n") == mail);
    CHECK(refused("BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:=E7=8E=8B\nEND:VCARD\n").find(".csv") != std::string::npos);
    CHECK(refused("%!PS-Adobe-3.0\n(x) show\n").find("PDF") != std::string::npos);
    CHECK(refused("+/v8-x").find("UTF-8") != std::string::npos);
}

TEST_CASE("a text that tells of such formats, and a mail that is written as itself, are read") {
    for (const std::string text : {"RTF begins with {\\rtf1\\ansi}\n", "说明：\nContent-Transfer-Encoding: base64\n", "Name: x\nContent-Type: text\n\nbase64\n",
                                   "From: x\nMIME-Version: 1.0\nContent-Transfer-Encoding: 8bit\n\n姓名\n", "%!TEX program = xelatex\n", "BEGIN:VCARD\nN:王;小明\nEND:VCARD\n",
                                   "Note: read this\n\nContent-Transfer-Encoding: none\n"}) {
        const auto draft = draft_of(text);
        CHECK(open_document(draft)->format() == "text");
    }
}

TEST_CASE("lines of two encodings are no text of one of them") {
    std::string all;
    for (int i = 0; i < 20; ++i) all += "姓名：王小明\n";
    CHECK(extracted(*open_document(draft_of(all))).parts.at(0).text == all);
    const auto other = encode(Charset::gb18030(), "备注：以上人员信息已核对\n").value();
    for (const bool first : {true, false}) {
        const std::string gbk(other.begin(), other.end());
        const auto draft = draft_of(first ? gbk + all : all + gbk);
        CHECK(code_of([&] { open_document(draft); }) == Errc::malformed);
        try {
            open_document(draft);
        } catch (const Error& error) {
            CHECK(std::string(error.what()).find(first ? "line 1 " : "line 21 ") != std::string::npos);
        }
    }
    // One encoding throughout, whatever its bytes look like.
    CHECK(open_document(draft_in(Charset::gb18030(), all + "联通\n"))->format() == "text");
    CHECK(open_document(draft_of("caf\xe9\nna\xefve\nabc\n" + std::string(2000, 'a')))->format() == "text");
}
