#include <cstdlib>

#include <review/error.hpp>
#include <review/xml_fields.hpp>

#include "format/xml/fields.hpp"
#include "fuzz/rewrite_check.hpp"

namespace review {
extern const Format format_xml;
}

namespace {

// Of whatever is XML each field stands within its element, and the element within the draft.
void check_fields(const std::uint8_t* data, std::size_t size) {
    using namespace review;
    const Draft draft = make_draft("draft.xml", Bytes(data, data + size));
    const auto path = FieldPath::parse("//a//b/@*");
    try {
        if (open_document(draft)->format() != "xml") return;
        each_xml_field(draft, [&](const XmlFieldPlace& place) {
            const bool within = place.whole.begin <= place.inner.begin && place.inner.begin <= place.inner.end && place.inner.end <= place.whole.end &&
                                place.whole.end <= size && place.number > 0;
            if (!within) std::abort();
            static_cast<void>(path->fits(place.elements, place.attribute));
        });
    } catch (const Error&) {
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    check_rewrites(review::format_xml, data, size, true);
    check_fields(data, size);
    return 0;
}
