#include "format/pdf/fonts/standard_widths.hpp"

#include <podofo/podofo.h>

#include <algorithm>
#include <span>
#include <utility>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-variable"
#include <podofo/doc/PdfFontFactoryBase14Data.h>
#pragma GCC diagnostic pop

#include "format/pdf/fonts/encodings.hpp"

namespace review::pdf {
namespace {

std::span<const PoDoFo::PODOFO_CharData> table_of(std::string_view name) {
    using namespace PoDoFo;
    static const std::pair<std::string_view, std::span<const PODOFO_CharData>> tables[] = {
        {"Courier", CHAR_DATA_COURIER},
        {"Courier-Bold", CHAR_DATA_COURIER_BOLD},
        {"Courier-BoldOblique", CHAR_DATA_COURIER_BOLD_OBLIQUE},
        {"Courier-Oblique", CHAR_DATA_COURIER_OBLIQUE},
        {"Helvetica", CHAR_DATA_HELVETICA},
        {"Helvetica-Bold", CHAR_DATA_HELVETICA_BOLD},
        {"Helvetica-BoldOblique", CHAR_DATA_HELVETICA_BOLD_OBLIQUE},
        {"Helvetica-Oblique", CHAR_DATA_HELVETICA_OBLIQUE},
        {"Times-Roman", CHAR_DATA_TIMES_ROMAN},
        {"Times-Bold", CHAR_DATA_TIMES_BOLD},
        {"Times-BoldItalic", CHAR_DATA_TIMES_BOLD_ITALIC},
        {"Times-Italic", CHAR_DATA_TIMES_ITALIC},
        {"Symbol", CHAR_DATA_SYMBOL},
        {"ZapfDingbats", CHAR_DATA_ZAPF_DINGBATS},
    };
    for (const auto& [font, table] : tables) {
        if (font == name) return table;
    }
    return {};
}

}  // namespace

std::optional<double> standard_width(std::string_view name, char32_t character) {
    if (name == "Symbol" || name == "ZapfDingbats") {  // these two tables go by code
        const auto encoding = base_encoding(name);
        const auto place = std::find(encoding.begin(), encoding.end(), character);
        if (place == encoding.end()) return std::nullopt;
        character = static_cast<char32_t>(place - encoding.begin());
    }
    for (const auto& row : table_of(name)) {
        if (static_cast<char32_t>(row.unicode) == character) return row.width;
    }
    return std::nullopt;
}

}  // namespace review::pdf
