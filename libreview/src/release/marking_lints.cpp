#include "release/marking_lints.hpp"

#include <algorithm>
#include <chrono>
#include <set>

#include <review/extraction.hpp>

#include "base/loose_text.hpp"
#include "policy/must_publish.hpp"
#include "release/secrecy_period.hpp"
#include "text/utf8.hpp"
#include "text/views.hpp"

namespace review {
namespace {

constexpr std::size_t most_labels = 3;

bool is_marking(const Finding& finding) { return finding.rule == "cn-classified/secret-marking"; }

struct Marking {
    int most_years = 0;  // 0: no level
    std::string_view rest;  // behind the star
};

Marking read_marking(std::string_view text) {
    for (const auto& [level, years] : {std::pair<std::string_view, int>{"绝密", 30}, {"机密", 20}, {"秘密", 10}}) {
        const auto at = text.find(level);
        if (at == text.npos) continue;
        auto rest = text.substr(at + level.size());
        const auto star = decode_utf8(rest, 0);
        rest.remove_prefix(std::min(star.size, rest.size()));
        while (!rest.empty() && (rest[0] == ' ' || rest[0] == '\n' || rest[0] == '\t')) rest.remove_prefix(1);
        return {years, rest};
    }
    return {};
}

void lint(Finding& finding) {
    const auto text = in_view(ViewKind::joined, finding.excerpt.reveal());
    auto [most, rest] = read_marking(text);
    if (most == 0) return;
    const auto say = [&, most = most](const char* word) { finding.evidence.push_back(word + (":" + std::to_string(most))); };
    if (rest.empty()) return say("no-period");
    using namespace std::chrono;
    if (is_longer_than(rest, most, floor<days>(system_clock::now()))) say("over-long");
}

class PublicLabels final : public ExtractionSink {
public:
    explicit PublicLabels(const Policy& policy) : guard_(policy) {}
    void part(Part&& part) override {
        // A line at a time: a label and its value stand together.
        std::uint32_t begin = part.first;
        for (const auto& line : lines_of(part)) {
            const auto end = begin + line;
            if (end > begin) {
                if (const auto mark = guard_.label_within(part, begin, end, true)) labels.insert(mark->word);
            }
            if (labels.size() >= most_labels) return;
            begin = end + 1;
        }
    }
    void blind_spot(BlindSpot&&) override {}

    std::set<std::string> labels;

private:
    // Glyphs of each line.
    static std::vector<std::uint32_t> lines_of(const Part& part) {
        std::vector<std::uint32_t> lines{0};
        const auto count = part.glyph_count();
        std::size_t byte = 0;
        for (std::uint32_t i = 0; i < count; ++i) {
            const bool breaks = part.text[byte] == '\n';
            if (part.glyph_ends.empty()) byte += std::max<std::size_t>(decode_utf8(part.text, byte).size, 1);
            else byte = part.glyph_ends[i];
            if (breaks) lines.push_back(0);
            else ++lines.back();
        }
        return lines;
    }

    MustPublishGuard guard_;
};

}  // namespace

void lint_markings(const Document& document, const Policy& policy, std::vector<Finding>& findings) {
    if (std::none_of(findings.begin(), findings.end(), is_marking)) return;
    PublicLabels seen(policy);
    if (!policy.must_publish.empty()) document.extract(seen);
    for (auto& finding : findings) {
        if (!is_marking(finding)) continue;
        lint(finding);
        for (const auto& label : seen.labels) finding.evidence.push_back("over-classified:" + label);
        if (!seen.labels.empty()) finding.basis.emplace_back("保密法实施条例5");
    }
}

}  // namespace review
