#pragma once

#include <string>
#include <unordered_map>

#include "format/text/mapped_text.hpp"
#include "format/html/tree.hpp"

namespace review {

// Reads stretches of a text with their character references decoded (WHATWG HTML 13.2.5.72 to 80), each by the library once.
class HtmlCharacters {
public:
    enum class Where { text, attribute };

    explicit HtmlCharacters(const MappedText& text) : text_(text) {}
    MappedText decoded(std::size_t begin, std::size_t end, Where where);
    // What begins at the ampersand at `at`; `taken` is 0 where nothing does.
    const HtmlReference& reference_at(std::size_t at, std::size_t end, Where where);

private:
    const HtmlReference& reference(std::string_view run, bool attribute, bool before_equals);

    const MappedText& text_;
    std::unordered_map<std::string, HtmlReference> seen_;
};

}  // namespace review
