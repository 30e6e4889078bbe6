#pragma once

#include <vector>

#include <review/inspection.hpp>

#include "format/pdf/inspect/annotations.hpp"
#include "format/pdf/inspect/page_view.hpp"
#include "format/pdf/inspect/picture_view.hpp"

namespace review::pdf {

// What is concealed on one page: fake redactions one by one, hidden text by its manner, marks that
// were never applied. `exhausted`: set where the page is too intricate to be judged as a whole.
std::vector<Concealed> concealed_on(const PageView& view, const std::vector<SeenAnnotation>& annotations,
                                    Pictures& pictures, std::uint32_t page, const Extent& crop, bool& exhausted);

// The same for a page of another format, without pictures that would have to be decoded.
std::vector<Concealed> covered_on(const PageView& view, std::uint32_t page, const Extent& crop, const Limits& limits, bool& exhausted);

}  // namespace review::pdf
