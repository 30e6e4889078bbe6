#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <podofo/podofo.h>

#include "format/pdf/removed_values.hpp"

namespace review::pdf {

// What a structure element has under it (ISO 32000-1, table 323): an element, marked content of a page, or a link.
struct StructureKid {
    enum class Kind { element, content, link, other };  // other: content without a number of a page's, as a form has it
    Kind kind = Kind::element;
    std::size_t element = 0;            // of StructureTree::elements
    PoDoFo::PdfReference page;          // of all but elements
    std::uint32_t number = 0;           // of marked content
    PoDoFo::PdfReference annotation;    // of a link
};

// A structure element: what kind of content it is, and what a reader of tags needs to follow it. Titles, identifiers,
// expansions, ActualText and attributes that measure (they would give away what was cut) are not here.
struct StructureElement {
    std::string type;      // a standard one: roles of the author's are followed to it
    std::string language;  // "" where it has none
    std::optional<PoDoFo::PdfString> description;  // Alt
    std::vector<std::pair<std::string, std::string>> attributes;  // key and name, or key and number
    std::string attributes_of;  // Layout, List, Table
    std::vector<StructureKid> kids;
};

struct StructureTree {
    std::vector<StructureElement> elements;
    std::vector<StructureKid> kids;  // of the root: elements
    bool empty() const { return kids.empty(); }
};

// Reads the tree and takes it off the catalogue. `gone`: objects with strings that go. Nothing where the document is not tagged, or the tree is deeper or larger than any an office
// makes: then it goes, as `removals` says.
StructureTree take_structure(PoDoFo::PdfMemDocument& document, const std::set<PoDoFo::PdfReference>& gone, Removals& removals);

// Hangs the tree on the catalogue anew, with what of its content is left on the pages, whose marked content is numbered
// anew. Descriptions stay where `loses` holds none of their pages, or nothing where they have none: they may tell of what went. Elements without content go,
// but for empty cells of a row. The page's content streams have been cleaned; the ones that keep numbers are returned.
// Of an empty tree nothing is left anywhere.
std::set<PoDoFo::PdfReference> hang_structure(PoDoFo::PdfMemDocument& document, const StructureTree& tree,
                                              const std::vector<PoDoFo::PdfReference>& pages,
                                              const std::set<PoDoFo::PdfReference>& loses, Removals& removals);

}  // namespace review::pdf
