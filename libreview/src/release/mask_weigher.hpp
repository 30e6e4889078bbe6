#pragma once

#include <string>
#include <vector>

#include <review/finding.hpp>
#include <review/part.hpp>
#include <review/policy.hpp>

#include "model/table_headers.hpp"

namespace review {

// How much a partly masked value still tells, with all that its record tells: the row of a table with its headers, the
// paragraph, the elements beside it. What fits fewer values than the policy's floor is a finding, what stands unmasked elsewhere in
// the draft as well; the others are none.
class MaskWeigher {
public:
    explicit MaskWeigher(const Policy& policy);

    void read(const Part& part);                          // in order of extraction
    void add(const Part& part, std::size_t finding, const Finding& masked, std::size_t at);  // at: its byte of the part
    // Once all parts are read: settles likelihood and action of masked findings, and takes out those that are none.
    void settle(std::vector<Finding>& findings);

private:
    struct Waiting {
        std::size_t finding;
        std::string rule, pattern;
        std::string before, after;  // what its record says
        bool whole;                 // what follows is no part of it
    };

    const Policy& policy_;
    TableHeaders headers_;
    std::string parent_, siblings_;  // of XML
    std::vector<Waiting> waiting_;
    std::size_t first_open_ = 0;  // from here on what follows belongs to the record as well
};

bool is_masked(const Finding& finding);

}  // namespace review
