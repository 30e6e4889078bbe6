#pragma once

#include <functional>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "format/ofd/font_trimming.hpp"
#include "format/text/cut_edits.hpp"

namespace review {

// A box of a page, in its own millimetres.
struct OfdBoxMark {
    Quad corners{};
};

// What is written, and in what state.
struct OfdWriting {
    const OfdPackage& package;
    OfdTextObjects& texts;
    const OfdTextEdits& edits;
    const OfdFontFiles& fonts;
    const std::set<std::pair<std::size_t, std::uint32_t>>& shown;
    const std::vector<Edit>& cuts;  // in attributes, by place
    Width width;
    std::map<const OfdMember*, std::vector<OfdBoxMark>> boxes;
    std::set<const OfdMember*> emptied;  // pages
};

// Writes XML members anew from the list of elements.inc: nothing else of the draft comes along, neither names, ids, prefixes and blanks
// nor comments. Members of one document after another; its Document.xml last, since it says how many ids there are.
class OfdMarkupWriter {
public:
    explicit OfdMarkupWriter(OfdWriting writing) : writing_(std::move(writing)) {}

    std::string write(const OfdMember& member);
    const std::vector<Removal>& removals() const { return removals_; }

private:
    bool element(std::uint32_t node, std::string& out);
    bool stays(std::uint32_t node) const;
    std::string attributes(std::uint32_t node);
    std::string text_value(const XmlAttribute& attribute) const;
    bool content(std::uint32_t node, std::string& out);
    void text_codes(std::uint32_t node, std::string& out);
    void text_code(const OfdTextObject& object, std::size_t code, std::string& out) const;
    std::string place(std::uint32_t node) const;
    std::string boxes();
    std::uint32_t id(const std::string& old);
    void forget(std::size_t before);

    OfdWriting writing_;
    const OfdMember* member_ = nullptr;
    std::map<std::string, std::uint32_t> ids_;  // of all documents: they may share resources
    std::vector<std::map<std::string, std::uint32_t>::iterator> named_;  // in the order of their numbers
    std::uint32_t last_id_ = 0;
    std::vector<Removal> removals_;
    std::uint32_t left_out_ = 0, hidden_ = 0;  // of the member at hand
};

// Text as XML writes it.
std::string ofd_escaped(std::string_view text);

}  // namespace review
