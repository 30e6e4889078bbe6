#include <map>
#include <set>
#include <utility>

#include <review/document.hpp>
#include <review/error.hpp>

#include "model/markup_names.hpp"

namespace review {
namespace {

class Counter final : public ExtractionSink {
public:
    explicit Counter(Inspection& seen) : seen_(seen) {}
    ~Counter() override {
        for (const auto& [kind, count] : counts_) seen_.parts.push_back({kind, count.first.size(), count.second});
    }
    // A long part arrives in pieces, which may overlap.
    void part(Part&& part) override {
        if (is_markup_name(part)) return;  // no part of the text
        auto& [numbers, glyphs] = counts_[part.kind];
        const auto end = part.first + part.glyph_count();
        if (part.number != last_ || numbers.empty()) counted_ = 0;
        last_ = part.number;
        if (end > counted_) glyphs += end - std::max(part.first, counted_);
        counted_ = std::max(counted_, end);
        numbers.insert(part.number);
    }
    void blind_spot(BlindSpot&& spot) override { seen_.blind_spots.push_back(std::move(spot)); }

private:
    Inspection& seen_;
    std::map<PartKind, std::pair<std::set<std::uint32_t>, std::uint64_t>> counts_;
    std::uint32_t last_ = 0, counted_ = 0;
};

}  // namespace

Inspection Document::inspect() const {
    Inspection seen;
    seen.format = std::string(format());
    seen.pages = pages();
    {
        Counter counter(seen);
        extract(counter);
    }
    seen.complete = seen.blind_spots.empty();
    return seen;
}

namespace {

// Places in markup name elements and attributes, and nobody has looked for anything in them here.
void mask_odd_names(Inspection& seen) {
    if (seen.format != "xml" && seen.format != "html" && seen.format != "archive") return;
    for (auto& one : seen.concealed) one.label = without_odd_names(one.label);
    for (auto& one : seen.blind_spots) one.label = without_odd_names(one.label), one.object = without_odd_names(one.object);
}

}  // namespace

Inspection inspect_document(const Draft& draft, const OpenOptions& options) {
    Inspection seen;
    try {
        seen = open_document(draft, options)->inspect();
        mask_odd_names(seen);
    } catch (const Error& error) {
        seen = {};
        seen.failure = error.what();
    }
    seen.name = draft.name;
    seen.sha256 = draft.digest;
    return seen;
}

}  // namespace review
