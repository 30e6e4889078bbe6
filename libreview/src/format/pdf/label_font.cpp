#include "format/pdf/label_font.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

#include <review/draft.hpp>
#include <review/error.hpp>

#include "base/charset.hpp"
#include "base/loose_text.hpp"
#include "base/messages/format_pdf.hpp"
#include "base/utf8_scan.hpp"
#include "format/pdf/font_trim/reduce_program.hpp"
#include "format/pdf/installed_font.hpp"
#include "format/pdf/stream_data.hpp"
#include "format/pdf/to_unicode.hpp"

namespace review::pdf {

namespace {

using namespace PoDoFo;

constexpr std::size_t longest_code = 32;

std::u32string printable(const std::string& code) {
    const auto characters = code_points(code);
    const bool text = !first_not_utf8(as_bytes(code)) && !characters.empty() && characters.size() <= longest_code;
    const auto prints = [](char32_t c) { return c > 0x20 && c != 0x7F && !(c >= 0x80 && c <= 0xA0) && c != 0xFFFD; };
    if (!text || !std::all_of(characters.begin(), characters.end(), prints)) throw Error(Errc::bad_config, say(Msg::label_bad_code));
    return characters;
}

PdfObject* dictionary(PdfMemDocument& document) {
    return document.GetObjects().CreateObject(PdfVariant(PdfDictionary()));
}

pdf_int64 thousandths(double em) { return std::llround(em * 1000); }

// The operand of Tj with one code more.
void add_code(std::string& shown, std::uint32_t glyph) {
    for (int shift = 12; shift >= 0; shift -= 4) shown += "0123456789ABCDEF"[glyph >> shift & 0xF];
}

}  // namespace

LabelFont::LabelFont(const std::string& code, const std::string& file) {
    const auto characters = printable(code);
    const auto path = file.empty() ? installed_font(characters) : file;
    if (path.empty()) throw Error(Errc::bad_config, say(Msg::label_no_font));
    const auto bytes = load_draft(path).bytes;
    const auto program = FontProgram::open(bytes);
    if (!program || program->kind() != FontProgram::Kind::true_type) throw Error(Errc::bad_config, say(Msg::label_font_kind, {path}));
    if (!program->may_be_embedded()) throw Error(Errc::bad_config, say(Msg::label_font_kind, {path}));
    const auto metrics = program->metrics();
    const double em = metrics.units_per_em;
    ascent_ = metrics.ascent / em, descent_ = metrics.descent / em;
    KeptGlyphs kept;
    kept.by_index = true;
    for (const char32_t c : characters) {
        const auto glyph = program->by_character(c);
        const auto drawing = program->drawing(glyph);
        if (glyph == 0 || glyph > 0xFFFF || !drawing) throw Error(Errc::bad_config, say(Msg::label_font_lacks, {path}));
        glyphs_.push_back({glyph, c, drawing->advance / em});
        width_ += glyphs_.back().width;
        add_code(shown_, glyph);
        kept.glyphs.insert(glyph);
    }
    shown_ = "<" + shown_ + ">";
    auto less = reduce_program(bytes, *program, kept);
    if (!less || width_ <= 0) throw Error(Errc::bad_config, say(Msg::label_font_kind, {path}));
    program_ = std::move(less->bytes);
}

PdfReference LabelFont::embed(PdfMemDocument& document) const {
    const PdfName name("REASON+Label");  // 9.6.4: six letters and a plus sign
    std::map<std::uint32_t, Shown> used;
    for (const auto& shown : glyphs_) used.emplace(shown.glyph, shown);

    auto* file = dictionary(document);
    file->GetDictionary().AddKey("Length1", PdfVariant(static_cast<pdf_int64>(program_.size())));
    set_stream(*file, program_);

    auto* descriptor = dictionary(document);
    const std::pair<const char*, pdf_int64> numbers[] = {{"Flags", 4}, {"ItalicAngle", 0}, {"Ascent", thousandths(ascent_)},
                                                         {"Descent", thousandths(descent_)}, {"CapHeight", thousandths(ascent_)}, {"StemV", 80}};
    auto& described = descriptor->GetDictionary();
    described.AddKey("Type", PdfName("FontDescriptor"));
    described.AddKey("FontName", name);
    for (const auto& [key, number] : numbers) described.AddKey(key, PdfVariant(number));
    PdfArray box;
    for (const auto number : {pdf_int64{0}, thousandths(descent_), pdf_int64{1000}, thousandths(ascent_)}) box.push_back(PdfVariant(number));
    described.AddKey("FontBBox", box);
    described.AddKey("FontFile2", file->Reference());

    PdfArray widths;
    std::set<std::uint32_t> codes;
    for (const auto& [glyph, shown] : used) {
        PdfArray one;
        one.push_back(PdfVariant(thousandths(shown.width)));
        widths.push_back(PdfVariant(static_cast<pdf_int64>(glyph)));
        widths.push_back(one);
        codes.insert(glyph);
    }
    auto* descendant = dictionary(document);
    auto& cid_font = descendant->GetDictionary();
    cid_font.AddKey("Type", PdfName("Font"));
    cid_font.AddKey("Subtype", PdfName("CIDFontType2"));
    cid_font.AddKey("BaseFont", name);
    PdfDictionary system;
    system.AddKey("Registry", PdfString("Adobe"));
    system.AddKey("Ordering", PdfString("Identity"));
    system.AddKey("Supplement", PdfVariant(pdf_int64{0}));
    cid_font.AddKey("CIDSystemInfo", system);
    cid_font.AddKey("CIDToGIDMap", PdfName("Identity"));
    cid_font.AddKey("W", widths);
    cid_font.AddKey("FontDescriptor", descriptor->Reference());

    auto* to_unicode = dictionary(document);
    set_stream(*to_unicode, to_unicode_of(as_bytes("begincodespacerange <0000> <FFFF> endcodespacerange"), codes, [&](std::uint32_t code, std::size_t) {
        std::string meaning;
        append_utf8(meaning, used.at(code).character);
        return meaning;
    }));
    auto* font = dictionary(document);
    auto& composite = font->GetDictionary();
    composite.AddKey("Type", PdfName("Font"));
    composite.AddKey("Subtype", PdfName("Type0"));
    composite.AddKey("BaseFont", name);
    composite.AddKey("Encoding", PdfName("Identity-H"));
    PdfArray descendants;
    descendants.push_back(descendant->Reference());
    composite.AddKey("DescendantFonts", descendants);
    composite.AddKey("ToUnicode", to_unicode->Reference());
    return font->Reference();
}

}  // namespace review::pdf
