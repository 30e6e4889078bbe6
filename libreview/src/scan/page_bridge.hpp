#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <review/finding.hpp>
#include <review/scanner.hpp>

namespace review {

// Values that the end of a page breaks: the last lines of a page and the first of the next are read as one text, without the footer and the
// header between. Pages of one document, in order.
class PageBridge {
public:
    struct Known {
        std::string rule;
        GlyphSpan span;
    };

    // What is found over the end of the page before `page`: each half a finding of its own page, to go from its place alone; and what a
    // label at the foot of that page says of the first line of this one. `known`: what was found on `page` by itself.
    std::vector<Finding> found(const Scanner& scanner, const Part& page, const std::vector<Known>& known) const;
    // The last lines of the page before and the first ones of `page`; empty where one of them has none.
    std::pair<std::string, std::string> edges(const Part& page) const;
    void keep(Part&& page);

private:
    std::optional<Part> before_;
};

}  // namespace review
