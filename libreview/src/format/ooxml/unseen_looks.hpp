#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <review/inspection.hpp>
#include <review/limits.hpp>

#include "base/colour.hpp"
#include "format/ooxml/package.hpp"

namespace review {

// What nobody sees in a member, by how it is concealed.
using OfficeUnseen = std::map<std::pair<Concealment, Manner>, std::string>;

// Adds `text` there, if there is something in it.
void add_unseen_text(OfficeUnseen& unseen, Concealment kind, Manner manner, std::string_view text);
// Text in the colour of what it stands on: under a dark one somebody took a marker for a redaction.
void add_same_colour(OfficeUnseen& unseen, const Rgb& ground, std::string_view text);

double office_number(const std::string& text);  // 0: it is none

// How a style of characters or paragraphs writes (ECMA-376-1, 17.7); unset: as what it is based on.
struct WordStyle {
    std::string based_on;
    std::optional<Rgb> ink, ground, marker;
    std::optional<double> size, scale;  // points, percent
    bool shaded = false;  // of a table: some of its cells have a colour
};

// Text of a document that is written so that nobody sees it: in the colour of its ground, too small, in a frame beside the page; and
// opaque shapes that float over a paragraph. Pages are not laid out: such a shape is told with the paragraph it hangs on.
class WordLooks {
public:
    WordLooks(const OoxmlPackage& package, const std::string& draft_name, const Limits& limits);
    OfficeUnseen in(const OoxmlMember& member) const;

private:
    void read_styles(const OoxmlMember& member);
    WordStyle resolved(const std::string& id) const;

    const std::string& draft_name_;
    const Limits& limits_;
    std::map<std::string, WordStyle> styles_;
    std::string usual_;  // style of paragraphs that name none
};

// The same for slides: shapes one over the other, hidden ones, those beside the slide, text in the colour of its ground.
class SlideLooks {
public:
    SlideLooks(const OoxmlPackage& package, const std::string& draft_name, const Limits& limits);
    OfficeUnseen in(const OoxmlMember& slide) const;

private:
    bool has_white_ground(const OoxmlMember& slide) const;

    const OoxmlPackage& package_;
    const std::string& draft_name_;
    const Limits& limits_;
    double width_ = 12192000, height_ = 6858000;  // 19.2.1.39
};

}  // namespace review
