#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <review/extraction.hpp>
#include <review/limits.hpp>

#include "format/ooxml/package.hpp"
#include "format/text/part_pieces.hpp"
#include "format/xml/characters.hpp"
#include "format/xml/splitter.hpp"

namespace review {

// Markup whose cut needs other bytes than fillers: a symbol is an element, a date must stay a date.
struct TypedPlace {
    ByteRange source;
    std::string replacement;  // UTF-8; empty: fillers, as text of a run
    std::string prefix;       // of the element, with its colon
};

// Characters that a reader of the page does not see.
struct UnseenText {
    std::string deleted, hidden;
};

// Tells the parts of one XML member: each paragraph or table as one part, its runs joined with nothing between
// (ECMA-376-1, 17.3.1 and 17.3.2), text outside paragraphs element by element, then attributes, comments and instructions.
//
// A paragraph with tracked deletions or hidden runs is read again with them, since a value may stand in either reading; what
// its fields say (w:instrText) and what drawings keep in elements are parts of their own. Text boxes, tables in cells and
// mc:Fallback are read after the paragraph they stand in.
class MemberReader {
public:
    MemberReader(const OoxmlMember& member, const std::string& draft_name, const Limits& limits, ExtractionSink& sink, std::uint32_t& number);
    void run();

    std::vector<TypedPlace> typed;
    UnseenText unseen;

private:
    struct Place {
        std::size_t position;
        std::uint32_t depth;
    };
    enum class Unit { none, paragraph, table };
    struct Nested {
        Place place;
        Unit unit;
    };
    struct Reading {
        bool deleted, inserted, hidden, fields, others;
    };
    struct Found {
        bool deleted = false, hidden = false, fields = false, others = false;
        std::vector<Nested> nested;
    };
    class Table;

    void region(Place place, bool whole);
    void unit(bool table, Place place);
    void read(const std::string& name, Place place, const Reading& reading, bool table, Found* found);
    void element_text(const XmlToken& token, std::string_view element);
    void markup();
    void attribute(const XmlAttribute& attribute);
    void feed(PartPieces& pieces, const XmlToken& token) const;
    void symbol(PartPieces& pieces, const XmlToken& token);
    std::string attribute_of(std::string_view local) const;
    Part head(PartKind kind, std::string label) const;
    void finish(PartPieces& pieces);

    const OoxmlMember& member_;
    const SourceText& text_;
    std::string_view utf8_;
    XmlSplitter splitter_;
    ExtractionSink& sink_;
    std::uint32_t& number_;
    std::uint32_t paragraphs_ = 0, tables_ = 0, elements_ = 0, attributes_ = 0, comments_ = 0;
    PartKind kind_;
};

}  // namespace review
