#include <review/error.hpp>

#include "base/messages/format_pdf.hpp"
#include "format/pdf/images/jbig2.hpp"

// In place of jbig2.cpp where REVIEW_JBIG2 is off.
namespace review::pdf {

std::optional<Samples> jbig2_decoded(ByteView, ByteView, std::uint64_t, std::uint64_t) {
    throw Error(Errc::unsupported, say(Msg::pdf_picture_kind, {"JBIG2Decode"}));
}

}  // namespace review::pdf
