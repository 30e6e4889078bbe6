#pragma once

#include <string_view>

namespace review {

// A stretch of characters as a reader sees it.
struct XmlRun {
    std::size_t begin = 0, end = 0;  // in the text
    std::string_view characters;     // as is, or the one character that a reference stands for
    bool verbatim = true;
};

// Reads text[begin, end) as XML 1.0 2.11 (ends of lines), 3.3.3 (white space in attributes) and 4.1
// (references) say. Only the five predefined entities can occur: there is no document type.
class XmlCharacters {
public:
    enum class Where { text, attribute, literal };  // literal: CDATA, comments, instructions

    XmlCharacters(std::string_view text, std::size_t begin, std::size_t end, Where where)
        : text_(text), place_(begin), end_(end), where_(where) {}

    // False at the end. `run.characters` holds until the next call. A reference that means nothing
    // ends the reading: broken() is true then.
    bool next(XmlRun& run);
    bool broken() const { return broken_; }

private:
    std::size_t next_special() const;
    bool reference(XmlRun& run);
    bool numbered(std::string_view digits);
    void one(XmlRun& run, std::size_t size, std::string_view characters);

    std::string_view text_;
    std::size_t place_, end_;
    Where where_;
    bool broken_ = false;
    char buffer_[4] = {};
    std::size_t buffered_ = 0;
};

}  // namespace review
