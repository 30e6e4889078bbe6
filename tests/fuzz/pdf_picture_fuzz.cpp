#include <cstdlib>

#include <review/error.hpp>

#include "format/pdf/images/bare_picture.hpp"
#include "format/pdf/images/decode.hpp"
#include "format/pdf/images/picture_cutter.hpp"
#include "format/pdf/load.hpp"
#include "format/pdf/stream_data.hpp"
#include "unit/format_pdf/small_pdf.hpp"

// What has no extras has none the second time.
void leave_out_extras(review::ByteView data) {
    using namespace review::pdf;
    for (const auto bare : {bare_jpeg, bare_jpx}) {
        const auto once = bare(data);
        if (once && bare(*once) != once) std::abort();
    }
    const auto profile = bare_profile(data);
    if (bare_profile(profile) != profile) std::abort();
}

// An inline picture is decoded and loses samples, or it is refused with an error of ours. The copy can be decoded,
// and it has nothing more to lose.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace review;
    const Bytes bytes(data, data + size);
    leave_out_extras(bytes);
    Limits limits;
    limits.image_bytes = 4U << 20;
    limits.stream_bytes = 4U << 20;
    const auto document = load_pdf(as_bytes(support::one_page("")));
    const Quad place{0, 0, 90, 10, 80, 70, -10, 60};
    Budget budget("fuzz", limits);
    pdf::PictureCutter cutter(*document, limits, budget, {{{20, 20, 60, 20, 60, 30, 20, 30}, pdf::Tone::paper}, {{30, 25, 50, 25, 50, 60, 30, 60}, pdf::Tone::box}});
    pdf::Lexer lexer(as_text(bytes));
    pdf::Operation op;
    while (lexer.next(op)) {
        if (op.op != "BI" || op.operands.size() != 1) continue;
        PoDoFo::PdfReference first;
        try {
            first = cutter.cut_inline(op, as_text(bytes), {}, place);
        } catch (const Error&) {
            continue;
        }
        const auto again = cutter.cut(*document->GetObjects().MustGetObject(first), place);
        const auto& once = *document->GetObjects().MustGetObject(first);
        if (raw_stream(once) != raw_stream(*document->GetObjects().MustGetObject(again))) std::abort();
    }
    return 0;
}
