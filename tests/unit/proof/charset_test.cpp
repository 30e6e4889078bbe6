// Without a mark the bytes of a text decide how it is read, and a cut changes them.
#include <catch2/catch.hpp>

#include <random>

#include <review/error.hpp>
#include <review/prove.hpp>

#include "base/charset.hpp"
#include "format/text/detect.hpp"

using namespace review;

namespace {

Draft note_of(Bytes bytes) { return make_draft("note.txt", std::move(bytes)); }

RedactionPlan cutting(const Draft& draft, std::vector<GlyphSpan> spans, Width width) {
    RedactionPlan plan;
    plan.draft = draft.digest;
    plan.format = "text";
    plan.width = width;
    for (const auto& span : spans) plan.cuts.push_back({span, PartKind::text, "f-1"});
    return plan;
}

struct Cleaned {
    Bytes output;
    Evidence evidence;
};

// What cannot be decoded an officer has accepted.
Cleaned cleaned(const Draft& draft, RedactionPlan&& plan) {
    const auto document = open_document(draft);
    Extraction content;
    document->extract(content);
    plan.accepted = std::move(content.blind_spots);
    const auto output = document->rewrite(plan).bytes;
    return {Bytes(output.begin(), output.end()), prove(output, plan, nullptr, document.get(), {}, draft.bytes)};
}

std::vector<std::string> characters_of(std::string_view utf8) {
    std::vector<std::string> all;
    for (std::size_t at = 0; at < utf8.size(); at += all.back().size()) all.emplace_back(utf8.substr(at, utf8_size(utf8[at])));
    return all;
}

std::string text_read(ByteView bytes) {
    const auto form = detect_text(bytes, false);
    return form ? decode(form->charset, bytes, form->mark_bytes, bytes.size()).utf8 : "no text";
}

class Texts {
public:
    explicit Texts(std::uint32_t seed) : engine_(seed) {}
    std::size_t below(std::size_t count) { return engine_() % count; }

    // Mostly of one script; one character in eight of any.
    std::string text() {
        static const std::vector<std::u32string> scripts{U"13800420302199001011234", U"abc def, GHI.\n", U"张三李四身份证号码联通囊钱姓名，。", U"かなカナ、", U"ابجد هوز", U"กขคงจ",
                                                         U"㐀㑀㒀𠀀𠮷😀", U"éüñÄß", U"\U0000E000\uE123", U"█■"};
        const auto& mostly = scripts[below(scripts.size())];
        std::string all;
        for (auto left = 1 + below(60); left > 0; --left) {
            const auto& script = below(8) == 0 ? scripts[below(scripts.size())] : mostly;
            append_utf8(all, script[below(script.size())]);
        }
        return all;
    }

    std::vector<GlyphSpan> spans(std::uint32_t glyphs) {
        std::vector<GlyphSpan> all;
        for (std::uint32_t at = 0; at < glyphs && all.size() < 3;) {
            const auto begin = at + static_cast<std::uint32_t>(below(glyphs - at));
            const auto end = begin + 1 + static_cast<std::uint32_t>(below(glyphs - begin));
            all.push_back({0, begin, end});
            at = end + 1;
        }
        return all;
    }

    // A byte that says nothing, in one text of four.
    void damage(Bytes& bytes) {
        if (below(4) == 0) bytes.insert(bytes.begin() + static_cast<std::ptrdiff_t>(below(bytes.size() + 1)), static_cast<std::uint8_t>(0x80 + below(0x80)));
    }

private:
    std::mt19937 engine_;
};

}  // namespace

TEST_CASE("a text in UTF-16 without a mark gets one where the rest would be read as something else, and the evidence says so") {
    for (const auto& charset : {Charset::utf16le(), Charset::utf16be()}) {
        INFO(charset.name());
        // All that shows its order is the number that goes: no byte of the Han is a nought.
        const auto draft = note_of(encode(charset, "号码13800138000号").value());
        const auto [output, evidence] = cleaned(draft, cutting(draft, {{0, 2, 13}}, Width::fixed));
        CHECK(text_read(output) == "号码████号");
        CHECK(as_text(output).starts_with(mark_of(charset)));
        CHECK(evidence.clean());
        CHECK(evidence.marks == std::vector<std::string>{charset.name()});

        const auto again = note_of(output);
        CHECK(cleaned(again, cutting(again, {}, Width::fixed)).output == output);
        CHECK(cleaned(again, cutting(again, {{0, 2, 6}}, Width::fixed)).output == output);
    }
}

TEST_CASE("a text in UTF-16 whose rest is read as before gets no mark") {
    const auto draft = note_of(encode(Charset::utf16le(), "号码 13800138000 号").value());
    const auto [output, evidence] = cleaned(draft, cutting(draft, {{0, 3, 14}}, Width::fixed));
    CHECK(output == encode(Charset::utf16le(), "号码 ████ 号").value());
    CHECK(evidence.clean());
    CHECK(evidence.marks.empty());
}

TEST_CASE("a mark that no cut asked for is no output of ours") {
    const auto draft = note_of(encode(Charset::utf16le(), "号码 13800138000 号").value());
    const auto plan = cutting(draft, {{0, 3, 14}}, Width::fixed);
    const auto document = open_document(draft);
    auto bytes = encode(Charset::utf16le(), "\uFEFF\uFEFF号码 ████ 号").value();
    CHECK_FALSE(prove(bytes, plan, nullptr, document.get(), {}, draft.bytes).clean());
}

TEST_CASE("a text in GB18030 whose rest is valid UTF-8 is refused with what to do") {
    // F0 90 is a Han character, A8 80 the block: together one character of UTF-8.
    auto bytes = encode(Charset::gb18030(), "ab").value();
    bytes.insert(bytes.end(), {0xf0, 0x90});
    const auto number = encode(Charset::gb18030(), "号").value();
    bytes.insert(bytes.end(), number.begin(), number.end());
    const auto draft = note_of(bytes);
    REQUIRE(detect_text(draft.bytes, false)->charset == Charset::gb18030());
    const auto [output, evidence] = cleaned(draft, cutting(draft, {{0, 3, 4}}, Width::exact));
    REQUIRE(detect_text(output, false)->charset == Charset::utf8());
    CHECK_FALSE(evidence.clean());
    REQUIRE(!evidence.doubts.empty());
    CHECK(evidence.doubts[0].find("byte order mark") != std::string::npos);
}

TEST_CASE("half a character before a cut is no other character afterwards") {
    // B2 is half a character, and with A8, the first byte of the block, a whole one.
    auto bytes = encode(Charset::gb18030(), "张三的号码").value();
    bytes.insert(bytes.end(), {0xb2, ' ', '1'});
    const auto draft = note_of(bytes);
    REQUIRE(detect_text(draft.bytes, false)->charset == Charset::gb18030());
    REQUIRE(text_read(draft.bytes) == "张三的号码\uFFFD 1");
    CHECK_FALSE(cleaned(draft, cutting(draft, {{0, 6, 8}}, Width::exact)).evidence.clean());
    CHECK(cleaned(draft, cutting(draft, {{0, 0, 2}}, Width::exact)).evidence.clean());
}

TEST_CASE("any text, however it is written and whatever is cut: what comes out is read as it was, or refused") {
    Texts random(20261128);
    int released = 0, marked = 0, refused = 0;
    for (int i = 0; i < 60'000; ++i) {
        static const std::vector<std::string> names{"UTF-8", "UTF-16LE", "UTF-16BE", "gb18030", "GBK", "Big5", "EUC-JP", "windows-1252"};
        const auto text = random.text();
        auto written = encode(Charset::named(names[random.below(names.size())]).value(), text);
        if (!written) continue;
        random.damage(*written);
        const auto draft = note_of(std::move(*written));
        // What the first reading makes of it is the draft: a text in Big5 may be read as GB18030.
        const auto form = detect_text(draft.bytes, false);
        if (!form) continue;
        const auto characters = characters_of(text_read(draft.bytes));
        const auto width = i % 3 == 0 ? Width::exact : i % 3 == 1 ? Width::grid : Width::fixed;
        const auto spans = random.spans(static_cast<std::uint32_t>(characters.size()));
        INFO("case " << i << ", " << form->charset.name() << ": " << text);
        Cleaned result;
        try {
            result = cleaned(draft, cutting(draft, spans, width));
        } catch (const Error&) {
            ++refused;
            continue;
        }
        if (!result.evidence.clean()) {
            ++refused;
            continue;
        }
        ++released;
        const auto now = detect_text(result.output, false);
        REQUIRE(now);
        CHECK(now->charset == form->charset);
        CHECK(result.evidence.marks.empty() == (now->mark_bytes == form->mark_bytes));
        marked += !result.evidence.marks.empty();
        std::string expected;
        std::uint32_t at = 0;
        for (const auto& span : spans) {
            while (at < span.begin) expected += characters[at++];
            at = span.end;
            const auto glyphs = span.end - span.begin;
            const auto blocks = width == Width::exact ? glyphs : width == Width::grid ? (glyphs + 3) / 4 * 4 : 4;
            for (std::uint32_t n = 0; n < blocks; ++n) expected += "█";
        }
        while (at < characters.size()) expected += characters[at++];
        CHECK(text_read(result.output) == expected);
    }
    WARN(released << " were released, " << marked << " of them with a mark; " << refused << " were refused");
    CHECK(marked > 100);
    CHECK(released > 15'000);
    CHECK(refused * 50 < released);
}
