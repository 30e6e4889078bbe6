#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <review/part.hpp>

#include "base/multi_search.hpp"

namespace review {

// Values that go, looked for in parts in any spacing. A value of one character is not looked for:
// it would take every such character with it.
class SpelledOut {
public:
    explicit SpelledOut(const std::vector<std::string_view>& values);

    struct Hit {
        std::size_t value;  // index into the constructor's list
        std::uint32_t begin, end;  // glyphs
    };
    std::vector<Hit> find(const Part& part) const;

private:
    MultiSearch search_;
};

// A value as it is kept for proof: blanks between Han, digits and signs are layout and go; between
// two ASCII letters one stays.
std::string without_layout(std::string_view excerpt);

}  // namespace review
