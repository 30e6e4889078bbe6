#pragma once

#include <optional>
#include <string>

#include <review/part.hpp>
#include <review/policy.hpp>

#include "model/glyph_bytes.hpp"
#include "model/table_headers.hpp"

namespace review {

// Why something has to be published.
struct PublicMark {
    std::string word;  // a label of the policy, or a word of evidence; never text of the draft
    const MustPublish* entry = nullptr;
};

// Sees, part by part, what the policy wants published.
class MustPublishGuard {
public:
    explicit MustPublishGuard(const Policy& policy);

    void read(const Part& part);  // in order of extraction, before questions about it

    // By the label before glyph `begin` of the part read last, over its column, or that is its element's name.
    std::optional<PublicMark> label_of(const Part& part, std::uint32_t begin);

    // By a label inside glyphs [begin, end): what is cut together with its label. `form`: only a label with a colon or a
    // digit right behind it, as in a form or a list, not one that a sentence speaks of.
    std::optional<PublicMark> label_within(const Part& part, std::uint32_t begin, std::uint32_t end, bool form = false) const;

    // Allows a finding that has to be published, and says so in its evidence.
    void apply(const Part& part, Finding& finding);

private:
    std::optional<PublicMark> ends_with_label(const std::string& loose_text, const Finding* finding) const;
    std::optional<PublicMark> label_for(const Part& part, std::uint32_t begin, const Finding* finding);

    const Policy& policy_;
    TableHeaders headers_;
    std::vector<std::vector<std::string>> labels_;  // loose, by entry
    GlyphBytes bytes_;
};

// Never classified, a credential, a term somebody named, or what is critical: a label is the draft's own word.
bool may_have_to_be_published(const Finding& finding);

}  // namespace review
