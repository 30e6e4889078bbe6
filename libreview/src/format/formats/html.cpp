#include "format/format.hpp"
#include "format/html/encoding.hpp"
#include "format/html/html_document.hpp"

namespace review {

extern const Format format_html;
const Format format_html{"html", "html htm", is_html, open_html, true};

}  // namespace review
