#include "format/format.hpp"
#include "format/text/text_document.hpp"

namespace review {

extern const Format format_text;
const Format format_text{"text", "txt md csv tsv log", is_text, open_text};

}  // namespace review
