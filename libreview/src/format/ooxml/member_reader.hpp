#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include <review/extraction.hpp>
#include <review/limits.hpp>

#include "format/ooxml/package.hpp"
#include "format/ooxml/slide_rows.hpp"
#include "format/ooxml/unit_reader.hpp"
#include "format/text/part_pieces.hpp"
#include "format/xml/splitter.hpp"

namespace review {

// Tells the parts of one XML member: each story (the body, a header, a note, a text box, a shape of a slide) as one part, a line a
// paragraph and a line a row, then text outside of it element by element, attributes, comments and instructions.
//
// A paragraph with tracked deletions or hidden runs is read again with them, since a value may stand in either reading; what
// its fields say (w:instrText) and what drawings keep in elements are parts of their own. These, and text boxes, tables in cells
// and mc:Fallback, follow the story they stand in.
class MemberReader {
public:
    MemberReader(const OoxmlMember& member, const std::string& draft_name, const Limits& limits, ExtractionSink& sink, std::uint32_t& number);
    ~MemberReader();
    void run();
    // Without the text of cells, which is read as a table elsewhere, and of shared strings that cells show.
    void pass_over_cells() { cells_elsewhere_ = true; }

    std::vector<TypedPlace> typed;
    UnseenText unseen;

private:
    struct Open {
        std::string_view name;
        std::string kind;  // of a cell: its type
    };
    struct Later {
        std::string name;
        XmlPlace place;
        bool table;
        UnitFound found;
    };
    struct Story;

    void region(XmlPlace place, bool whole);
    void unit(bool table, XmlPlace place);
    void again(const Later& later);
    void end_story();
    std::string story_name() const;
    void element_text(const XmlToken& token);
    void other_sizes(const MappedText& header);
    bool told_elsewhere() const;
    void numbers_in_rows();
    void markup();
    void tag(const XmlToken& token);
    void attribute(std::string_view element, const XmlAttribute& attribute);
    void decoded(MappedText written);
    bool is_new_author(std::string_view element, std::string_view attribute, const std::string& value);
    Part head(PartKind kind, std::string label) const;
    void finish(PartPieces& pieces);
    bool is_unit(std::string_view name) const;

    const OoxmlMember& member_;
    const SourceText& text_;
    std::string_view utf8_;
    XmlSplitter splitter_;
    ExtractionSink& sink_;
    std::uint32_t& number_;
    std::unique_ptr<Story> story_;
    std::unique_ptr<const SlideRows> rows_;  // of a slide
    std::vector<Open> open_;
    std::set<std::string> authors_;
    std::uint32_t stories_ = 0, elements_ = 0, attributes_ = 0, comments_ = 0, names_ = 0;
    PartKind kind_;
    bool sheets_;  // of a workbook, where texts have escapes of their own
    bool cells_elsewhere_ = false;
};

}  // namespace review
