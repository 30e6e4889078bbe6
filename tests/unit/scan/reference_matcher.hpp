#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>

namespace support {

// Every place where a match of the expression may end, by PCRE2's matcher that follows all alternatives at once
// (pcre2_dfa_match), tried from every character on: slow, and nobody's fork of Hyperscan.
class ReferenceMatcher {
public:
    ReferenceMatcher(const std::string& expression, bool characters);  // throws std::invalid_argument
    ReferenceMatcher(const ReferenceMatcher&) = delete;
    ReferenceMatcher& operator=(const ReferenceMatcher&) = delete;
    ~ReferenceMatcher();

    std::set<std::uint32_t> ends(std::string_view text) const;

private:
    void* code_ = nullptr;
    bool characters_;
};

}  // namespace support
