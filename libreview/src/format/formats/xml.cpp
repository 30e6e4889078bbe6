#include "format/format.hpp"

namespace review {

extern const Format format_xml;
const Format format_xml{"xml", "xml", [](ByteView) { return false; },
                       [](const Draft&, const OpenOptions&) -> std::unique_ptr<Document> { return nullptr; }};

}  // namespace review
