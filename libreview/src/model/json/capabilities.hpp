#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <review/pattern_pack.hpp>

namespace review {

// What a build of the library knows, for a portal that offers a choice.
struct Capabilities {
    std::vector<std::string_view> formats, channels;
    std::vector<PatternPack> packs;
    std::vector<std::string> policies;
};

// {"schema": "review-capabilities/1", ...}; docs/embedding.md.
std::string capabilities_json(const Capabilities& known);

}  // namespace review
