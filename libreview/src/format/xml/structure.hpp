#pragma once

#include <string>
#include <vector>

#include <review/limits.hpp>

#include "format/text/source_text.hpp"

namespace review {

// What has to be known of a document before its parts can be told: one bit for each element, in
// order of start tags. True: the element has text of its own or is a table with rows, so it and what
// stands in it read as one run.
struct XmlStructure {
    std::vector<bool> has_text;
};

// Reads the document once. Throws what XmlSplitter throws.
XmlStructure xml_structure(const SourceText& text, const std::string& draft_name, const Limits& limits);

// Lets libxml2 read the document, which is the authority on whether it is one, and compares what it
// reports, event by event, with what our own splitter sees: names, attributes, text, comments,
// instructions. Throws Errc::malformed with the line where libxml2 refuses or the two disagree:
// then our coordinates would not be those of the text that readers see.
void check_well_formed(ByteView bytes, const SourceText& text, const std::string& draft_name, const Limits& limits);

}  // namespace review
