#include <algorithm>
#include <cstdlib>

#include <review/document.hpp>
#include <review/error.hpp>

#include "format/format.hpp"
#include "format/zip/writer.hpp"

namespace review {
extern const Format format_ofd;
}

namespace {

using namespace review;

Bytes bytes_of_text(std::string_view text) { return {text.begin(), text.end()}; }

// A package around the bytes: they are its page, since a mutation of a zip file seldom reaches its XML.
Bytes package_of(ByteView page) {
    return write_zip({{"OFD.xml", bytes_of_text("<OFD><DocBody><DocRoot>Document.xml</DocRoot></DocBody></OFD>")},
                      {"Document.xml", bytes_of_text("<Document><CommonData><PublicRes>Res.xml</PublicRes><TemplatePage ID=\"2\" BaseLoc=\"Page.xml\"/></CommonData>"
                                                     "<Pages><Page ID=\"1\" BaseLoc=\"Page.xml\"/></Pages></Document>")},
                      {"Res.xml", bytes_of_text("<Res><CompositeGraphicUnits><CompositeGraphicUnit ID=\"7\"><Content><CompositeObject ResourceID=\"7\"/></Content>"
                                                "</CompositeGraphicUnit></CompositeGraphicUnits></Res>")},
                      {"Page.xml", Bytes(page.begin(), page.end())}});
}

void check(Bytes bytes) {
    const Draft draft = make_draft("draft", std::move(bytes));
    if (!format_ofd.sniff(draft.bytes)) return;
    OpenOptions options;
    options.limits.stream_bytes = 1 << 22;
    options.limits.page_operators = 100'000;
    try {
        const auto document = format_ofd.open(draft, options);
        Extraction content;
        document->extract(content);
        document->inspect();
        RedactionPlan plan;
        plan.draft = draft.digest;
        for (const Part& part : content.parts) {
            if (part.glyph_count() == 0) std::abort();
            if (part.first == 0) plan.cuts.push_back({{part.number, 0, std::min<std::uint32_t>(part.glyph_count(), 3)}, part.kind, "f-1"});
        }
        const Draft cut = make_draft("cut", document->rewrite(plan).bytes);
        Extraction again;
        format_ofd.open(cut, options)->extract(again);
    } catch (const Error&) {
    }
}

}  // namespace

// Any bytes are read, or refused with an error of ours; what was read is written again and read again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size > 2 && data[0] == 'P' && data[1] == 'K') check({data, data + size});
    else check(package_of({data, size}));
    return 0;
}
