#pragma once

#include <cstdint>
#include <string_view>

namespace review {

// What a dictionary is for. The list says which keys each may have and what stands behind them.
enum class Role : std::uint8_t {
    none,   // not on the list
    value,  // names, numbers, strings, Booleans and arrays of them; no dictionary, no stream
    plain,  // data that is not read as objects: a stream without further keys
#define REVIEW_ROLE(name) name,
#define REVIEW_KEY(role, key, target)
#include "format/pdf/allow_list.inc"
#undef REVIEW_ROLE
#undef REVIEW_KEY
};

// The role behind `key` in a dictionary of role `holder`; Role::none: the key goes.
Role role_behind(Role holder, std::string_view key);

// The keys of such a dictionary are names the author chose: resources, colorants, glyphs.
bool has_free_keys(Role holder);

}  // namespace review
