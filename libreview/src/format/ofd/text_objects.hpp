#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "format/ofd/font_programs.hpp"

namespace review {

// What is cut or stays as one: a character, or the characters that a CGTransform draws together.
struct OfdGlyph {
    std::string text;                    // UTF-8
    std::string shown;                   // what it says: for characters only a font knows, the font's word or U+FFFD
    std::uint32_t codes = 1;             // characters
    std::vector<std::uint32_t> shapes;   // glyph numbers, where a CGTransform says them
    bool transformed = false;
    double x = 0, y = 0;                 // its origin, in the space of the object
    double advance = 0;                  // how wide it is there
    std::vector<std::pair<double, double>> steps;  // to the next glyph, one for each of its shapes
    std::string shape;                   // other letters that the font says it is; empty: no dispute
};

// 11.3, CT_TextCode, with the CGTransforms before it.
struct OfdTextCode {
    std::uint32_t node = 0;
    std::vector<OfdGlyph> glyphs;
    bool vertical = false;  // written downwards
};

// 11.2 and 11.3, CT_Text.
struct OfdTextObject {
    const OfdMember* member = nullptr;
    std::uint32_t node = 0;
    std::string font;
    double size = 0, scale = 1;   // HScale
    double turn = 0;              // CharDirection, in degrees clockwise
    std::vector<OfdTextCode> codes;
};

// Reads text objects, each once.
class OfdTextObjects {
public:
    OfdTextObjects(const OfdPackage& package, const std::string& draft_name);
    // Throws malformed where numbers are none.
    const OfdTextObject& read(const OfdMember& member, std::uint32_t node);
    const OfdFontPrograms& fonts(std::size_t body) const { return fonts_[body]; }

private:
    void place_glyphs(const OfdTextObject& object, OfdTextCode& code, const OfdTree& tree, double& x, double& y) const;

    const std::string& draft_name_;
    std::vector<OfdFontPrograms> fonts_;  // by body
    std::map<std::pair<std::size_t, std::uint32_t>, OfdTextObject> read_;  // member, node
};

// The first character of a text in UTF-8; 0: none.
char32_t ofd_first_character(std::string_view utf8);

// A number of an attribute; `otherwise` where there is none. Throws malformed where it is no number.
double ofd_attribute_number(const OfdTree& tree, std::uint32_t node, std::string_view name, double otherwise, const std::string& place);
[[noreturn]] void ofd_malformed(const std::string& draft_name, const OfdMember& member);

}  // namespace review
