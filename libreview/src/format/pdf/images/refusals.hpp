#pragma once

#include <review/error.hpp>

#include "base/messages/format_pdf.hpp"

namespace review::pdf {

// What is said of a picture that nobody can decode.
[[noreturn]] inline void damaged() { throw Error(Errc::malformed, say(Msg::pdf_picture_damaged)); }
[[noreturn]] inline void unsupported(const char* what) { throw Error(Errc::unsupported, say(Msg::pdf_picture_kind, {what})); }

}  // namespace review::pdf
