#include "format/pdf/label_font.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <memory>
#include <vector>

#include <hb.h>

#include <review/draft.hpp>
#include <review/error.hpp>

#include "base/charset.hpp"
#include "base/loose_text.hpp"
#include "base/messages.hpp"
#include "format/pdf/font_trim/reduce_program.hpp"
#include "format/pdf/installed_font.hpp"
#include "format/pdf/stream_data.hpp"

namespace review::pdf {

namespace {

using namespace PoDoFo;

constexpr std::size_t longest_code = 32;

struct Destroy {
    void operator()(hb_blob_t* blob) const { hb_blob_destroy(blob); }
    void operator()(hb_face_t* face) const { hb_face_destroy(face); }
    void operator()(hb_font_t* font) const { hb_font_destroy(font); }
};

std::u32string printable(const std::string& code) {
    const auto characters = code_points(code);
    const bool text = !first_not_utf8(as_bytes(code)) && !characters.empty() && characters.size() <= longest_code;
    const auto prints = [](char32_t c) { return c > 0x20 && c != 0x7F && !(c >= 0x80 && c <= 0xA0) && c != 0xFFFD; };
    if (!text || !std::all_of(characters.begin(), characters.end(), prints)) throw Error(Errc::bad_config, say(Msg::label_bad_code));
    return characters;
}

// OS/2, fsType: 2 forbids embedding, bit 8 subsets, bit 9 outlines (OpenType 1.9).
bool may_be_embedded(hb_face_t* face) {
    const std::unique_ptr<hb_blob_t, Destroy> table(hb_face_reference_table(face, HB_TAG('O', 'S', '/', '2')));
    unsigned length = 0;
    const auto* bytes = reinterpret_cast<const unsigned char*>(hb_blob_get_data(table.get(), &length));
    if (length < 10) return true;
    const unsigned type = static_cast<unsigned>(bytes[8]) << 8 | bytes[9];
    return (type & 0xF) != 2 && (type & 0x300) == 0;
}

PdfObject* dictionary(PdfMemDocument& document) {
    return document.GetObjects().CreateObject(PdfVariant(PdfDictionary()));
}

pdf_int64 thousandths(double em) { return std::llround(em * 1000); }

std::string hex(std::uint32_t unit) {
    std::string digits;
    for (int shift = 12; shift >= 0; shift -= 4) digits += "0123456789ABCDEF"[unit >> shift & 0xF];
    return digits;
}

std::string utf16(char32_t c) {
    if (c < 0x10000) return hex(c);
    return hex(0xD800 + ((c - 0x10000) >> 10)) + hex(0xDC00 + ((c - 0x10000) & 0x3FF));
}

}  // namespace

LabelFont::LabelFont(const std::string& code, const std::string& file) {
    const auto characters = printable(code);
    const auto path = file.empty() ? installed_font(characters) : file;
    if (path.empty()) throw Error(Errc::bad_config, say(Msg::label_no_font));
    const auto bytes = load_draft(path).bytes;
    const auto program = FontProgram::open(bytes);
    if (!program || program->kind() != FontProgram::Kind::true_type) throw Error(Errc::bad_config, say(Msg::label_font_kind, {path}));
    const std::unique_ptr<hb_blob_t, Destroy> blob(hb_blob_create(reinterpret_cast<const char*>(bytes.data()), static_cast<unsigned>(bytes.size()),
                                                                  HB_MEMORY_MODE_READONLY, nullptr, nullptr));
    const std::unique_ptr<hb_face_t, Destroy> face(hb_face_create(blob.get(), 0));
    if (!may_be_embedded(face.get())) throw Error(Errc::bad_config, say(Msg::label_font_kind, {path}));
    const std::unique_ptr<hb_font_t, Destroy> font(hb_font_create(face.get()));
    const double em = std::max(1u, hb_face_get_upem(face.get()));
    hb_font_extents_t extents{};
    if (hb_font_get_h_extents(font.get(), &extents)) ascent_ = extents.ascender / em, descent_ = extents.descender / em;
    KeptGlyphs kept;
    kept.by_index = true;
    for (const char32_t c : characters) {
        hb_codepoint_t glyph = 0;
        if (!hb_font_get_nominal_glyph(font.get(), c, &glyph) || glyph == 0 || glyph > 0xFFFF) throw Error(Errc::bad_config, say(Msg::label_font_lacks, {path}));
        glyphs_.push_back({glyph, c, hb_font_get_glyph_h_advance(font.get(), glyph) / em});
        width_ += glyphs_.back().width;
        shown_ += hex(glyph);
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
    std::string meanings;
    for (const auto& [glyph, shown] : used) {
        PdfArray one;
        one.push_back(PdfVariant(thousandths(shown.width)));
        widths.push_back(PdfVariant(static_cast<pdf_int64>(glyph)));
        widths.push_back(one);
        meanings += "<" + hex(glyph) + "> <" + utf16(shown.character) + ">\n";
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
    set_stream(*to_unicode, as_bytes("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\n"
                                     "endcodespacerange\n" + std::to_string(used.size()) + " beginbfchar\n" + meanings +
                                     "endbfchar\nendcmap\nend\nend\n"));
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
