#include <catch2/catch.hpp>

#include "text/views.hpp"

using namespace review;

namespace {

std::string seen(ViewKind kind, const std::string& text) { return in_view(kind, text); }

// The glyphs that a piece of a view came from.
GlyphSpan glyphs_of(ViewKind kind, const std::string& text, const std::string& piece) {
    Part part;
    part.text = text;
    Views views(part);
    const TextView& view = views.view(kind);
    const auto at = view.text().find(piece);
    REQUIRE(at != std::string_view::npos);
    return views.glyphs().glyphs(view.origin(at, at + piece.size()));
}

}  // namespace

TEST_CASE("the base view folds width, radicals, traditional forms and what cannot be seen") {
    CHECK(seen(ViewKind::base, "１２Ａ：") == "12A:");
    CHECK(seen(ViewKind::base, "⻓期") == "长期");
    CHECK(seen(ViewKind::base, "⽉⼀") == "月一");
    CHECK(seen(ViewKind::base, "機密長期") == "机密长期");
    CHECK(seen(ViewKind::base, "祕密") == "秘密");
    CHECK(seen(ViewKind::base, "机\u200b密\u00ad★\ufe0e1\ue000年") == "机密★1年");
    CHECK(seen(ViewKind::base, "e\u0301") == "\u00e9");
    CHECK(seen(ViewKind::base, "王\u0336小\u0332明\u0301 4\u03362\u0336 1\ufe0f\u20e3") == "王小明 42 1");
    CHECK(seen(ViewKind::base, "か\u3099 x\u0323") == "が x\u0323");
    CHECK(seen(ViewKind::base, "a\r\nb\rc") == "a\nb\nc");
    CHECK(seen(ViewKind::base, "a\xff" "b") == "a\ufffd" "b");
}

TEST_CASE("characters that JSON and source code write as \\uXXXX are read, each byte of the draft behind its character") {
    CHECK(seen(ViewKind::base, "\"\\u59d3\\u540d\":\"\\u738b\\u5c0f\\u660e\"") == "\"姓名\":\"王小明\"");
    CHECK(seen(ViewKind::base, "\\ud86c\\udfad") == "\U0002b3ad");
    CHECK(seen(ViewKind::base, "\\uff11\\uFF12") == "12");
    CHECK(seen(ViewKind::base, "\\u0041 \\u12 \\ud800x \\uzzzz \\u") == "\\u0041 \\u12 \\ud800x \\uzzzz \\u");
    CHECK(glyphs_of(ViewKind::base, "a\\u738b\\u5c0fb", "王") == GlyphSpan{0, 1, 7});
}

TEST_CASE("the joined view removes blanks between ideographs, digits and stars, and nowhere else") {
    CHECK(seen(ViewKind::joined, "机 密 ★ 1 年") == "机密★1年");
    CHECK(seen(ViewKind::joined, "机\n密\u3000★") == "机密★");
    CHECK(seen(ViewKind::joined, "a b 张 三") == "a b 张三");
}

TEST_CASE("the digits view folds every writing of a digit inside a number") {
    CHECK(seen(ViewKind::digits, "138-0000-0000") == "13800000000");
    CHECK(seen(ViewKind::digits, "42O3O2l99OO1O1OO15") == "420302199001010015");
    CHECK(seen(ViewKind::digits, "①③⑧❶❷❸❹❺") == "13812345");
    CHECK(seen(ViewKind::digits, "١٢٣٤٥٦") == "123456");
    CHECK(seen(ViewKind::digits, "一三八零零零零零零零零") == "13800000000");
    CHECK(seen(ViewKind::digits, "下三滥 hello 2022") == "下三滥 hello 2022");
    CHECK(seen(ViewKind::digits, "tel13800000000") == "tel13800000000");
}

TEST_CASE("a number goes on behind a few digits over whatever may stand in it, and ends where nothing of it does") {
    for (const std::string whole : {"12 34567", "12\n34567", "12-34567", "12\n一三四五六", "12一三四五六", "12O34567", "1\nO234567", "O1\n234567", "l2-345678", "12\n٣٤٥٦٧", "12①③④⑤⑥", "12\t3\n4567"}) {
        INFO(whole);
        CHECK(seen(ViewKind::digits, whole).find_first_not_of("0123456789") == std::string::npos);
        CHECK(seen(ViewKind::digits, "第" + whole + "条").size() == seen(ViewKind::digits, whole).size() + 6);
    }
    CHECK(seen(ViewKind::digits, "12345x") == "12345X");
    CHECK(seen(ViewKind::digits, "12345\nx") == "12345X");
    CHECK(seen(ViewKind::digits, "1234\u30fb567") == "1234567");
    for (const std::string apart : {"第12条34567号", "p12\nq34567", "12\n第34567条", "12月34日56", "12年\n34567", "12a34567", "12<34567", "12\n\u2042\n34567"}) {
        INFO(apart);
        CHECK(seen(ViewKind::digits, apart) == apart);
    }
}

TEST_CASE("a number whose groups one odd mark parts is one, where its groups are those of cards and of numbers of identity") {
    for (const std::string mark : {"|", "、", "，", "=", "~", "\\", "*", "'", "#", "：", "→"}) {
        CHECK(seen(ViewKind::digits, "420302" + mark + "19900101" + mark + "0015") == "420302199001010015");
        CHECK(seen(ViewKind::digits, "420302" + mark + "1990" + mark + "0101" + mark + "001X") == "42030219900101001X");
    }
    CHECK(seen(ViewKind::digits, "420,302,199,001,010,015") == "420302199001010015");
    CHECK(seen(ViewKind::digits, "6,222,021,000,000,000,009") == "6222021000000000009");
    CHECK(seen(ViewKind::digits, "6222,0210,0000,0000,009") == "6222021000000000009");
    for (const std::string other : {"1,234,567,890", "13,812,345,678", "2019,2020,2021,2022", "420302、19900101=0015", "2024、01、02", "1、2、3、4、5、6、7、8", "12:30:45", "420302、19900101、00151"}) {
        CHECK(seen(ViewKind::digits, other).find_first_not_of("0123456789") != std::string::npos);
    }
}

TEST_CASE("a number with one digit a cell is one, whatever parts the cells") {
    for (const std::string between : {"|", ",", ";", " | ", "\",\"", "│", "，"}) {
        INFO(between);
        std::string cells, cells_x;
        for (const char digit : std::string("42030219900101001")) cells += digit + between;
        CHECK(seen(ViewKind::digits, "号" + between + cells + "5") == "号" + (between == "|" ? "1" : in_view(ViewKind::base, between)) + "420302199001010015");
        CHECK(seen(ViewKind::digits, "号：" + cells + "X") == "号:42030219900101001X");
    }
    CHECK(seen(ViewKind::digits, "1,3,9,8,6,7,5,1,2,3,4") == "13986751234");
    for (const std::string other : {"1,2,3,4,5,6,7,8", "1,3,9,8,6,7,5,1,2,3.4,5", "1,3,9,8,6,7|5,1,2,3,4", "13,9,8,6,7,5,1,2,3,45"}) {
        INFO(other);
        CHECK(seen(ViewKind::digits, other) == other);
    }
}

TEST_CASE("every byte of a view leads back to its glyphs") {
    CHECK(glyphs_of(ViewKind::base, "x機\u200b密y", "机密") == GlyphSpan{0, 1, 4});
    CHECK(glyphs_of(ViewKind::joined, "a 机 密 ★", "机密★") == GlyphSpan{0, 2, 7});
    CHECK(glyphs_of(ViewKind::digits, "号138 0000 0000。", "13800000000") == GlyphSpan{0, 1, 14});
    CHECK(glyphs_of(ViewKind::base, "a㈱b", "(株)") == GlyphSpan{0, 1, 2});
}

TEST_CASE("glyphs of several code points are found whole") {
    Part part;
    part.number = 2;
    part.first = 10;
    part.text = "xffiy";
    part.glyph_ends = {1, 4, 5};
    Views views(part);
    CHECK(views.glyphs().glyphs({2, 3}) == GlyphSpan{2, 11, 12});
    CHECK(views.glyphs().widened({2, 3}) == TextRange{1, 4});
}
