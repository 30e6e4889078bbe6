#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "format/ofd/member_tree.hpp"

namespace review {

// What a rebuild writes of an element's text or of an attribute.
enum class OfdValue {
    none,     // nothing
    measure,  // numbers
    path,     // path data
    word,     // a word of the standard, or a number
    id,       // numbered anew
    place,    // of a member; written anew
    text,     // words for people
    own,      // what the rebuild itself knows: text codes, the highest number
};

// The text of a known element; none for others.
OfdValue ofd_text_of(std::string_view element);
// An attribute of a known element; none: it does not come along.
OfdValue ofd_attribute_of(std::string_view element, std::string_view attribute);

// The nodes of a member that are on the list of elements.inc, from a root called `root` on. By node.
std::vector<bool> ofd_listed(const OfdTree& tree, std::string_view root);

// Whether a value tells nothing of its own: a number of up to seven digits, or a word of the standard.
bool is_ofd_value(std::string_view value);
bool is_ofd_word(std::string_view value);
// Names of the standard and of XML itself.
bool is_ofd_namespace(std::string_view uri);
// Links that a reader may click in a published document.
bool is_ofd_link(std::string_view uri);

}  // namespace review
