#pragma once

#include <string>

namespace review::pdf {

// The file of the first font of this machine, in fontconfig's order for sans-serif, that has all the characters: of the
// TrueType kind, not variable, alone in its file or the first there. Empty: there is none. One thread at a time.
std::string installed_font(const std::u32string& characters);

}  // namespace review::pdf
