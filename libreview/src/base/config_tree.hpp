#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include <review/bytes.hpp>

namespace review {

// A YAML document as a plain tree. A file that is part of the library is read when the library is built, and from then on
// from base/prepared: parsing all built-in packs takes longer than a small scan.
struct ConfigTree {
    enum class Kind : std::uint8_t { nothing, scalar, list, map };
    Kind kind = Kind::nothing;
    int line = 1;                   // 1-based
    std::string text;               // of a scalar
    std::vector<ConfigTree> items;  // of a list; of a map: key, value, key, value
};

// Why a document cannot be read: "one YAML document expected", or what yaml-cpp says, which never quotes the text.
struct ConfigSyntax {
    int line = 1;
    std::string what;
};

ConfigTree parse_config(ByteView yaml);  // throws ConfigSyntax

// For base/prepared.
std::string config_tree_key(ByteView yaml);
Bytes config_tree_bytes(const ConfigTree& tree);

}  // namespace review
