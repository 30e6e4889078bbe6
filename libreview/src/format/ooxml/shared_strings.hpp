#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <review/extraction.hpp>
#include <review/limits.hpp>

#include "format/ooxml/package.hpp"
#include "format/ooxml/unit_reader.hpp"

namespace review {

// The strings of a workbook, which cells of all its sheets show by number (ECMA-376-1, 18.4.9).
class SharedStrings {
public:
    SharedStrings() = default;
    SharedStrings(const OoxmlMember& member, const std::string& draft_name, const Limits& limits);

    std::size_t count() const { return items_.size(); }
    std::string_view text(std::size_t number) const;  // its runs joined, escapes undone
    ByteRange content(std::size_t number) const { return items_[number].source; }  // of the draft
    // Takes all text out of a string and leaves its markup.
    void empty(std::size_t number, const SourceText& text, XmlSplitter& splitter, std::map<ByteRange, std::string>& patches) const;
    const std::vector<ByteRange>& phonetic() const { return phonetic_; }           // elements that say how strings are read

    // Tells the strings that `shown` does not name, and how strings are read: both stay behind.
    void tell_rest(const std::vector<bool>& shown, const OoxmlMember& member, const std::string& draft_name, const Limits& limits,
                   ExtractionSink& sink, std::uint32_t& number) const;

private:
    struct Item {
        XmlPlace place;
        std::size_t text_end = 0;  // in text_
        ByteRange source;
    };
    std::vector<Item> items_;
    std::string text_;
    std::vector<ByteRange> phonetic_;
    std::vector<XmlPlace> phonetic_places_;
};

}  // namespace review
