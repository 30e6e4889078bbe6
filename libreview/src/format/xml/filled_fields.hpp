#pragma once

#include <optional>
#include <string>
#include <vector>

#include <review/redaction_plan.hpp>

#include "base/charset.hpp"
#include "format/text/cut_edits.hpp"

namespace review {

// What stands in the output for a field; none: its encoding lacks a character of it.
std::optional<Bytes> filled_bytes(const FilledField& field, const Charset& charset);

// The edits of a draft with what its fields hold instead: edits inside a field give way to the field's own. Throws Errc::bad_config where one
// is half in a field, Errc::refused where a neutral value cannot be written in the draft's encoding.
std::vector<Edit> with_filled_fields(std::vector<Edit> edits, const std::vector<FilledField>& fields, const Charset& charset,
                                     const std::string& draft_name);

}  // namespace review
