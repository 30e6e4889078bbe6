#include <algorithm>
#include <array>
#include <map>
#include <set>

#include "proof/rescan.hpp"
#include "proof/untouched.hpp"

namespace review {
namespace {

constexpr std::string_view block = "\u2588";

bool is_link(std::string_view text) {
    constexpr std::array<std::string_view, 5> schemes{"http:", "https:", "mailto:", "tel:", "ftp:"};
    return std::any_of(schemes.begin(), schemes.end(), [&](auto scheme) { return text.starts_with(scheme); });
}

struct Asides final : ExtractionSink {
    Asides(const RedactionPlan& a_plan, bool with_cuts) : plan(a_plan), cutting(with_cuts) {}
    void part(Part&& part) override {
        if (part.kind == PartKind::page || (cutting && part.page > 0 && fate_of(plan, part.page))) return;
        const auto cuts = cutting ? cuts_of(plan, part.number) : std::span<const Cut>{};
        if (part.kind == PartKind::picture) {
            pictures.emplace(part.label, part.number);
            if (!cuts.empty()) gone.insert(part.label);
        }
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

    // How often each text stands there. A picture goes whole, by what any of its readings loses or where an officer had it left out.
    std::map<std::string, int> counted() {
        for (const auto& spot : plan.accepted) {
            if (cutting && spot.goes) gone.insert(spot.label);
        }
        for (const auto& [label, number] : pictures) {
            if (gone.contains(label)) texts.erase(number);
        }
        std::map<std::string, int> all;
        for (const auto& [number, text] : texts) {
            if (!text.empty()) ++all[text];
        }
        return all;
    }

    const RedactionPlan& plan;
    bool cutting;
    std::map<std::uint32_t, std::string> texts;
    std::multimap<std::string, std::uint32_t> pictures;  // what was recognised, by label
    std::set<std::string> gone;
    std::map<std::uint32_t, std::uint32_t> read;
};

}  // namespace

bool asides_untouched(const Document& draft, const Document& output, const RedactionPlan& plan) {
    Asides expected(plan, true), seen(plan, false);
    draft.extract(expected);
    output.extract(seen);
    auto wanted = expected.counted();
    for (const auto& [text, times] : seen.counted()) {
        auto& left = wanted[text];
        left -= times;
        if (left < 0) return false;
    }
    // A link goes with the words that carried it.
    return std::all_of(wanted.begin(), wanted.end(), [](const auto& one) { return one.second == 0 || is_link(one.first); });
}

}  // namespace review
