#pragma once

#include <string>
#include <vector>

#include <review/scanner.hpp>

namespace support {

using Names = std::vector<std::string>;

// What the built-in packs find of a rule in a plain text.
inline Names found_of(const std::string& rule, const std::string& text, std::vector<std::uint32_t> cell_lines = {}) {
    static const auto scanner = review::Scanner::compile(review::built_in_packs());
    review::Part part;
    part.text = text;
    part.cell_lines = std::move(cell_lines);
    Names found;
    for (const auto& finding : scanner.scan(part)) {
        if (finding.rule == rule) found.emplace_back(finding.excerpt.reveal());
    }
    return found;
}

// What they take for names of persons.
inline Names names_in(const std::string& text) { return found_of("cn-person/name", text); }

}  // namespace support
