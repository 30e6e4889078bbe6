#include "format/format.hpp"
#include "format/xml/declaration.hpp"
#include "format/xml/xml_document.hpp"

namespace review {

extern const Format format_xml;
const Format format_xml{"xml", "xml akn svg xhtml", is_xml, open_xml};

}  // namespace review
