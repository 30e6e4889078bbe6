#pragma once

#include <optional>
#include <string>
#include <string_view>

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
    // The same for what stands under a heading that the part's lines do not show as such.
    void apply_heading(std::string_view heading, Finding& finding) const;
    std::string headings_over(const Part& part, std::size_t at) const;  // of the row with byte `at`, loose, parted by tabs
    bool may_free(const Finding& finding) const;  // a label
    // Takes back what `apply` said; what the rows say is for the caller.
    void withdraw(Finding& finding) const;

private:
    static void allow(Finding& finding, const PublicMark& mark);
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
