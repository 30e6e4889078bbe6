#pragma once

#include <vector>

#include "format/html/page_reader.hpp"
#include "format/text/cut_edits.hpp"

namespace review {

bool has_ruby(const HtmlPage& page);

// What stands over characters that go says how they are read (WHATWG HTML 4.5.10): the places of it in the draft, in order. `edits` in
// order, not overlapping.
std::vector<ByteRange> readings_over(const HtmlPage& page, const std::vector<Edit>& edits);

}  // namespace review
