#pragma once

#include <memory>
#include <vector>

#include <review/finding.hpp>
#include <review/part.hpp>
#include <review/pattern_pack.hpp>

#include "model/spelled_out.hpp"

namespace review {

// Terms a person named, in layouts no view joins: letter by letter, painted in another order than
// read, from right to left.
class AskedTerms {
public:
    explicit AskedTerms(const std::vector<PatternPack>& packs);

    // Adds what is in none of `findings`, the part's. One whose glyphs do not stand together is a
    // finding at the first of them.
    bool any() const { return search_ != nullptr; }
    void add_findings(const Part& part, std::vector<Finding>& findings) const;

private:
    struct Term {
        const PatternPack* pack;
        const Rule* rule;
        std::string_view text;
    };
    Finding finding(const Part& part, const SpelledOut::Hit& hit) const;

    std::vector<Term> terms_;
    std::unique_ptr<SpelledOut> search_;
};

}  // namespace review
