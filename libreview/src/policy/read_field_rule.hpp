#pragma once

#include <review/xml_fields.hpp>

#include "base/config_node.hpp"

namespace review {

// An entry of `xml` in a policy. Throws what the node complains with.
FieldRule read_field_rule(const ConfigNode& node);

}  // namespace review
