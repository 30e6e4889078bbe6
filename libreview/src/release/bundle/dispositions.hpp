#pragma once

#include <map>
#include <string>
#include <string_view>

#include <review/decisions.hpp>
#include <review/finding.hpp>

namespace review {

// What becomes of each finding by what persons and policy said. The decisions outlive it.
class Dispositions {
public:
    explicit Dispositions(const Decisions& decisions);

    std::string_view of(const Finding& finding) const;  // "redact", "mask", "keep", "allowed" ...
    std::string basis_of(const Finding& finding) const;  // the decision's, or the rule's and the policy's

private:
    const Decision* said_of(const Finding& finding) const;

    bool redact_all_;
    std::map<std::string, const Decision*, std::less<>> said_;
};

}  // namespace review
