#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <review/limits.hpp>

#include "format/html/tree.hpp"

namespace review {

enum class HtmlTokenKind {
    text, raw, cdata,   // characters: with references; of a script, a style and their like; in a CDATA section
    start, end,         // tags
    comment,            // bogus ones too: "<!x>", "<?x?>", "</ x>"
    doctype,
    unfinished,         // a tag the file ends in: readers drop it
};

struct HtmlAttribute {
    std::string_view name;
    std::size_t begin = 0, end = 0;  // the value, without its quotes
};

// One token and its bytes in the text. Tokens stand one behind the other without a gap.
struct HtmlToken {
    HtmlTokenKind kind = HtmlTokenKind::text;
    std::size_t begin = 0, end = 0;
    std::size_t inner_begin = 0, inner_end = 0;  // without its marks
    std::string name;                            // of a tag, lower case; of the element whose characters these are, where raw
    bool references = false;                     // characters: they are decoded
    std::vector<HtmlAttribute> attributes;       // all of them: of end tags and those given twice, too
};

// Cuts a text into tokens as WHATWG HTML 13.2.5 says. In which state the tokenizer is depends on the tree alone where a tag
// begins a script or a title, and where a CDATA section may stand: `tree` says which tags became such elements.
// Throws Errc::malformed where the tree knows a token that is not here or is another: then our coordinates would not be those of
// the text that readers see.
std::vector<HtmlToken> html_tokens(std::string_view text, const HtmlTree& tree, const std::string& draft_name, const Limits& limits);

// Throws Errc::limit for what the tree builder must not even see: so many attributes in one tag that looking for duplicates
// becomes quadratic, and nesting far beyond the limits.
void check_html_costs(std::string_view text, const std::string& draft_name, const Limits& limits);

[[noreturn]] void html_two_readings(const std::string& draft_name, std::size_t place);

bool is_html_blank(char c);
std::string ascii_lower(std::string_view text);

}  // namespace review
