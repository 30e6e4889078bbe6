#pragma once

#include <set>
#include <string>
#include <vector>

#include <review/document.hpp>
#include <review/finding.hpp>
#include <review/policy.hpp>

namespace review {

// What a policy says of fields of an XML draft, and of the XML records of an office document, place by place (docs/policy.md). Of any other draft, and without such rules, it says nothing.
class FieldDuties {
public:
    FieldDuties(const Draft& draft, const Document& document, const Policy& policy);

    bool empty() const { return cut_.empty() && passed_over_.empty() && published_.empty(); }
    // What the fields that go hold of this part, each a finding without its id. What was blotted out before is none.
    std::vector<Finding> in(const Part& part) const;
    bool passes_over(const Finding& finding) const;
    // Allows what has to be published and may be.
    void publish(Finding& finding) const;
    // Paths of fields that go, in the policy's words, which fit nothing for their prefixes alone: the draft may call the name space otherwise.
    const std::vector<std::string>& missed() const { return missed_; }
    // Paths of fields that go, which fit no place of an XML draft.
    const std::vector<std::string>& in_vain() const { return in_vain_; }

private:
    struct Field {
        ByteRange bytes;
        const FieldRule* rule;
        const std::string* path;  // the names that lead to it
    };
    static void keep_outermost(std::vector<Field>& fields);
    static const Field* around(const std::vector<Field>& fields, const Finding& finding);

    std::vector<std::string> missed_, in_vain_;
    std::set<std::string> paths_;
    std::vector<Field> cut_, passed_over_, published_;  // ascending, none in another of its kind
};

}  // namespace review
