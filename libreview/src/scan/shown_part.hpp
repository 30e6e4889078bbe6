#pragma once

#include <string_view>
#include <vector>

#include <review/finding.hpp>
#include <review/part.hpp>

namespace review {

// A part whose lines stand as they are shown, where characters are told to run from right to left (UAX #9, overrides).
class ShownPart {
public:
    explicit ShownPart(const Part& part);
    const Part& part() const { return shown_; }
    // Findings in it as those of the part itself: where their glyphs stand there. The excerpt is what a reader sees.
    void settle(std::vector<Finding>& findings) const;

private:
    void add_line(std::uint32_t begin, std::uint32_t end);
    std::string_view said(std::uint32_t glyph) const;

    const Part& part_;
    Part shown_;
    std::vector<std::uint32_t> ends_;    // bytes, of the part's glyphs
    std::vector<std::uint32_t> glyphs_;  // of the part, by those shown
};

}  // namespace review
