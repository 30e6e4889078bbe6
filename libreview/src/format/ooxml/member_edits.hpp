#pragma once

#include <map>
#include <string>
#include <vector>

#include <review/redaction_plan.hpp>

#include "format/ooxml/package.hpp"
#include "format/ooxml/typed_place.hpp"
#include "format/text/cut_edits.hpp"

namespace review {

// What stands in the output for bytes of the draft: UTF-8 by place. Of two that overlap the one that begins first is made, the
// longer one where both begin together.
class MemberEdits {
public:
    // `edits` in order of place, as CutEdits gives them; `typed` in any order.
    MemberEdits(std::vector<Edit> edits, std::vector<TypedPlace> typed, Width width);

    const std::vector<Edit>& edits() const { return edits_; }
    void add(std::map<ByteRange, std::string> patches);
    void remove(const std::vector<ByteRange>& gone);
    // The member's bytes with all that was asked for; every other byte as it was.
    Bytes made_in(const OoxmlMember& member) const;

private:
    struct Longer {
        bool operator()(const ByteRange& a, const ByteRange& b) const { return a.begin != b.begin ? a.begin < b.begin : a.end > b.end; }
    };
    std::vector<Edit> edits_;
    std::map<ByteRange, std::string, Longer> patches_;
};

}  // namespace review
