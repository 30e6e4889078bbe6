#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include <qpdf/QPDFObjectHandle.hh>

#include "proof/font_codes.hpp"

namespace review {

// The fonts of a file by object, read once each.
class FontShelf {
public:
    explicit FontShelf(std::uint64_t most) : most_(most) {}
    const FontCodes* font(QPDFObjectHandle resources, const std::string& name);
    const std::map<QPDFObjGen, std::unique_ptr<FontCodes>>& all() const { return fonts_; }
    void add(QPDFObjectHandle font);

private:
    std::uint64_t most_;
    std::map<QPDFObjGen, std::unique_ptr<FontCodes>> fonts_;
    std::map<std::string, QPDFObjGen> by_name_;  // last font of a name: for streams without resources
};

// What one content stream shows.
struct Shown {
    std::vector<std::string> pieces;  // decoded, one for each unbroken run of glyphs
    std::string whole;                // all pieces in order
    std::string codes;                // their codes in order
    std::vector<std::string> strings; // every string operand: of shows, of marked content, of anything
};

// `content` is a stream or an array of streams.
Shown shown_by(QPDFObjectHandle content, QPDFObjectHandle resources, FontShelf& fonts);

}  // namespace review
