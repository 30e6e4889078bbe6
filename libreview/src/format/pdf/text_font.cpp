#include "format/pdf/text_font.hpp"

#include <cmath>
#include <set>

#include <review/draft.hpp>
#include <review/error.hpp>

#include "base/charset.hpp"
#include "format/pdf/font_trim/reduce_program.hpp"
#include "format/pdf/installed_font.hpp"
#include "format/pdf/stream_data.hpp"
#include "format/pdf/to_unicode.hpp"

namespace review::pdf {

namespace {

using namespace PoDoFo;

PdfObject* dictionary(PdfMemDocument& document) {
    return document.GetObjects().CreateObject(PdfVariant(PdfDictionary()));
}

pdf_int64 thousandths(double em) { return std::llround(em * 1000); }

}  // namespace

TextFont::TextFont(const std::u32string& characters, const std::string& file, const FontComplaints& complaints) {
    const auto path = file.empty() ? installed_font(characters) : file;
    if (path.empty()) throw Error(Errc::bad_config, say(complaints.none));
    const auto bytes = load_draft(path).bytes;
    const auto program = FontProgram::open(bytes);
    if (!program || program->kind() != FontProgram::Kind::true_type) throw Error(Errc::bad_config, say(complaints.kind, {path}));
    if (!program->may_be_embedded()) throw Error(Errc::bad_config, say(complaints.kind, {path}));
    const auto metrics = program->metrics();
    const double em = metrics.units_per_em;
    ascent_ = metrics.ascent / em, descent_ = metrics.descent / em;
    KeptGlyphs kept;
    kept.by_index = true;
    for (const char32_t c : characters) {
        const auto glyph = program->by_character(c);
        const auto drawing = program->drawing(glyph);
        if (glyph == 0 || glyph > 0xFFFF || !drawing) throw Error(Errc::bad_config, say(complaints.lacks, {path}));
        glyphs_[c] = {glyph, drawing->advance / em};
        kept.glyphs.insert(glyph);
    }
    auto less = reduce_program(bytes, *program, kept);
    if (!less) throw Error(Errc::bad_config, say(complaints.kind, {path}));
    program_ = std::move(less->bytes);
}

std::string TextFont::shown(std::u32string_view text) const {
    std::string codes = "<";
    for (const char32_t c : text) {
        const auto glyph = glyphs_.at(c).number;
        for (int shift = 12; shift >= 0; shift -= 4) codes += "0123456789ABCDEF"[glyph >> shift & 0xF];
    }
    return codes + ">";
}

namespace {

PdfReference font_descriptor_of(PdfMemDocument& document, const PdfName& name, const PdfReference& file, pdf_int64 ascent, pdf_int64 descent) {
    auto* descriptor = dictionary(document);
    const std::pair<const char*, pdf_int64> numbers[] = {{"Flags", 4}, {"ItalicAngle", 0}, {"Ascent", ascent}, {"Descent", descent}, {"CapHeight", ascent}, {"StemV", 80}};
    auto& described = descriptor->GetDictionary();
    described.AddKey("Type", PdfName("FontDescriptor"));
    described.AddKey("FontName", name);
    for (const auto& [key, number] : numbers) described.AddKey(key, PdfVariant(number));
    PdfArray box;
    for (const auto number : {pdf_int64{0}, descent, pdf_int64{1000}, ascent}) box.push_back(PdfVariant(number));
    described.AddKey("FontBBox", box);
    described.AddKey("FontFile2", file);
    return descriptor->Reference();
}

// ISO 32000-1, 9.7.4: glyph numbers are the CIDs.
PdfReference cid_font_of(PdfMemDocument& document, const PdfName& name, const PdfArray& widths, const PdfReference& descriptor) {
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
    cid_font.AddKey("FontDescriptor", descriptor);
    return descendant->Reference();
}

PdfReference composite_of(PdfMemDocument& document, const PdfName& name, const PdfReference& descendant, const PdfReference& to_unicode) {
    auto* font = dictionary(document);
    auto& composite = font->GetDictionary();
    composite.AddKey("Type", PdfName("Font"));
    composite.AddKey("Subtype", PdfName("Type0"));
    composite.AddKey("BaseFont", name);
    composite.AddKey("Encoding", PdfName("Identity-H"));
    PdfArray descendants;
    descendants.push_back(descendant);
    composite.AddKey("DescendantFonts", descendants);
    composite.AddKey("ToUnicode", to_unicode);
    return font->Reference();
}

}  // namespace

PdfReference TextFont::embed(PdfMemDocument& document, const char* font_name) const {
    const PdfName name(font_name);
    struct Used {
        char32_t character = 0;
        double width = 0;
    };
    std::map<std::uint32_t, Used> used;  // by glyph
    for (const auto& [character, glyph] : glyphs_) used.emplace(glyph.number, Used{character, glyph.width});

    auto* file = dictionary(document);
    file->GetDictionary().AddKey("Length1", PdfVariant(static_cast<pdf_int64>(program_.size())));
    set_stream(*file, program_);
    const auto descriptor = font_descriptor_of(document, name, file->Reference(), thousandths(ascent_), thousandths(descent_));

    PdfArray widths;
    std::set<std::uint32_t> codes;
    for (const auto& [glyph, shown] : used) {
        PdfArray one;
        one.push_back(PdfVariant(thousandths(shown.width)));
        widths.push_back(PdfVariant(static_cast<pdf_int64>(glyph)));
        widths.push_back(one);
        codes.insert(glyph);
    }
    const auto descendant = cid_font_of(document, name, widths, descriptor);

    auto* to_unicode = dictionary(document);
    set_stream(*to_unicode, to_unicode_of(as_bytes("begincodespacerange <0000> <FFFF> endcodespacerange"), codes, [&](std::uint32_t code, std::size_t) {
        std::string meaning;
        append_utf8(meaning, used.at(code).character);
        return meaning;
    }));
    return composite_of(document, name, descendant, to_unicode->Reference());
}

}  // namespace review::pdf
