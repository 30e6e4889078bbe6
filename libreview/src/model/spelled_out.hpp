#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include <review/part.hpp>

#include "base/multi_search.hpp"

namespace review {

// Values looked for in parts in any spacing: as the part reads, as its glyphs are painted, turned round, and Arabic
// and Hebrew also as they stand from left to right. A value of one character is not looked for: it
// would take every such character with it.
class SpelledOut {
public:
    explicit SpelledOut(const std::vector<std::string_view>& values);

    struct Run {
        std::uint32_t begin, end;  // glyphs
    };
    // Several runs: the value's glyphs do not stand together in reading order.
    struct Hit {
        std::size_t value;  // index into the constructor's list
        std::vector<Run> runs;
    };
    std::vector<Hit> find(const Part& part) const;

    // Values that begin on `before` and go on in `after`: glyphs of either.
    struct Bridge {
        std::size_t value;
        Run before, after;
    };
    // The end of a part, as far as a value may reach.
    struct Edge {
        std::string text;
        std::vector<std::uint32_t> glyphs;  // of each byte
    };
    Edge end_of(const Part& part) const;
    std::vector<Bridge> find_across(const Edge& before, const Part& after) const;

private:
    bool holds_any(std::string_view loose_text) const;
    void find_painted(const Part& part, std::vector<Hit>& hits) const;
    Edge beginning_of(const Part& part) const;

    std::vector<std::size_t> values_;  // of each pattern
    MultiSearch search_;
    std::size_t longest_ = 0;          // pattern, in bytes
};

// A value as it is kept for proof: blanks between Han, digits and signs are layout and go; between
// two ASCII letters one stays.
std::string without_layout(std::string_view excerpt);

}  // namespace review
