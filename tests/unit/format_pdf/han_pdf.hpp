#pragma once

#include <string>
#include <vector>

#include "text/utf8.hpp"
#include "unit/format_pdf/small_pdf.hpp"

namespace support {

// UTF-16 in hexadecimal digits.
inline std::string han_codes(std::string_view text) {
    constexpr char hex[] = "0123456789ABCDEF";
    std::string codes;
    for (std::size_t at = 0; at < text.size();) {
        const auto point = review::decode_utf8(text, at);
        for (int shift = 12; shift >= 0; shift -= 4) codes += hex[point.value >> shift & 15];
        at += point.size;
    }
    return codes;
}

// Shows Han in a font that is not embedded, /H: codes are UTF-16 (ISO 32000-1, table 118, UniGB-UCS2-H). An ideograph is as wide as the font is high.
inline std::string han_text(double x, double y, std::string_view text, int size = 12) {
    return "BT /H " + std::to_string(size) + " Tf 1 0 0 1 " + std::to_string(x) + ' ' + std::to_string(y) + " Tm <" + han_codes(text) + "> Tj ET ";
}

inline std::string han_font() {
    return "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light"
           "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 2>>/DW 1000/W[1 95 500]>>]>>";
}

// One page. Further objects start at 6.
inline std::string han_page(const std::string& content, const std::vector<std::string>& more = {}, const std::string& page_keys = "", const std::string& catalogue_keys = "") {
    std::vector<std::string> objects{
        "<</Type/Catalog/Pages 2 0 R" + catalogue_keys + ">>", "<</Type/Pages/Kids[3 0 R]/Count 1>>",
        "<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</H 5 0 R>>>>" + page_keys + ">>", stream_of(content), han_font()};
    objects.insert(objects.end(), more.begin(), more.end());
    return pdf_of(objects);
}

}  // namespace support
