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

// A workbook around the bytes: they are its sheet where they begin with the mark that no XML does.
Bytes workbook_of(ByteView sheet) {
    return write_zip({{"[Content_Types].xml", bytes_of_text("<Types><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                                                            "<Override PartName=\"/w.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
                                                            "<Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>")},
                      {"_rels/.rels", bytes_of_text("<Relationships><Relationship Id=\"rId1\" Type=\"x/officeDocument\" Target=\"w.xml\"/></Relationships>")},
                      {"_rels/w.xml.rels", bytes_of_text("<Relationships><Relationship Id=\"rId1\" Type=\"x/worksheet\" Target=\"s.xml\"/>"
                                                         "<Relationship Id=\"rId2\" Type=\"x/sharedStrings\" Target=\"t.xml\"/></Relationships>")},
                      {"s.xml", Bytes(sheet.begin(), sheet.end())},
                      {"t.xml", bytes_of_text("<sst><si><t>one two</t></si><si><r><t>th</t></r><r><t>ree</t></r><rPh><t>four</t></rPh></si></sst>")},
                      {"w.xml", bytes_of_text("<workbook><sheets><sheet name=\"One\"/></sheets></workbook>")}});
}

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
    else if (size > 1 && data[0] == '=') check(workbook_of({data + 1, size - 1}));
    else check(package_of({data, size}));
    return 0;
}
