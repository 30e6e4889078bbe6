#include <catch2/catch.hpp>

#include <algorithm>

#include "format/pdf/fonts/cff.hpp"
#include "format/pdf/font_trim/reduce_program.hpp"
#include "format/pdf/font_trim/type1_charstring.hpp"
#include "format/pdf/font_trim/type1_words.hpp"
#include "support/run.hpp"

using namespace review;
using namespace review::pdf;

// The fonts of fixtures/fonts/make_fonts.py: rectangles A, B and C, where C and its name differ from font to font.
namespace {

Bytes font(const std::string& name) {
    const auto text = support::read_file(REVIEW_FIXTURES "/fonts/" + name);
    return Bytes(text.begin(), text.end());
}

KeptGlyphs kept_of(const FontProgram& program, bool by_index) {
    KeptGlyphs kept;
    kept.glyphs = {0};
    kept.by_index = by_index;
    kept.codes = {'A', 'B'};
    if (program.cid_keyed()) kept.glyphs.insert({program.by_cid(34), program.by_cid(35)});
    else kept.glyphs.insert({program.by_name("A"), program.by_name("B")});
    return kept;
}

Bytes reduced(const Bytes& bytes, bool by_index) {
    const auto program = FontProgram::open(bytes);
    REQUIRE(program);
    auto less = reduce_program(bytes, *program, kept_of(*program, by_index));
    REQUIRE(less);
    return less->bytes;
}

bool holds(const Bytes& bytes, std::string_view text) { return as_text(bytes).find(text) != std::string_view::npos; }

struct Kind {
    const char* name;
    const char* ending;
    bool by_index;
};
const Kind kinds[] = {{"boxes", ".ttf", true}, {"boxes", ".cff", false}, {"boxes", ".cff", true},
                      {"boxes-keyed", ".cff", false}, {"boxes-underlined", ".cff", false}, {"boxes-supplement", ".cff", false},
                      {"boxes", ".pfa", false}};

}  // namespace

TEST_CASE("two programs that differ in a removed character alone are reduced to the same bytes") {
    for (const auto& kind : kinds) {
        INFO(kind.name << kind.ending << (kind.by_index ? " by number" : ""));
        const auto one = font(std::string(kind.name) + kind.ending), other = font(std::string(kind.name) + "-other" + kind.ending);
        REQUIRE(one != other);
        CHECK(reduced(one, kind.by_index) == reduced(other, kind.by_index));
    }
}

TEST_CASE("what is kept is drawn as before and asked for as before") {
    for (const auto& kind : kinds) {
        INFO(kind.name << kind.ending << (kind.by_index ? " by number" : ""));
        const auto whole = font(std::string(kind.name) + kind.ending);
        const auto before = FontProgram::open(whole), after = FontProgram::open(reduced(whole, kind.by_index));
        REQUIRE(after);
        const auto same = [&](std::uint32_t old_glyph, std::uint32_t new_glyph) {
            REQUIRE(old_glyph != 0);
            CHECK(after->drawing(new_glyph)->numbers == before->drawing(old_glyph)->numbers);
        };
        for (const char* letter : {"A", "B"}) {
            const auto code = static_cast<std::uint32_t>(*letter);
            const auto cid = code - 31;
            if (before->cid_keyed()) same(before->by_cid(cid), after->by_cid(cid));
            else if (kind.by_index) same(before->by_name(letter), before->by_name(letter));
            else same(before->by_name(letter), after->by_name(letter));
            if (before->kind() == FontProgram::Kind::type1) same(before->by_own_encoding(code), after->by_own_encoding(code));
            if (before->kind() == FontProgram::Kind::true_type) same(before->by_map(0, code), after->by_map(0, code));
        }
    }
}

TEST_CASE("a removed character leaves no name, no outline and no entry in a map") {
    for (const auto& kind : kinds) {
        INFO(kind.name << kind.ending << (kind.by_index ? " by number" : ""));
        const auto whole = font(std::string(kind.name) + kind.ending);
        const auto less = reduced(whole, kind.by_index);
        CHECK_FALSE(holds(less, "5F20"));
        const auto after = FontProgram::open(less);
        std::size_t drawn = 0;
        for (std::uint32_t glyph = 0; glyph < after->glyphs(); ++glyph) {
            const auto drawing = after->drawing(glyph);
            REQUIRE(drawing);
            drawn += drawing->blank ? 0 : 1;
        }
        const bool blank_notdef = FontProgram::open(whole)->drawing(0)->blank;
        CHECK(drawn == (blank_notdef ? 2 : 3));
        // Without names FreeType makes a map of numbers taken for standard names.
        const bool unnamed = kind.by_index && after->kind() == FontProgram::Kind::cff;
        for (std::size_t map = 0; !unnamed && map < after->maps().size(); ++map) {
            for (const auto& entry : after->entries(map)) CHECK((entry.code == 'A' || entry.code == 'B'));
        }
    }
}

TEST_CASE("what a font is called and who says so goes, whether or not glyphs went") {
    for (const auto& [file, words] : {std::pair("boxes.cff", "Boxes"), std::pair("boxes-keyed.cff", "Boxes"), std::pair("boxes.pfa", "Boxes")}) {
        INFO(file);
        const auto whole = font(file);
        REQUIRE(holds(whole, words));
        const auto program = FontProgram::open(whole);
        KeptGlyphs all = kept_of(*program, false);
        for (std::uint32_t glyph = 0; glyph < program->glyphs(); ++glyph) all.glyphs.insert(glyph);
        const auto less = reduce_program(whole, *program, all);
        REQUIRE(less);
        CHECK_FALSE(holds(less->bytes, words));
    }
    CHECK(without_words("%!PS-AdobeFont-1.0: Secret\n/FontInfo 1 dict dup begin /Notice (a \\) b (c) Secret) def end\n% Secret\r/FontName /Secret def\n") ==
          "%!PS-AdobeFont-1.0: Font\n/FontInfo 1 dict dup begin /Notice () def end\n\r/FontName /Font def\n");
    CHECK(without_words("/Notice (never closed") == "%!PS-AdobeFont-1.0: Font\n/Notice ()");
    CHECK(without_words("/Notice (\\") == "%!PS-AdobeFont-1.0: Font\n/Notice ()");
}

TEST_CASE("a composite glyph keeps the parts it is built of, and an accented one too") {
    for (const auto& [file, letter] : {std::pair("boxes.ttf", "D"), std::pair("boxes.pfa", "E")}) {
        INFO(file);
        const auto whole = font(file);
        const auto before = FontProgram::open(whole);
        KeptGlyphs kept;
        kept.glyphs = {0, before->by_name(letter)};
        kept.by_index = before->kind() == FontProgram::Kind::true_type;
        kept.by_name = true;
        const auto less = reduce_program(whole, *before, kept);
        REQUIRE(less);
        const auto after = FontProgram::open(less->bytes);
        CHECK(after->drawing(after->by_name(letter))->numbers == before->drawing(before->by_name(letter))->numbers);
        CHECK_FALSE(after->drawing(after->by_name(letter))->blank);
    }
}

TEST_CASE("a subroutine that only removed characters called is emptied, and the numbers of the others stay") {
    const auto whole = font("boxes.pfa");
    const auto less = reduced(whole, false);
    const auto start = as_text(less).find("eexec") + 6;
    const auto plain = decrypt_type1(as_text(less).substr(start), eexec_key, 4);
    CHECK(plain.find("/Subrs 6 array") != std::string::npos);
    CHECK(plain.find("dup 5 5 RD ") != std::string::npos);        // four bytes of noise and `return`
    CHECK(plain.find("/CharStrings 3 dict dup begin") != std::string::npos);
    CHECK(as_text(less).find("dup 67") == std::string_view::npos);  // its own encoding
    CHECK(as_text(less).find("dup 66 /B put") != std::string_view::npos);
}

TEST_CASE("the lengths of a Type 1 program's portions are right") {
    const auto whole = font("boxes.pfa");
    const auto program = FontProgram::open(whole);
    const auto less = reduce_program(whole, *program, kept_of(*program, false));
    REQUIRE(less);
    CHECK(less->length1 + less->length2 + less->length3 == less->bytes.size());
    CHECK(as_text(less->bytes).substr(less->length1 - 6, 5) == "eexec");
    CHECK(as_text(less->bytes).substr(less->length1 + less->length2).starts_with("\n0000"));
}

TEST_CASE("glyphs that are asked for by number and by name at once cannot be kept in a CFF") {
    const auto whole = font("boxes.cff");
    const auto program = FontProgram::open(whole);
    auto kept = kept_of(*program, true);
    kept.by_name = true;
    CHECK_FALSE(reduce_program(whole, *program, kept));
}

TEST_CASE("the clear words of a Type 1 program are the same when they are taken out again") {
    const auto once = without_words("%!PS-AdobeFont-1.0: Secret 1.0\n%%Title: Secret\n\n10 dict begin\n/FontName /Secret def");
    CHECK(once == "%!PS-AdobeFont-1.0: Font\n10 dict begin\n/FontName /Font def");
    CHECK(without_words(once) == once);
}

TEST_CASE("the dictionary FontInfo of a Type 1 program goes with its keys, however it is written") {
    const std::string head = "%!PS-AdobeFont-1.0: Font\n";
    const auto left = [&](const std::string& info) {
        const auto out = without_words(head + "9 dict begin\n" + info + "\n/PaintType 0 def\n");
        CHECK(without_words(out) == out);
        return out.substr(head.size());
    };
    const std::string gone = "9 dict begin\n/PaintType 0 def\n";
    CHECK(left("/FontInfo 9 dict dup begin\n/version (1.0) readonly def\n/isFixedPitch false def\nend readonly def") == gone);
    CHECK(left("/FontInfo 9 dict dup begin /Notice (a \\) end def ((b)) end) readonly def /fsType 8 def end def") == gone);
    CHECK(left("/FontInfo 9 dict begin/Own 2 dict dup begin/begin{begin{end}end def}def/x<656e64>def end def currentdict end noaccess def") == gone);
    CHECK(left("/FontInfo<</version(1.0)/More<</end[1 2]>>>>readonly def") == gone);
    CHECK(left("/FontInfo 9 dict dup begin %end def\nend readonly def /FontInfo 1 dict dup begin end def") == gone);
    CHECK(left("/FontInformation 9 def") == "9 dict begin\n/FontInformation 9 def\n/PaintType 0 def\n");
    // The axes of a multiple master font; and what is not written as fonts write it.
    for (const char* stays : {"/FontInfo 9 dict dup begin /BlendAxisTypes [/Weight] def end readonly def", "/FontInfo 9 dict def", "/FontInfo 9 dict dup begin",
                              "/FontInfo 9 dict dup begin end put", "/FontInfo Other def", "/FontInfo 9 dict dup begin {end readonly def"}) {
        INFO(stays);
        CHECK(left(stays) == "9 dict begin\n" + std::string(stays) + "\n/PaintType 0 def\n");
    }
}

TEST_CASE("a damaged program is not reduced, whatever byte is wrong") {
    for (const auto& kind : kinds) {
        const auto whole = font(std::string(kind.name) + kind.ending);
        for (std::size_t cut = 0; cut < whole.size(); cut += 7) {
            const Bytes part(whole.begin(), whole.begin() + static_cast<std::ptrdiff_t>(cut));
            const auto program = FontProgram::open(part);
            if (!program) continue;
            const auto less = reduce_program(part, *program, kept_of(*program, kind.by_index));
            if (less) CHECK(FontProgram::open(less->bytes));
        }
    }
    CHECK_FALSE(cff_glyphs(Bytes{1, 0, 4, 1, 0, 9}));
    CHECK_FALSE(without_glyph_names(Bytes{}));
}
