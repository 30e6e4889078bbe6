#pragma once

#include <string>
#include <vector>

#include <review/scanner.hpp>

namespace support {

using Names = std::vector<std::string>;

// What the built-in packs take for names of persons in a plain text.
inline Names names_in(const std::string& text) {
    static const auto scanner = review::Scanner::compile(review::built_in_packs());
    review::Part part;
    part.text = text;
    Names found;
    for (const auto& finding : scanner.scan(part)) {
        if (finding.rule == "cn-person/name") found.emplace_back(finding.excerpt.reveal());
    }
    return found;
}

}  // namespace support
