#pragma once

#include <string>
#include <vector>

#include <review/inspection.hpp>

#include "format/html/tree.hpp"

namespace review {

// Text of a page that is written so that nobody who looks at it sees it, beside what is hidden.
struct HtmlLook {
    Concealment kind = Concealment::hidden_text;
    Manner manner = Manner::vanish;
    std::string text;
};

// By the styles of elements themselves, the attributes that older pages use, and the rules of <style> that are for one element, class or
// id and hide by themselves. Nothing is laid out and no rule is weighed against another. `styled`: there are style sheets, and what else
// they do to text is not known.
std::vector<HtmlLook> html_looks(const HtmlTree& tree, bool& styled);

}  // namespace review
