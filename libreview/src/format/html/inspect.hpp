#pragma once

#include <vector>

#include <review/inspection.hpp>

#include "format/html/page_reader.hpp"
#include "format/html/unseen_looks.hpp"

namespace review {

// Hidden text, scripts, comments, what a page fetches or sends to when it is opened, and files in URLs.
void add_looks(const std::vector<HtmlLook>& looks, Inspection& seen);
void add_unseen(const std::vector<HtmlUnseen>& unseen, Inspection& seen);

}  // namespace review
