#pragma once

#include <string>
#include <string_view>

#include "model/json/openings.hpp"
#include "release/bundle/signatures.hpp"

namespace review {

// A finding is closed twice (docs/bundle.md, "Opening one finding"): its value under one key, and that together with its place under
// another. Each key is made of the finding's own random one, and the one tells nothing of the other.

Bytes place_key(ByteView key);
Bytes value_key(ByteView key);

struct FindingFacts {
    std::string_view rule, place;
};

Digest closed_value(ByteView value_key, std::string_view value);
Digest commitment_of(ByteView place_key, const FindingFacts& facts, const Digest& value);

// Whether the statement has this finding at this number.
bool opens(const StatedEnvelope& stated, const FindingOpening& opening);
// False too where the opening has no key of the value.
bool is_value(const FindingOpening& opening, std::string_view value);

}  // namespace review
