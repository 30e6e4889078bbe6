#pragma once

#include "sign/xml_signature.hpp"
#include "sign/xml_tree.hpp"

namespace review {

// The parts of a Signature element that vary, without trusting that anything else is as it should be:
// the comparison with text() settles that.
XmlSignature parts_of(const xmlNode* element);

}  // namespace review
