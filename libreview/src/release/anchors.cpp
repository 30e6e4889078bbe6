// How findings are known again in another version of a draft: docs/decisions.md.
#include <review/error.hpp>
#include <review/release.hpp>

#include "release/same_value.hpp"
#include "release/surroundings.hpp"

namespace review {
namespace {

constexpr std::size_t digits = 32;

class Looking final : public ExtractionSink {
public:
    explicit Looking(const std::vector<Finding>& findings) : surroundings(findings) {}
    void part(Part&& part) override { surroundings.part(part); }
    void blind_spot(BlindSpot&&) override {}
    Surroundings surroundings;
};

// What stands over a row's column: a number that was an office's and is a home's now is not the same. In other text labels stand in what
// is around, and a line break inside one hides it from rules.
std::string labels_of(const Finding& finding, const std::string& kind) {
    std::string labels;
    if (!kind.starts_with("row")) return labels;
    for (const auto& word : finding.evidence) {
        if (word.starts_with("label:") || word.starts_with("must-publish:")) labels += word + "\n";
    }
    return labels;
}

}  // namespace

Anchors anchors_of(const Draft& draft, const std::vector<Finding>& findings, ByteView key, const OpenOptions& options) {
    if (key.empty()) return {};
    Looking looking(findings);
    open_document(draft, options)->extract(looking);
    looking.surroundings.end();
    auto around = std::move(looking.surroundings).take();
    const KeyedDigest keyed(key);
    Anchors anchors{keyed.of("decisions of this key").hex().substr(0, 16), {}};
    for (std::size_t i = 0; i < findings.size(); ++i) {
        const auto& finding = findings[i];
        Anchor anchor;
        anchor.value = keyed.of({"decision value", finding.rule, same_value(finding)}).hex().substr(0, digits);
        if (!around[i].kind.empty()) {
            const auto kind = std::string(name_of(finding.where.kind)) + " " + around[i].kind;
            anchor.context = keyed.of({"decision context", finding.rule, kind, around[i].before, around[i].after, labels_of(finding, around[i].kind)}).hex().substr(0, digits);
        }
        anchors.of.push_back(std::move(anchor));
    }
    return anchors;
}

}  // namespace review
