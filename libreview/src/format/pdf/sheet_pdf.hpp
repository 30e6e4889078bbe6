#pragma once

#include <string>

#include <review/bytes.hpp>

#include "model/sheet.hpp"

namespace review::pdf {

// A sheet on A4, its tables ruled, its text to be selected, its one font embedded. Cells are written one after another, so that text
// comes out in their order. Equal sheets and fonts give equal bytes. `font_file` empty: fontconfig chooses. Throws Errc::bad_config
// where there is no font for it.
Bytes sheet_pdf(const Sheet& sheet, const std::string& font_file);

}  // namespace review::pdf
