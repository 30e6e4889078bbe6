#pragma once

#include <string>

namespace review::pdf {

// Drops FontInfo from a clear portion of a Type 1 program that has no comments (Adobe Type 1 Font Format, 2.3: it is
// optional, nothing that draws reads it), with keys such as `version`, which may be words that went. It stays whole where
// it is not written as fonts write it, and in multiple master fonts, whose axes are named in it (technical note 5015).
void drop_font_info(std::string& clear);

}  // namespace review::pdf
