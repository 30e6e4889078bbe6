#include <algorithm>
#include <cstdlib>

#include <review/document.hpp>
#include <review/error.hpp>

#include "format/format.hpp"
#include "format/zip/writer.hpp"

namespace review {
extern const Format format_ooxml;
}

namespace {

using namespace review;

Bytes bytes_of_text(std::string_view text) { return {text.begin(), text.end()}; }

// A package around the bytes: they are the document, since a mutation of a zip file seldom reaches its XML.
Bytes package_of(ByteView document) {
    return write_zip({{"[Content_Types].xml", bytes_of_text("<Types><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                                                            "<Override PartName=\"/d.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>")},
                      {"_rels/.rels", bytes_of_text("<Relationships><Relationship Id=\"rId1\" Type=\"x/officeDocument\" Target=\"d.xml\"/></Relationships>")},
                      {"d.xml", Bytes(document.begin(), document.end())}});
}

void check(Bytes bytes) {
    const Draft draft = make_draft("draft", std::move(bytes));
    if (!format_ooxml.sniff(draft.bytes)) return;
    OpenOptions options;
    options.limits.stream_bytes = 1 << 22;
    try {
        const auto document = format_ooxml.open(draft, options);
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
        format_ooxml.open(cut, options)->extract(again);
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
