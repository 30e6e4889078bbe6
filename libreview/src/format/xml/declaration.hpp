#pragma once

#include <string>

#include <review/bytes.hpp>

#include "base/charset.hpp"

namespace review {

struct XmlForm {
    Charset charset = Charset::utf8();
    std::size_t mark_bytes = 0;
};

// By content alone: a mark or none, white space, then '<' and what may follow it.
bool is_xml(ByteView bytes);

// How a document is written: by its mark, its first bytes and its declaration, which must agree
// (XML 1.0, 4.3.3 and appendix F). Throws Errc::malformed where they do not, Errc::unsupported for an
// encoding that is not read here. `name` is the draft's, for messages.
XmlForm xml_form(ByteView bytes, const std::string& name);

}  // namespace review
