#pragma once

#include <string>
#include <vector>

#include <review/redaction_plan.hpp>

namespace review {

// Collects what goes and hands out ordered cuts that do not overlap. A place where a value was seen
// again inside a place that was decided upon belongs to that decision alone.
class CutList {
public:
    void decided(const GlyphSpan& span, PartKind kind, const std::string& finding);
    void seen_again(const GlyphSpan& span, PartKind kind, const std::string& finding);
    std::vector<Cut> merged() &&;

private:
    struct Entry {
        Cut cut;
        bool decided;
    };
    std::vector<Entry> entries_;
};

bool overlap(const GlyphSpan& left, const GlyphSpan& right);

}  // namespace review
