#include <algorithm>
#include <map>

#include "proof/rescan.hpp"
#include "proof/untouched.hpp"

namespace review {
namespace {

constexpr std::string_view block = "\u2588";

struct Asides final : ExtractionSink {
    Asides(const RedactionPlan& a_plan, bool with_cuts) : plan(a_plan), cutting(with_cuts) {}
    void part(Part&& part) override {
        if (part.kind == PartKind::page || (cutting && part.page > 0 && fate_of(plan, part.page))) return;
        const auto cuts = cutting ? cuts_of(plan, part.number) : std::span<const Cut>{};
        auto unseen = part.unseen.begin();
        const auto end = part.first + part.glyph_count();
        auto cut = cuts.begin();
        auto& text = texts[part.number];
        // A long part arrives in pieces, which may overlap.
        for (auto i = std::max(part.first, read[part.number]); i < end; ++i) {
            while (cut != cuts.end() && cut->span.end <= i) ++cut;
            while (unseen != part.unseen.end() && *unseen < i) ++unseen;
            const bool gone = (cut != cuts.end() && cut->span.begin <= i) || (unseen != part.unseen.end() && *unseen == i);
            const auto glyph = text_of(part, i, i + 1);
            if (!gone && glyph != block && glyph != " " && glyph != "\t" && glyph != "\n") text += glyph;
        }
        read[part.number] = end;
    }
    void blind_spot(BlindSpot&&) override {}

    // How often each text stands there.
    std::map<std::string, int> counted() const {
        std::map<std::string, int> all;
        for (const auto& [number, text] : texts) {
            if (!text.empty()) ++all[text];
        }
        return all;
    }

    const RedactionPlan& plan;
    bool cutting;
    std::map<std::uint32_t, std::string> texts;
    std::map<std::uint32_t, std::uint32_t> read;
};

}  // namespace

bool asides_untouched(const Document& draft, const Document& output, const RedactionPlan& plan) {
    Asides expected(plan, true), seen(plan, false);
    draft.extract(expected);
    output.extract(seen);
    return expected.counted() == seen.counted();
}

}  // namespace review
