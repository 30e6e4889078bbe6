#pragma once

#include <optional>
#include <string>

#include <review/bytes.hpp>

#include "base/charset.hpp"
#include "format/html/tree.hpp"

namespace review {

struct HtmlForm {
    Charset charset = Charset::utf8();
    std::size_t mark_bytes = 0;
    std::size_t tolerated = 0;  // undecodable stretches that leave it a page; each is a blind spot
};

// By content alone: white space, comments and an XML declaration, then what only HTML begins with.
bool is_html(ByteView bytes);

// A page that is XML as well: it says so in its first bytes and has no document type.
bool is_xhtml(ByteView bytes);

// How a page is written: by its mark, by what its first kilobyte declares (WHATWG HTML 13.2.3.2), or by its bytes where nothing is
// said. Throws Errc::malformed where these do not agree, Errc::unsupported for an encoding that is not read here.
HtmlForm html_form(ByteView bytes, const std::string& name);

// Every <meta> of the page says the encoding it was read in, too.
void check_declarations(const HtmlTree& tree, const HtmlForm& form, const std::string& name);

}  // namespace review
