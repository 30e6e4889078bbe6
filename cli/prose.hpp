#pragma once

#include <string>
#include <vector>

#include <review/pattern_pack.hpp>

namespace cli {

// How often each rule finds something in texts that should hold nothing: hits per 10,000 characters. Rules of files are
// listed with no hit as well, built-in ones only with some.
struct ProseCount {
    std::string text;  // the table
    bool whole = true;  // every text was read whole
};
ProseCount count_prose(const std::vector<review::PatternPack>& packs, const std::vector<std::string>& paths);

}  // namespace cli
