#pragma once

#include <set>
#include <string>
#include <vector>

#include <review/finding.hpp>
#include <review/part.hpp>
#include <review/policy.hpp>

#include "policy/must_publish.hpp"
#include "release/typed_columns.hpp"

namespace review {

// A mobile number behind 举报电话 is a hotline, and that of the one who reports where their name stands in the same row or sentence, or where
// the record is theirs (举报人：). Then the label frees nothing: the rows of the policy say what becomes of it.
class PrivateNumbers {
public:
    PrivateNumbers(const Policy& policy, const MustPublishGuard& guard);

    void read(const Part& part);  // in order of extraction, before questions about it
    // Findings of the part read last, with what rows and labels made of them.
    void take_back(const Part& part, TypedColumns& columns, std::vector<Finding>& findings);
    // Once all parts are read: what the elements beside an element of XML tell.
    void settle(std::vector<Finding>& findings) const;

private:
    bool is_beside(const Part& part, TypedColumns& columns, std::size_t at, const Finding& number, const std::vector<std::size_t>& persons) const;
    void take_back(Finding& finding) const;

    const Policy& policy_;
    const MustPublishGuard& guard_;
    std::set<std::string, std::less<>> records_;  // of XML, that name who reports
};

}  // namespace review
