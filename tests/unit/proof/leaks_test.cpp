#include <catch2/catch.hpp>

#include <review/error.hpp>
#include <review/prove.hpp>

#include "base/inflate.hpp"
#include "base/loose_text.hpp"
#include "proof/pdf_eye.hpp"
#include "proof/spellings.hpp"
#include "unit/format_pdf/small_pdf.hpp"

using namespace review;
using support::one_page;
using support::pdf_of;
using support::stream_of;

namespace {

const std::string id = "420302199001010015";
const std::string name = "张三丰";
const std::string family = "上官";  // U+4E0A: a line feed in UTF-16BE

struct Leak {
    const char* how;
    std::string file;
};

RedactionPlan plan_without_cuts() {
    RedactionPlan plan;
    plan.format = "pdf";
    plan.values.push_back({Sensitive(id), "test/id"});
    plan.values.push_back({Sensitive(name), "test/name"});
    plan.values.push_back({Sensitive(family), "test/family"});
    return plan;
}

// A file that cannot be read is no release: that counts as caught, and is said so.
std::string caught(const std::string& file, bool eyes_only = false) {
    const auto plan = plan_without_cuts();
    try {
        Evidence evidence;
        if (eyes_only) {
            Needles needles(plan.values);
            look_at_pdf_objects(as_bytes(file), needles, {}, evidence);
            look_at_raw_pdf(as_bytes(file), needles, {}, evidence);
        } else {
            evidence = prove(as_bytes(file), plan, nullptr, nullptr);
        }
        std::string places;
        for (const auto& residue : evidence.residue) places += residue.place + ": " + residue.encoding + "\n";
        return places;
    } catch (const Error& error) {
        return std::string("refused: ") + error.what();
    }
}

void must_be_caught(const std::vector<Leak>& leaks) {
    for (const auto& leak : leaks) {
        const auto places = caught(leak.file);
        INFO(leak.how);
        INFO(places);
        CHECK(!places.empty());
        CHECK(!caught(leak.file, true).empty());  // without the parser that rewrote
        CHECK(places.find(id) == places.npos);
        CHECK(places.find(name) == places.npos);
    }
}

std::string utf16(const std::string& text, bool big = true) {
    std::string bytes;
    for (const auto point : code_points(text)) {
        const char high = static_cast<char>(point >> 8), low = static_cast<char>(point & 0xff);
        bytes += {big ? high : low, big ? low : high};
    }
    return bytes;
}

std::string octal(const std::string& bytes) {
    std::string text;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        text += {'\\', static_cast<char>('0' + (byte >> 6)), static_cast<char>('0' + (byte >> 3 & 7)), static_cast<char>('0' + (byte & 7))};
    }
    return text;
}

// Each byte behind a sign: "#34#32" in names, "\x34\x32" in programs.
std::string escaped(const std::string& bytes, const std::string& sign) {
    std::string text;
    for (const char c : bytes) text += sign + hex_digits(std::string_view(&c, 1));
    return text;
}

std::string flate(const std::string& bytes) { return std::string(as_text(deflate_zlib(as_bytes(bytes)))); }

std::string ascii85(std::string bytes) {
    const auto padding = (4 - bytes.size() % 4) % 4;
    bytes.append(padding, '\0');
    std::string text;
    for (std::size_t i = 0; i < bytes.size(); i += 4) {
        std::uint32_t group = 0;
        for (std::size_t k = 0; k < 4; ++k) group = group << 8 | static_cast<unsigned char>(bytes[i + k]);
        std::string digits(5, '!');
        for (auto k = digits.size(); k-- > 0; group /= 85) digits[k] = static_cast<char>('!' + group % 85);
        text += digits;
    }
    return text.substr(0, text.size() - padding) + "~>";
}

std::string shows(const std::string& operand, const std::string& by = "Tj") { return "BT /F1 12 Tf 72 700 Td " + operand + " " + by + " ET"; }

const std::string plain = shows("(nothing to see)");
const std::string broken_up = "[(4203)-20(0219)15(9001)3(0100)(15)]";

// A page whose font has codes of its own: 0..9 are 0011..001a, the name is 0101 0102 0103.
const std::string code_map = "/CIDInit /ProcSet findresource begin begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange "
                             "1 beginbfrange <0011> <001a> <0030> endbfrange 3 beginbfchar <0101> <5f20> <0102> <4e09> <0103> <4e30> "
                             "endbfchar endcmap end";

std::string with_own_codes(const std::string& content, const std::vector<std::string>& more = {}, const std::string& resources = "") {
    std::vector<std::string> objects{
        "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>" + resources + ">>>>",
        stream_of(content),
        "<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/Identity-H/DescendantFonts[6 0 R]/ToUnicode 7 0 R>>",
        "<</Type/Font/Subtype/CIDFontType2/BaseFont/Song/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>>>",
        stream_of(code_map),
    };
    objects.insert(objects.end(), more.begin(), more.end());
    return pdf_of(objects);
}

std::string digit_codes(const std::string& between) {
    std::string text;
    for (const char c : id) text += "<00" + hex_digits(std::string(1, static_cast<char>(0x11 + c - '0'))) + ">" + between;
    return text;
}

std::string with_font(const std::string& content, const std::string& font) {
    return pdf_of({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                   "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
                   stream_of(content), font});
}

std::string differences() {
    return "<</Type/Font/Subtype/Type1/BaseFont/Own/Encoding<</Differences[65/zero/one/two/three/four/five/six/seven/eight/nine]>>>>";
}

std::string letters_for_digits() {
    std::string text;
    for (const char c : id) text += static_cast<char>('A' + c - '0');
    return text;
}

std::string code_page(const std::string& encoding) {
    return "<</Type/Font/Subtype/Type0/BaseFont/Song/Encoding/" + encoding + "/DescendantFonts[<</Type/Font/Subtype/CIDFontType0"
           "/BaseFont/Song/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>>>]>>";
}

std::string in_two(const std::string& bytes) {
    return "[<" + hex_digits(bytes.substr(0, 2)) + ">-20<" + hex_digits(bytes.substr(2)) + ">]";
}

// An object put into the file where no cross-reference table lists it.
std::string with_orphan(const std::string& body, const std::string& file = one_page(plain)) {
    const auto xref = file.rfind("\nxref\n") + 1;
    const auto orphan = "90 0 obj\n" + body + "\nendobj\n";
    return file.substr(0, xref) + orphan + "xref\n" + file.substr(xref + 5, file.rfind("startxref") - xref - 5) + "startxref\n" +
           std::to_string(xref + orphan.size()) + "\n%%EOF\n";
}

// A second revision in which object 4, the page's content, is harmless.
std::string updated(const std::string& file) {
    const auto start = file.substr(file.rfind("startxref\n") + 10, file.rfind("\n%%EOF") - file.rfind("startxref\n") - 10);
    auto out = file;
    const auto object = out.size();
    out += "4 0 obj\n" + stream_of(plain) + "\nendobj\n";
    const auto xref = out.size();
    const auto digits = std::to_string(object);
    out += "xref\n4 1\n" + std::string(10 - digits.size(), '0') + digits + " 00000 n \ntrailer\n<</Root 1 0 R/Size 20/Prev " + start + ">>\n";
    return out + "startxref\n" + std::to_string(xref) + "\n%%EOF\n";
}

// Objects in an object stream, found through a cross-reference stream.
std::string packed(const std::string& inner) {
    std::string out = "%PDF-1.7\n";
    std::vector<std::size_t> at{0};
    const auto add = [&](const std::string& body) {
        at.push_back(out.size());
        out += std::to_string(at.size() - 1) + " 0 obj\n" + body + "\nendobj\n";
    };
    add("<</Type/Catalog/Pages 2 0 R/Own 6 0 R>>");
    add("<</Type/Pages/Kids[3 0 R]/Count 1>>");
    add("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>");
    add(stream_of("0 0 5 5 re f"));
    add(stream_of(flate("6 0 " + inner), "/Type/ObjStm/N 1/First 4/Filter/FlateDecode"));
    const auto start = out.size();
    at.push_back(0);
    at.push_back(start);
    std::string rows;
    for (std::size_t i = 0; i < at.size(); ++i) {
        const bool inside = i == 6;
        rows += static_cast<char>(i == 0 ? 0 : inside ? 2 : 1);
        const auto where = inside ? 5 : at[i];
        rows += {static_cast<char>(where >> 8), static_cast<char>(where & 0xff), '\0'};
    }
    out += "7 0 obj\n" + stream_of(rows, "/Type/XRef/Size 8/W[1 2 1]/Root 1 0 R") + "\nendobj\n";
    return out + "startxref\n" + std::to_string(start) + "\n%%EOF\n";
}

std::string form(const std::string& content, const std::string& keys = "") {
    return stream_of(content, "/Type/XObject/Subtype/Form/BBox[0 0 595 842]" + keys);
}

}  // namespace

TEST_CASE("a clean file has no residue, in any font, container or revision") {
    for (const auto& file : {one_page(plain), one_page("1 0 0 1 72 700 cm " + plain, {form(plain)}, "", "/XObject<</A 6 0 R>>"),
                             with_own_codes(shows("[<00110012>-20<0013>]", "TJ")), with_font(shows("(ABC)"), differences()),
                             with_font(shows(in_two(encoded_as("王三丰", "gb18030")), "TJ"), code_page("GBK-EUC-H")),
                             packed("<</Title(Contract)>>"), one_page(shows("[(4203)(02)]", "TJ"), {"<</Title(199001010015)>>"}, "", "", "", "/Info 6 0 R")}) {
        INFO(file);
        CHECK(caught(file) == "");
        CHECK(caught(file, true) == "");
    }
    CHECK(prove(as_bytes(one_page(plain)), plan_without_cuts(), nullptr, nullptr).doubts.empty());
}

TEST_CASE("a value that a page's content still spells is residue") {
    const auto big = utf16(name), gbk = encoded_as(name, "gb18030");
    must_be_caught({
        {"literal string", one_page(shows("(" + id + ")"))},
        {"hexadecimal string", one_page(shows("<" + hex_digits(id) + ">"))},
        {"hexadecimal string with blanks", one_page(shows("<" + hex_digits(id).insert(7, " \n") + ">"))},
        {"octal escapes", one_page(shows("(" + octal(id) + ")"))},
        {"line continuation", one_page(shows("(4203021990\\\n01010015)"))},
        {"blanks between digits", one_page(shows("(420302 19900101 0015)"))},
        {"UTF-16BE string", one_page("/Span<</ActualText(\xfe\xff" + octal(big) + ")>>BDC " + plain + " EMC")},
        {"UTF-16LE string", one_page("/Span<</ActualText<fffe" + hex_digits(utf16(name, false)) + ">>>BDC " + plain + " EMC")},
        {"UTF-8 string", one_page(shows("(" + name + ")"))},
        {"GBK string", one_page(shows("(" + gbk + ")"))},
        {"several Tj", one_page(shows("(420302) Tj (19900101) Tj (0015)"))},
        {"several text objects", one_page(shows("(420302)") + shows("(19900101)") + shows("(0015)"))},
        {"TJ with kerning", one_page(shows(broken_up, "TJ"))},
        {"TJ with wide gaps", one_page(shows("[(420302)-900(19900101)-900(0015)]", "TJ"))},
        {"two content streams", pdf_of({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                                       "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents[4 0 R 5 0 R]/Resources<<>>>>",
                                       stream_of(shows("(420302199)")), stream_of(shows("(001010015)"))})},
        {"comment", one_page(plain + "\n% " + id + "\n")},
        {"name", one_page("/" + escaped(id, "#") + " BMC " + plain + " EMC")},
        {"inline image", one_page("BI /W 18 /H 1 /BPC 8 /CS /G ID " + id + " EI " + plain)},
    });
}

TEST_CASE("a value in the codes of a font is residue") {
    const auto gbk = encoded_as(name, "gb18030");
    must_be_caught({
        {"ToUnicode, one string", with_own_codes(shows("<010101020103>"))},
        {"ToUnicode, TJ with kerning", with_own_codes(shows("[<0101>-20<0102>15<0103>]", "TJ"))},
        {"ToUnicode, every digit alone", with_own_codes(shows("[" + digit_codes("-10 ") + "]", "TJ"))},
        {"ToUnicode, every digit moved", with_own_codes(shows(digit_codes(" Tj 6 0 Td "), ""))},
        {"Differences", with_font(shows("(" + letters_for_digits() + ")"), differences())},
        {"Differences, in pieces", with_font(shows("[(" + letters_for_digits().insert(8, ")-20(") + ")]", "TJ"), differences())},
        {"GBK code map, in pieces", with_font(shows(in_two(gbk), "TJ"), code_page("GBK-EUC-H"))},
        {"GB18030 code map, glyph by glyph", with_font("BT /F1 9 Tf <" + hex_digits(gbk.substr(0, 2)) + "> Tj 9 0 Td <" + hex_digits(gbk.substr(2, 2)) +
                                                       "> Tj 9 0 Td <" + hex_digits(gbk.substr(4)) + "> Tj ET", code_page("GBK2K-H"))},
        {"GBK code map, two characters", with_font(shows(in_two(encoded_as(family, "gb18030")), "TJ"), code_page("GBK-EUC-H"))},
        {"Unicode code map, two characters", with_font(shows(in_two(utf16(family)), "TJ"), code_page("UniGB-UTF16-H"))},
        {"Unicode code map, in pieces", with_font(shows(in_two(utf16(name)), "TJ"), code_page("UniGB-UCS2-H"))},
        {"form without resources", with_own_codes("/A Do", {form(shows("[<0101>-20<0102>15<0103>]", "TJ"))}, "/XObject<</A 8 0 R>>")},
        {"form nobody draws", with_own_codes(plain, {form(shows("[<0101>-20<0102>15<0103>]", "TJ"))})},
        {"stream nobody draws", with_own_codes(plain, {stream_of(shows("[<0101>-20<0102>15<0103>]", "TJ"))})},
        {"deflated stream no table lists", with_orphan(stream_of(flate(shows("[<0101>-20<0102>15<0103>]", "TJ")), "/Filter/FlateDecode"), with_own_codes(plain))},
        {"earlier revision", updated(with_own_codes(shows("<010101020103>")))},
        {"earlier revision, in pieces", updated(with_own_codes(shows("[" + digit_codes("-10 ") + "]", "TJ")))},
    });
}

TEST_CASE("a value behind filters is residue") {
    const auto content = shows("(" + id + ")");
    const auto file = [](const std::string& data, const std::string& filter) {
        return pdf_of({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                       "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>",
                       stream_of(data, "/Filter" + filter)});
    };
    std::string rows;
    for (const char c : content) rows += {'\0', c};  // PNG predictor "none", one column
    must_be_caught({
        {"Flate", file(flate(content), "/FlateDecode")},
        {"Flate twice", file(flate(flate(content)), "[/FlateDecode/FlateDecode]")},
        {"predictor", file(flate(rows), "/FlateDecode/DecodeParms<</Predictor 15/Columns 1>>")},
        {"ASCIIHex", file(hex_digits(content) + ">", "/ASCIIHexDecode")},
        {"ASCII85", file(ascii85(content), "/ASCII85Decode")},
        {"ASCII85 of Flate", file(ascii85(flate(content)), "[/ASCII85Decode/FlateDecode]")},
        {"Flate, no table lists it", with_orphan(stream_of(flate(content), "/Filter/FlateDecode"))},
        {"Flate twice, no table lists it", with_orphan(stream_of(flate(flate(content)), "/Filter[/FlateDecode/FlateDecode]"))},
        {"Flate in pieces, no table lists it", with_orphan(stream_of(flate(shows(broken_up, "TJ")), "/Filter/FlateDecode"))},
        {"ASCIIHex, no table lists it", with_orphan(stream_of(hex_digits(content) + ">", "/Filter/ASCIIHexDecode"))},
        {"ASCII85, no table lists it", with_orphan(stream_of(ascii85(content), "/Filter/ASCII85Decode"))},
        {"ASCII85 of Flate, no table lists it", with_orphan(stream_of(ascii85(flate(content)), "/Filter[/ASCII85Decode/FlateDecode]"))},
        {"said to be an image", one_page(plain, {stream_of(flate(id), "/Subtype/Image/Width 18/Height 1/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode")})},
    });
}

TEST_CASE("a value in the file's own corners is residue") {
    const auto clean = one_page(plain);
    must_be_caught({
        {"object no table lists", with_orphan("(" + id + ")")},
        {"object no table lists, Unicode with escapes", with_orphan("(\xfe\xff" + octal(utf16(name)) + ")")},
        {"object no table lists, a line feed escaped", with_orphan("(\xfe\xffN\\n[\x98)")},
        {"object nothing points to", one_page(plain, {"<</Own(" + id + ")>>"})},
        {"behind the end", clean + id},
        {"behind the end, as a comment", clean + "% " + name + "\n"},
        {"before the header", "% " + id + "\n" + clean},
        {"between objects", with_orphan("null\nendobj\n% " + id + "\n91 0 obj\nnull")},
        {"earlier revision", updated(one_page(shows("(" + id + ")")))},
        {"earlier revision, deflated", updated(pdf_of({"<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
                                                      "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<<>>>>",
                                                      stream_of(flate(shows("(" + id + ")")), "/Filter/FlateDecode")}))},
        {"earlier revision, in pieces", updated(one_page(shows(broken_up, "TJ")))},
        {"object stream", packed("<</Title(" + id + ")>>")},
        {"object stream, hexadecimal Unicode", packed("<</Title<feff" + hex_digits(utf16(name)) + ">>>")},
        {"object stream, name", packed("/" + escaped(id, "#"))},
        {"file identifier", one_page(plain, {}, "", "", "", "/ID[<" + hex_digits(id) + "><00>]")},
    });
}

TEST_CASE("a value in what a viewer shows beside the pages is residue") {
    const auto catalogue = [](const std::string& keys, const std::vector<std::string>& more) { return one_page(plain, more, "", "", keys); };
    const auto unicode = "<feff" + hex_digits(utf16(name)) + ">";
    std::string entities, units;
    for (const auto point : code_points(name)) {
        entities += "&#" + std::to_string(static_cast<std::uint32_t>(point)) + ";";
        units += "\\\\u" + hex_digits(std::string{static_cast<char>(point >> 8), static_cast<char>(point & 0xff)});
    }
    must_be_caught({
        {"metadata", catalogue("/Metadata 6 0 R", {stream_of("<dc:title>" + id + "</dc:title>", "/Type/Metadata/Subtype/XML")})},
        {"metadata, entities", catalogue("/Metadata 6 0 R", {stream_of("<dc:title>" + entities + "</dc:title>", "/Type/Metadata/Subtype/XML")})},
        {"metadata, UTF-16", catalogue("/Metadata 6 0 R", {stream_of("\xfe\xff" + utf16("<dc:title>" + name + "</dc:title>"), "/Type/Metadata/Subtype/XML")})},
        {"Info", one_page(plain, {"<</Title" + unicode + ">>"}, "", "", "", "/Info 6 0 R")},
        {"Info, own key", one_page(plain, {"<</" + id + "(x)>>"}, "", "", "", "/Info 6 0 R")},
        {"outline", catalogue("/Outlines 6 0 R", {"<</First 7 0 R/Last 7 0 R/Count 1>>", "<</Title" + unicode + "/Parent 6 0 R>>"})},
        {"annotation", one_page(plain, {"<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(" + id + ")>>"}, "/Annots[6 0 R]")},
        {"annotation's appearance", one_page(plain, {"<</Type/Annot/Subtype/Stamp/Rect[0 0 9 9]/AP<</N 7 0 R>>>>", form(shows(broken_up, "TJ"))}, "/Annots[6 0 R]")},
        {"link", one_page(plain, {"<</Subtype/Link/Rect[0 0 9 9]/A<</S/URI/URI(http://localhost/" + escaped(name, "%") + ")>>>>"}, "/Annots[6 0 R]")},
        {"field", catalogue("/AcroForm<</Fields[6 0 R]>>", {"<</FT/Tx/T(a)/V" + unicode + ">>"})},
        {"script", catalogue("/OpenAction<</S/JavaScript/JS(var a = \"" + id + "\";)>>", {})},
        {"script, escapes", catalogue("/OpenAction<</S/JavaScript/JS(var a = \"" + units + "\";)>>", {})},
        {"script, escaped digits", catalogue("/OpenAction<</S/JavaScript/JS 6 0 R>>", {stream_of("var a = \"" + escaped(id, "\\x") + "\";")})},
        {"page label", catalogue("/PageLabels<</Nums[0<</P(" + id + ")>>]>>", {})},
        {"layer", catalogue("/OCProperties<</OCGs[6 0 R]/D<<>>>>", {"<</Type/OCG/Name" + unicode + ">>"})},
        {"form", one_page("/A Do", {form(shows("(" + id + ")"))}, "", "/XObject<</A 6 0 R>>")},
        {"form, in pieces", one_page("/A Do", {form(shows(broken_up, "TJ"))}, "", "/XObject<</A 6 0 R>>")},
        {"pattern, in pieces", one_page(plain, {stream_of(shows(broken_up, "TJ"), "/PatternType 1/BBox[0 0 9 9]")}, "", "/Pattern<</P 6 0 R>>")},
        {"attachment", catalogue("/Names<</EmbeddedFiles<</Names[(a)6 0 R]>>>>", {"<</Type/Filespec/F(a)/EF<</F 7 0 R>>>>",
                                 stream_of(flate("name\t" + encoded_as(name, "gb18030")), "/Type/EmbeddedFile/Filter/FlateDecode")})},
        {"attachment, Base64", catalogue("/Names<</EmbeddedFiles<</Names[(a)6 0 R]>>>>", {"<</Type/Filespec/F(a)/EF<</F 7 0 R>>>>",
                                         stream_of("bm86NDIwMzAyMTk5MDAxMDEwMDE1", "/Type/EmbeddedFile")})},
        {"attachment's name", catalogue("/Names<</EmbeddedFiles<</Names[(a)6 0 R]>>>>", {"<</Type/Filespec/UF" + unicode + "/EF<</F 7 0 R>>>>", stream_of("x")})},
        {"structure tree", catalogue("/StructTreeRoot<</K<</S/Span/Alt" + unicode + ">>>>", {})},
    });
}

TEST_CASE("words of PDF syntax and offsets of objects prove nothing, as text they do") {
    const auto residue = [](const std::string& value, const std::string& file) {
        RedactionPlan plan;
        plan.format = "pdf";
        plan.values.push_back({Sensitive(value), "test/value"});
        std::string places;
        for (const auto& found : prove(as_bytes(file), plan, nullptr, nullptr).residue) places += found.place + ": " + found.encoding + "\n";
        return places;
    };
    const auto blank = one_page("/Figure BMC EMC", {"<</Filter/DCTDecode>>"});
    for (const char* word : {"FontDescriptor", "DCTDecode", "Figure", "100000", "00000"}) {
        INFO(word);
        CHECK(residue(word, blank).empty());
        CHECK_FALSE(residue(word, one_page("BT /F1 12 Tf (" + std::string(word) + ") Tj ET")).empty());
    }
}

TEST_CASE("a rule that still finds what went is told with the page where it does") {
    const auto scanner = Scanner::compile(built_in_packs());
    const auto file = one_page(shows("(" + id + ")"));
    const auto evidence = prove(as_bytes(file), plan_without_cuts(), &scanner, nullptr);
    CHECK(evidence.residual_findings == std::vector<std::string>{"cn-identity/resident-id"});
    CHECK(evidence.residual_places == std::vector<std::string>{"page 1"});
}
