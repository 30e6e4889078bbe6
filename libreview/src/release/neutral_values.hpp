#pragma once

#include <string>

#include <review/document.hpp>
#include <review/evidence.hpp>
#include <review/policy.hpp>

namespace review {

// Rewrites, and fills the fields of an XML draft from which something went: with what the policy says (`xml:` neutral, remove), and where a
// schema is given and blocks are not valid there, with the first value of a list that is. Which one does not depend on what went. Fields of the
// same names hold the same. Sets plan.fields, evidence.by_schema and evidence.neutral_fields.
// Throws Errc::refused where what was valid would not be valid any more, and what Document::rewrite() throws.
Rewritten rewrite_valid(const Draft& draft, const Document& document, const Policy& policy, const std::string& schema,
                        RedactionPlan& plan, Evidence& evidence);

// What another process filled in, against what may be: throws Errc::malformed for anything but blank values and the policy's.
// Then plan.values lack what such values say, as rewrite_valid() leaves them.
void take_fields(const Policy& policy, RedactionPlan& plan);

}  // namespace review
