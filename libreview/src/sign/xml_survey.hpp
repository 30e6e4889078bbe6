#pragma once

#include <string>
#include <vector>

#include <review/bytes.hpp>
#include <review/digest.hpp>

namespace review {

// The first word of every identifier in a signature of ours.
inline constexpr std::string_view identifier_start = "review-";

// What one pass over an XML document tells who signs or verifies it. No tree of it stands in memory: a register of
// hundreds of MiB costs its own size and no more.
struct XmlSurvey {
    enum class State { read, malformed, has_dtd };
    State state = State::malformed;
    std::string encoding;     // as declared or seen; "UTF-8" where nothing says otherwise
    bool comments = false;    // also inside a signature
    bool absolute = true;     // every name space is; the canonical form knows no other
    std::size_t signatures = 0;  // ds:Signature anywhere
    bool last_in_root = false;   // the last child element of the root is one
    Digest digest;            // of the canonical form without the signatures that are children of the root
    std::string signature;    // the canonical form of the last of those, apart from the rest
    std::vector<std::string> identifiers;  // values of attributes called id, of any case, that begin as ours do

    std::size_t identified(std::string_view value) const;  // how many there are
};

// Without network, entities or a DTD; well-formed means with its name spaces.
XmlSurvey survey_xml(ByteView xml);

}  // namespace review
