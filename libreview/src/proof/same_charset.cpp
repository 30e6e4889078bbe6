#include "proof/same_charset.hpp"

#include <review/error.hpp>

#include "base/messages/proof.hpp"
#include "format/html/encoding.hpp"
#include "format/text/detect.hpp"
#include "format/xml/declaration.hpp"

namespace review {
namespace {

struct ReadAs {
    Charset charset;
    std::size_t mark_bytes;
};

std::optional<ReadAs> read_as(std::string_view format, ByteView bytes) {
    try {
        if (format == "html") {
            const auto form = html_form(bytes, "output");
            return ReadAs{form.charset, form.mark_bytes};
        }
        if (format == "xml") {
            const auto form = xml_form(bytes, "output");
            return ReadAs{form.charset, form.mark_bytes};
        }
        const auto form = detect_text(bytes, false);
        if (form) return ReadAs{form->charset, form->mark_bytes};
    } catch (const Error&) {
        // No reader knows what it is written in.
    }
    return std::nullopt;
}

}  // namespace

ByteView look_at_charset(std::string_view format, ByteView draft, ByteView output, Evidence& evidence) {
    const auto before = read_as(format, draft), now = read_as(format, output);
    if (!before) return output;
    if (!now || now->charset != before->charset) {
        evidence.doubts.push_back(say(Msg::proof_other_charset, {before->charset.name()}));
        return output;
    }
    if (format != "text" || before->mark_bytes > 0 || now->mark_bytes == 0) return output;
    evidence.marks.push_back(now->charset.name());
    return output.subspan(now->mark_bytes);
}

}  // namespace review
