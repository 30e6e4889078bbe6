#include "format/format.hpp"
#include "format/ooxml/ooxml_document.hpp"

namespace review {

extern const Format format_ooxml;
const Format format_ooxml{"ooxml", "docx docm dotx dotm xlsx xlsm xltx xltm pptx pptm potx potm ppsx ppsm", is_ooxml, open_ooxml};

}  // namespace review
