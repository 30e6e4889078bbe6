#include "proof/pdf_syntax.hpp"

#include <string>

#include "base/loose_text.hpp"
#include "format/pdf/fonts/encodings.hpp"

namespace review {
namespace {

// Values of keys, and words that stand in streams.
constexpr std::string_view standard_words =
    "Catalog Pages Page Annot Annotation Widget Outlines Metadata ObjStm XRef "
    "FlateDecode ASCIIHexDecode ASCII85Decode LZWDecode RunLengthDecode CCITTFaxDecode JBIG2Decode DCTDecode JPXDecode "
    "DeviceRGB DeviceGray DeviceCMYK CalRGB CalGray Separation DeviceN Indexed Pattern Transparency "
    "FontDescriptor CIDFontType0 CIDFontType2 CIDFontType0C Type1C OpenType TrueType MMType1 "
    "WinAnsiEncoding MacRomanEncoding StandardEncoding MacExpertEncoding PDFDocEncoding Identity Adobe Registry Ordering Supplement "
    "Condensed SemiCondensed ExtraCondensed UltraCondensed Normal Expanded SemiExpanded ExtraExpanded UltraExpanded "
    "Multiply Screen Overlay Darken Lighten ColorDodge ColorBurn HardLight SoftLight Difference Exclusion Hue Saturation Color Luminosity "
    "AbsoluteColorimetric RelativeColorimetric Perceptual Default Invert Compatible Luminosity Alpha "
    "UseNone UseOutlines UseThumbs FullScreen UseOC UseAttachments SinglePage OneColumn TwoColumnLeft TwoColumnRight TwoPageLeft TwoPageRight "
    "Document Article Section Division BlockQuote Caption Index NonStruct Private Header Footer Paragraph Table Figure Formula Artifact "
    "Quote Reference BibEntry Warichu Bibliography Pagination Layout Background Decimal Circle Square LineThrough Underline "
    "begincodespacerange endcodespacerange beginbfchar endbfchar beginbfrange endbfrange begincidrange endcidrange begincmap endcmap "
    "findresource defineresource CIDInit ProcSet currentdict CMapName CMapType usecmap "
    "startxref trailer endstream endobj stream Sig ByteRange adbe.pkcs7.detached ETSI.CAdES.detached TransformMethod DocMDP Reference ";

const std::string& known_words() {
    static const std::string all = [] {
        std::string keys;
#define REVIEW_ROLE(name)
#define REVIEW_KEY(role, key, target) keys += key " ";
#include "format/pdf/allow_list.inc"
#undef REVIEW_ROLE
#undef REVIEW_KEY
        // Blanks part two words, and the loose form has none.
        std::string list;
        for (const char c : keys + std::string(standard_words)) list += c == ' ' ? '/' : c;
        return loose(list);
    }();
    return all;
}

}  // namespace

bool is_pdf_syntax(std::string_view loose_value) {
    return known_words().find(loose_value) != std::string::npos || pdf::unicode_of_glyph_name(loose_value) != 0;
}

}  // namespace review
