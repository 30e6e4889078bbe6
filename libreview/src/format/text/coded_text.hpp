#pragma once

#include <review/draft.hpp>

namespace review {

// Throws Errc::unsupported for formats that look like text and write characters as codes, so that a plain reading finds nothing
// in them: rich text, e-mails and web archives, cards, PostScript, UTF-7. The first lines decide, not what a text mentions.
void refuse_coded_text(const Draft& draft);

}  // namespace review
