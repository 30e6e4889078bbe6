#include "format/pdf/fonts/standard_widths.hpp"

#include <podofo/podofo.h>

#include <algorithm>
#include <functional>
#include <map>
#include <mutex>
#include <span>
#include <string>
#include <utility>

#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wunused-variable"
#include <podofo/doc/PdfFontFactoryBase14Data.h>
#pragma GCC diagnostic pop

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

using Widths = StandardWidths::Table;

// A table as it is looked up: for each font of each page that names one of the fourteen.
const Widths& widths_of(std::string_view name) {
    static std::map<std::string, Widths, std::less<>> known;
    static std::mutex one_at_a_time;
    const std::lock_guard lock(one_at_a_time);
    const auto found = known.find(name);
    if (found != known.end()) return found->second;
    static const Widths none;
    const auto table = table_of(name);
    if (table.empty()) return none;
    auto& widths = known[std::string(name)];
    for (const auto& row : table) widths.emplace(static_cast<char32_t>(row.unicode), row.width);  // the first one counts
    return widths;
}

}  // namespace

StandardWidths::StandardWidths(std::string_view name) : widths_(&widths_of(name)) {
    if (name == "Symbol" || name == "ZapfDingbats") by_code_ = base_encoding(name);
}

std::optional<double> StandardWidths::of(char32_t character) const {
    if (by_code_) {
        const auto place = std::find(by_code_->begin(), by_code_->end(), character);
        if (place == by_code_->end()) return std::nullopt;
        character = static_cast<char32_t>(place - by_code_->begin());
    }
    const auto found = widths_->find(character);
    return found == widths_->end() ? std::nullopt : std::optional<double>(found->second);
}

}  // namespace review::pdf
