#include <catch2/catch.hpp>

#include <algorithm>

#include "model/line_label.hpp"
#include "office_drafts.hpp"

using namespace review;
using namespace office_drafts;

TEST_CASE("the paragraphs and tables of a body are lines of one part") {
    const auto content = extracted(word("<w:p><w:r><w:t>one</w:t></w:r></w:p><w:p/><w:p><w:r><w:t>t</w:t></w:r><w:r><w:t>wo</w:t></w:r></w:p>"
                                        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>a</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>b</w:t></w:r></w:p><w:p><w:r><w:t>c</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
                                        "<w:p><w:r><w:t>end</w:t></w:r></w:p>"));
    CHECK(text_of(content, "document, line 1") == "one\ntwo\na\tb c\nend");
}

TEST_CASE("a text box is a story of its own, after the one it stands in") {
    const auto content = extracted(word("<w:p><w:r><w:t>one</w:t></w:r><w:txbxContent><w:p><w:r><w:t>box</w:t></w:r></w:p><w:p><w:r><w:t>es</w:t></w:r></w:p></w:txbxContent></w:p><w:p><w:r><w:t>two</w:t></w:r></w:p>"));
    CHECK(text_of(content, "document, line 1") == "one\ntwo");
    CHECK(text_of(content, "document, text 2, line 1") == "box\nes");
}

TEST_CASE("a paragraph is read before its changes, too, and told with its line") {
    const auto content = extracted(word("<w:p><w:r><w:t>one</w:t></w:r></w:p><w:p><w:r><w:t>t</w:t></w:r><w:del><w:r><w:delText>w</w:delText></w:r></w:del><w:ins><w:r><w:t>x</w:t></w:r></w:ins><w:r><w:t>o</w:t></w:r></w:p>"));
    CHECK(text_of(content, "document, line 1") == "one\ntxo");
    CHECK(text_of(content, "document, line 2, before changes") == "two");
}

TEST_CASE("a place in a story is told by its line") {
    const auto content = extracted(word("<w:p><w:r><w:t>one</w:t></w:r></w:p><w:p><w:r><w:t>two</w:t></w:r></w:p>"));
    CHECK(label_at(content.parts.front(), 4) == "document, line 2");
}

TEST_CASE("a shape that VML keeps once more as a package does not come along") {
    const auto draft = word("<w:p><w:r><w:pict><v:shape xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" id=\"a\" o:gfxdata=\"UEsDBBQABgAI&#xA;AAAAIQC75UiU\" alt=\"b\"/></w:pict></w:r></w:p>");
    CHECK(member_without(draft, "nothing", "word/main.xml") ==
          "<w:document xmlns:w=\"urn:w\"><w:body><w:p><w:r><w:pict><v:shape xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" id=\"a\" alt=\"b\"/></w:pict></w:r></w:p></w:body></w:document>");
}

TEST_CASE("what a field keeps for its program does not come along; its code and result do") {
    const std::string begin = "<w:p><w:r><w:fldChar w:fldCharType=\"begin\">", end = "</w:fldChar></w:r><w:r><w:instrText> HYPERLINK x </w:instrText></w:r><w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p>";
    CHECK(member_without(word(begin + "<w:fldData xml:space=\"preserve\">ANDJ6nn5us4RjIIAqgBLqQsCAAAA</w:fldData>" + end), "nothing", "word/main.xml") ==
          "<w:document xmlns:w=\"urn:w\"><w:body>" + begin + end + "</w:body></w:document>");
}

TEST_CASE("what nobody sees of a picture stays behind, and the evidence says so") {
    const auto chunk = [](const std::string& type, const std::string& data) {
        return std::string("\0\0\0", 3) + static_cast<char>(data.size()) + type + data + "crc!";
    };
    const std::string mark("\x89PNG\r\n\x1a\n", 8), head = chunk("IHDR", std::string(13, '\1')), samples = chunk("IDAT", "samples"), end = chunk("IEND", "");
    const auto draft = package("word", "wordprocessingml.document", "<w:document xmlns:w=\"urn:w\"/>",
                               {{"image1.png", "image/png", "image", mark + head + chunk("tEXt", "Author\0Zhang") + chunk("eXIf", "II*") + samples + chunk("zTXt", "x") + end + "behind"}});
    CHECK(member_without(draft, "nothing", "word/image1.png") == mark + head + samples + end);
    RedactionPlan plan;
    plan.draft = draft.digest;
    const auto out = open_document(draft)->rewrite(plan);
    CHECK(std::any_of(out.removals.begin(), out.removals.end(), [](const Removal& one) { return one.place == "picture 1, what nobody sees of it"; }));
}

TEST_CASE("symbols of Wingdings are read as what they show: the star of a security marking") {
    const std::string before = "<w:p><w:r><w:t>机密</w:t></w:r><w:r>", after = "</w:r><w:r><w:t>1年</w:t></w:r></w:p>";
    CHECK(text_of(extracted(word(before + "<w:sym w:font=\"Wingdings\" w:char=\"F0AB\"/>" + after)), "document, line 1") == "机密★1年");
    CHECK(text_of(extracted(word(before + "<w:sym w:font=\"Wingdings\" w:char=\"00B6\"/>" + after)), "document, line 1") == "机密☆1年");
    CHECK(text_of(extracted(word(before + "<w:sym w:font=\"Arial\" w:char=\"F0AB\"/>" + after)), "document, line 1") == "机密«1年");
    CHECK(text_of(extracted(word(before + "<w:rPr><w:rFonts w:ascii=\"Wingdings\" w:hAnsi=\"Wingdings\"/></w:rPr><w:t>\uf0ab</w:t>" + after)), "document, line 1") == "机密★1年");
    CHECK(text_of(extracted(word(before + "<w:t>«</w:t>" + after)), "document, line 1") == "机密«1年");
    const auto slide = package("ppt", "presentationml.presentation", "<p:p xmlns:p=\"urn:p\" xmlns:a=\"urn:a\"><p:txBody><a:p><a:r><a:t>机密</a:t></a:r><a:r><a:rPr><a:sym typeface=\"Wingdings\"/></a:rPr><a:t>«</a:t></a:r><a:r><a:t>1年«</a:t></a:r></a:p></p:txBody></p:p>");
    CHECK(text_of(extracted(slide), "document, line 1") == "机密★1年«");
}

TEST_CASE("a cut takes the star of Wingdings along") {
    const auto draft = word("<w:p><w:r><w:t>机密</w:t></w:r><w:r><w:sym w:font=\"Wingdings\" w:char=\"F0AB\"/></w:r><w:r><w:t>1年</w:t></w:r></w:p>");
    CHECK(member_without(draft, "机密★1年", "word/main.xml").find("sym") == std::string::npos);
}

TEST_CASE("what stands over ideographs that go goes with them") {
    const auto ruby = [](const std::string& over, const std::string& base) {
        return "<w:r><w:ruby><w:rubyPr/><w:rt><w:r><w:t>" + over + "</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>" + base + "</w:t></w:r></w:rubyBase></w:ruby></w:r>";
    };
    const std::string block = "█";
    CHECK(member_without(word("<w:p>" + ruby("wáng", "王") + ruby("míng", "明") + "</w:p>"), "王", "word/main.xml").find(ruby(block + block + block + block, block) + ruby("míng", "明")) != std::string::npos);
}

TEST_CASE("runs that stand from right to left by the markup are marked as those of a text are") {
    const auto content = extracted(word("<w:p><w:r><w:t>a</w:t></w:r><w:bdo w:val=\"rtl\"><w:r><w:t>43</w:t></w:r><w:r><w:t>21</w:t></w:r></w:bdo><w:r><w:t>b</w:t></w:r></w:p>"));
    CHECK(text_of(content, "document, line 1") == "a\u202e4321\u202cb");
}

TEST_CASE("what a field shows in the instruction of another is a code, and no text of the line") {
    const auto mark = [](const char* type) { return std::string("<w:r><w:fldChar w:fldCharType=\"") + type + "\"/></w:r>"; };
    const auto code = [](const char* text) { return std::string("<w:r><w:instrText>") + text + "</w:instrText></w:r>"; };
    const auto run = [](const char* text) { return std::string("<w:r><w:t>") + text + "</w:t></w:r>"; };
    const auto content = extracted(word("<w:p>" + run("139") + mark("begin") + code("IF ") + mark("begin") + code("MERGEFIELD x") + mark("separate") + run("1") + mark("end") + code("= 1") + mark("separate") +
                                        run("8675") + mark("end") + run("1234") + "</w:p>"));
    CHECK(text_of(content, "document, line 1") == "13986751234");
    bool told = false;
    for (const auto& part : content.parts) told = told || part.text.find("MERGEFIELD x1") != std::string::npos;
    CHECK(told);
    // Left open: nothing is hidden.
    CHECK(text_of(extracted(word("<w:p>" + mark("begin") + code("X") + run("4") + "</w:p>")), "document, line 1") == "4");
}

TEST_CASE("variables of programs, where Base64 is kept, do not come along") {
    const std::string settings = "<w:settings><w:docVars><w:docVar w:name=\"commondata\" w:val=\"eyJoZGlkIjoi\"/></w:docVars><w:zoom/></w:settings>";
    const auto draft = package("word", "wordprocessingml.document", "<w:document xmlns:w=\"urn:w\"><w:body><w:p/></w:body></w:document>", {{"settings.xml", "wordprocessingml.settings+xml", "settings", settings}});
    CHECK(member_without(draft, "nothing", "word/settings.xml") == "<w:settings><w:zoom/></w:settings>");
}

TEST_CASE("a link whose address is percent-encoded, in UTF-8 or GBK, once or twice over, is read and cut") {
    const auto linked = [](const std::string& query) { return word("<w:p><w:r><w:pict><v:shape xmlns:v=\"urn:schemas-microsoft-com:vml\" href=\"https://x.cn/?n=" + query + "\"/></w:pict></w:r></w:p>"); };
    using Told = std::vector<std::string>;
    const auto said = [&](const std::string& query) {
        Told all;
        for (const auto& part : extracted(linked(query)).parts) {
            if (part.label.ends_with(", decoded")) all.push_back(part.text);
        }
        return all;
    };
    for (const std::string query : {"%E5%BC%A0%E4%B8%89", "%D5%C5%C8%FD"}) {
        INFO(query);
        CHECK(said(query) == Told{"https://x.cn/?n=张三"});
        CHECK(member_without(linked(query), "张三", "word/main.xml").find(query) == std::string::npos);
    }
    CHECK(said("%25E5%25BC%25A0") == Told{"https://x.cn/?n=%E5%BC%A0", "https://x.cn/?n=张"});
    CHECK(said("100%").empty());
}

namespace {

// A slide with text boxes; of each where it stands, in EMU.
struct Box {
    int x, y;
    std::string text;
};
Draft slide_of(const std::vector<Box>& boxes) {
    std::string shapes;
    for (const auto& box : boxes) {
        shapes += "<p:sp><p:spPr><a:xfrm><a:off x=\"" + std::to_string(box.x) + "\" y=\"" + std::to_string(box.y) + "\"/><a:ext cx=\"1500000\" cy=\"400000\"/></a:xfrm></p:spPr><p:txBody><a:p><a:r><a:t>" + box.text + "</a:t></a:r></a:p></p:txBody></p:sp>";
    }
    return package("ppt", "presentationml.presentation", "<p:presentation xmlns:p=\"urn:p\"/>",
                   {{"slides/slide1.xml", "application/vnd.openxmlformats-officedocument.presentationml.slide+xml", "slide", "<p:sld xmlns:p=\"urn:p\" xmlns:a=\"urn:a\"><p:cSld><p:spTree>" + shapes + "</p:spTree></p:cSld></p:sld>"}});
}
std::string call_of(const Extraction& content, std::string_view text) {
    for (const auto& part : content.parts) {
        if (part.text == text) return part.called;
    }
    return "-";
}

}  // namespace

TEST_CASE("a text box of a slide is called what stands on its left on the same line, in whatever order the file has them") {
    const auto content = extracted(slide_of({{1700000, 1000000, "易大海"}, {100000, 1000000, "姓名："}, {100000, 1600000, "病种："}, {1700000, 1650000, "尿毒症"}, {6000000, 1000000, "备注"}}));
    CHECK(call_of(content, "易大海") == "姓名");
    CHECK(call_of(content, "尿毒症") == "病种");
    CHECK(call_of(content, "姓名：") == "");
    CHECK(call_of(content, "备注") == "");  // too far away
}

TEST_CASE("a number that goes on in the next text box of the line is read whole") {
    CHECK(text_of(extracted(slide_of({{100000, 1000000, "手机：139"}, {1700000, 1000000, "86751234"}})), "slide 1, side by side 1") == "手机：139 86751234");
    CHECK(text_of(extracted(slide_of({{100000, 1000000, "2019"}, {1700000, 1000000, "2020"}})), "slide 1, side by side 1") == "-");
}

TEST_CASE("whoever changed a document or wrote a comment is told as a person, once a member") {
    const auto content = extracted(word("<w:p><w:ins w:author=\"欧阳若兰\"><w:r><w:t>a</w:t></w:r></w:ins><w:del w:author=\"欧阳若兰\"><w:r><w:delText>b</w:delText></w:r></w:del></w:p>"));
    std::vector<std::string> calls;
    for (const auto& part : content.parts) {
        if (part.text == "欧阳若兰") calls.push_back(part.called);
    }
    CHECK(calls == std::vector<std::string>{"姓名", ""});
}
