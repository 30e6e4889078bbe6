#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <review/error.hpp>
#include <review/evidence.hpp>

#include "format/ofd/text_edits.hpp"

namespace review {

// Embedded fonts with nothing but the characters that are still shown.
struct OfdFontFiles {
    std::map<const OfdMember*, Bytes> bytes;  // of those that stay
    std::set<const OfdMember*> shaped;        // their character maps went: glyphs have to be asked for by number
    std::vector<Removal> removals;
    std::vector<Obstacle> obstacles;
};

// `shown`: the text objects that come along. A font that cannot be reduced stays as it is where it loses nothing; it goes where all
// that is left can be drawn with another; otherwise there is an obstacle.
OfdFontFiles trim_ofd_fonts(const OfdPackage& package, OfdTextObjects& texts, const OfdTextEdits& edits,
                            const std::set<std::pair<std::size_t, std::uint32_t>>& shown);

}  // namespace review
