#pragma once

#include <algorithm>
#include <string_view>

namespace review {

// What packs, rules and the rules of detectors are called: policies name them as pack/rule, pack/* and category:NAME.
inline bool is_rule_name(std::string_view name) {
    const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-'; };
    return !name.empty() && name.size() <= 64 && std::all_of(name.begin(), name.end(), fits);
}

}  // namespace review
