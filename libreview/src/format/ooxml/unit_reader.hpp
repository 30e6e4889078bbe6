#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "format/ooxml/sheet_text.hpp"
#include "format/ooxml/story_text.hpp"
#include "format/ooxml/typed_place.hpp"
#include "format/text/source_text.hpp"
#include "format/xml/splitter.hpp"

namespace review {

// Where in a member the content of an element begins.
struct XmlPlace {
    std::size_t position = 0;
    std::uint32_t depth = 0;
};

// Characters that a reader of the page does not see.
struct UnseenText {
    std::string deleted, hidden;
};

// What is told of a unit. `fields` and `others` are told alone: codes of fields, text that drawings keep in elements.
struct UnitReading {
    bool deleted = false, inserted = true, hidden = false, fields = false, others = false;
    bool escapes = false;  // _x0041_ is a letter: in spreadsheets
};

enum class UnitKind { none, paragraph, table };

// What a unit holds beside the text that is shown.
struct UnitFound {
    struct Nested {
        XmlPlace place;
        UnitKind kind;
    };
    bool deleted = false, hidden = false, fields = false, others = false;
    std::vector<Nested> nested;
    bool nothing() const { return !deleted && !hidden && !fields && !others && nested.empty(); }
};

// Reads one unit, a paragraph or a table, from behind its start tag: its runs with nothing between (ECMA-376-1, 17.3.1 and
// 17.3.2). Leaves the splitter behind its end.
class UnitReader {
public:
    UnitReader(const SourceText& text, XmlSplitter& splitter, bool table, const UnitReading& reading, PartPieces& pieces, StoryText& story)
        : text_(text), utf8_(text.utf8()), splitter_(splitter), table_(table), reading_(reading), pieces_(pieces), story_(story) {}

    // `found`: of a first reading, which also notes what is unseen.
    void read(XmlPlace place, UnitFound* found, UnseenText& unseen, std::vector<TypedPlace>& typed);

private:
    struct Row;
    static const Row rows[];

    void start(const XmlToken& token);
    void end();
    void words(const XmlToken& token);
    bool is_wanted(bool text, bool field, bool deleted, bool markup) const;

    void nests(const XmlToken& token);
    void taken_away(const XmlToken& token);
    void put_in(const XmlToken& token);
    void vanish(const XmlToken& token);
    void turn(const XmlToken& token);
    void field(const XmlToken& token);
    bool within_instruction() const;
    void row(const XmlToken& token);
    void cell(const XmlToken& token);
    void columns(const XmlToken& token);
    void blank(const XmlToken& token);
    void line_break(const XmlToken& token);
    void hyphen(const XmlToken& token);
    void symbol(const XmlToken& token);
    void symbol_font(const XmlToken& token);
    void feed_symbols(const XmlToken& token);

    bool tells_text() const { return !reading_.fields && !reading_.others; }
    bool is_shown() const { return hidden_run_ == 0 || reading_.hidden; }
    bool in_run() const { return parent_ == "r"; }
    void put(char c);

    const SourceText& text_;
    std::string_view utf8_;
    XmlSplitter& splitter_;
    bool table_;
    UnitReading reading_;
    PartPieces& pieces_;
    StoryText& story_;
    UnitFound* found_ = nullptr;
    UnseenText* unseen_ = nullptr;
    std::vector<TypedPlace>* typed_ = nullptr;
    std::vector<std::string_view> open_;
    std::string_view parent_;
    std::size_t skipped_ = 0;     // size of open_ from which on nothing is read
    std::size_t hidden_run_ = 0;  // of the run that is formatted as hidden
    std::size_t font_run_ = 0;    // of the run that says its font
    std::vector<bool> fields_;    // that are open, outermost first: their instruction is not over yet
    std::size_t turned_ = 0;      // of what stands from right to left
    std::string font_;
};

// What the attribute of that local name says, of the start tag the splitter gave last.
std::string attribute_of(const XmlSplitter& splitter, std::string_view utf8, std::string_view local);

// Text of a token, each character with its place.
void feed_token(const SourceText& text, const XmlToken& token, PartPieces& pieces);
MappedText text_of_token(const SourceText& text, const XmlToken& token);
// Characters that go together or not at all: the place of each is `source`.
void feed_whole(std::string_view said, ByteRange source, PartPieces& pieces);
// Text of a token, references resolved.
std::string plain_text(std::string_view utf8, const XmlToken& token);

}  // namespace review
