#pragma once

#include <string>

#include <review/redaction_plan.hpp>

namespace review {

// How the signature of a PDF is seen: the appearance of its field (ISO 32000-1, 12.7.4.5), a frame with words in it, upright on
// the page as it is shown. It is under the signature like every other byte.
struct VisibleSignature {
    Area place;             // within the crop box, where the page has no text, picture or annotation
    std::string text;       // UTF-8, up to 400 characters, '\n' ends a line; broken to fit, from 12 points down to 6
    std::string font_file;  // a TrueType font that may be embedded; empty: fontconfig chooses one of this machine
};

}  // namespace review
