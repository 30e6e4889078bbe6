#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <review/digest.hpp>
#include <review/part.hpp>
#include <review/plugin_identity.hpp>

namespace review {

// A place where a removed value was seen again. Never the value.
struct Residue {
    std::string rule;      // RemovedValue::rule
    std::string place;     // "object 14 0 R, stream", "byte 1024", "page 3"
    std::string encoding;  // "utf-8", "utf-16be", "gbk", "hex", "font codes", "text"
};

// One box on a page of the output.
struct Box {
    std::uint32_t page = 0;
    Quad quad{};
    std::string finding;
    bool on_picture = false;  // no part of the file form: reader_can_tell says it
};

// Something the rebuild left out, because it was not on the allow-list or carried a removed value.
struct Removal {
    std::string place;   // "/Root /Names /JavaScript", "outline 3"
    std::string reason;  // "not-on-list", "carries-value", "off-layer", "unreachable", "signature"
    std::uint32_t count = 1;
};

// Something the policy wants published that was cut all the same. Never the value.
struct PublicCut {
    std::string place;   // "page 3"
    std::string label;   // the policy's word for it: "办公电话"
    std::vector<std::string> basis;
    std::string finding; // ids, joined by a space; empty for an area a person drew
};

// Fields of the same names that lost something, and what they hold now.
struct NeutralField {
    std::string path;  // "/list/record/birth"
    std::string text;
    bool removed = false;  // element or attribute are gone
    std::uint32_t count = 0;
};

// "Looked again, it is gone": the result of prove(), and the JSON next to a release.
struct Evidence {
    Digest draft;
    Digest output;
    std::string format;
    bool reopened = false;           // by the second parser
    bool untouched_equal = false;    // every glyph outside the cuts is still there, in its place
    std::uint32_t values = 0;        // how many were looked for
    std::uint32_t streams = 0;       // how many were inflated and searched
    std::vector<Residue> residue;
    std::vector<std::string> residual_findings;  // rules that still fire and were not decided "keep"
    std::vector<std::string> residual_places;    // "page 3": where each of them does
    std::vector<std::string> doubts;             // what could not be looked at
    std::vector<Box> boxes;
    std::vector<Removal> removals;
    std::vector<PublicCut> public_cuts;          // warnings: they make nothing unclean
    std::vector<std::string> reader_can_tell;    // "box 1 on page 2: the width of what it covers"
    std::string rendered = "not rendered";
    std::vector<PluginIdentity> plugins;         // foreign code that had a word in it
    std::vector<std::string> not_found;          // "terms/term-2": asked for, and nowhere in the draft; makes nothing unclean
    std::vector<std::string> recognised;         // "page 3": read by a machine, in the draft
    std::string by_schema;                       // "valid", "draft was not valid"; empty: no schema was given
    std::vector<std::string> marks;              // "UTF-16LE": a byte order mark was put in front, for the text to be read as it was
    std::vector<NeutralField> neutral_fields;    // of XML, that hold another value than blocks

    bool clean() const {
        return reopened && untouched_equal && residue.empty() && residual_findings.empty() && doubts.empty();
    }
};

}  // namespace review
