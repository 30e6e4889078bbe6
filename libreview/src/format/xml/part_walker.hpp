#pragma once

#include <string>

#include <review/extraction.hpp>
#include <review/limits.hpp>

#include "format/text/source_text.hpp"
#include "format/xml/calls.hpp"
#include "format/xml/characters.hpp"
#include "format/xml/element_path.hpp"
#include "format/xml/splitter.hpp"
#include "format/xml/structure.hpp"
#include "format/xml/tables.hpp"

namespace review {

// Tells the parts of a document: the text of each block, that is of the outermost elements that have
// text of their own or are tables, with all that stands in them; then each attribute, comment and instruction.
// At last the names of elements and attributes, each once.
// Goes through the document once, and a second time through blocks that hold anything but text: as it noted them, if they are short.
class XmlPartWalker {
public:
    XmlPartWalker(const SourceText& text, const KnownBlocks& known, const std::string& draft_name, const Limits& limits,
                  ExtractionSink& sink);
    void run();

private:
    void element(const XmlToken& start);
    // Reads on to the end tag of the element just entered. True: the way back is worth going.
    bool block(const std::string& call);
    bool is_blank(const XmlToken& token) const;
    void feed_cell(const XmlToken& token, TableLayout& table, bool breaks);
    void attributes(const XmlAttribute* first, const XmlAttribute* past, const std::string& call);
    void called_within(const XmlToken& start, bool labelled, const std::string& call);
    void note(const XmlToken& token);
    void replay();
    void comment(const XmlToken& token);
    void instruction(const XmlToken& token);
    void leave();
    void begin(PartKind kind);
    void name(Part& part) const;
    void names();
    void name_of_markup(const XmlName& name);
    void feed(std::size_t begin, std::size_t end, XmlCharacters::Where where);
    void finish();
    void open(const Part& part);
    void tell_opened(const Part& part, std::string_view text);
    void tell_unread(const Part& part);

    const SourceText& text_;
    const KnownBlocks& known_;
    const std::string& draft_name_;
    const Limits& limits_;
    std::string_view utf8_;
    ExtractionSink& sink_;
    XmlSplitter splitter_;
    XmlBlocks blocks_;
    ElementPath path_;
    XmlCalls calls_;
    PartPieces pieces_;            // of the part that is being read
    // Tags, comments and instructions of the block that is being read, with their attributes.
    struct Noted {
        XmlToken token;
        std::size_t attributes_end;  // in noted_attributes_; they begin where those of the one before end
    };
    static constexpr std::size_t most_noted = 256;
    std::vector<Noted> noted_;
    std::vector<XmlAttribute> noted_attributes_;
    std::string_view attribute_;   // whose value it is, if it is one
    std::uint64_t element_ = 0;      // elements whose start tag was passed
    std::uint32_t block_depth_ = 0;  // of the block gone through a second time; 0: none
    std::uint32_t number_ = 0;       // of the next part
    std::uint32_t comments_ = 0, instructions_ = 0, unread_ = 0;
};

}  // namespace review
