#include "scan/verifier.hpp"

#include <algorithm>
#include <utility>

#include "scan/key_labels.hpp"
#include "scan/spaced_labels.hpp"
#include "text/utf8.hpp"

namespace review {

#define REVIEW_ENTRY(name) std::optional<Verdict> verify_##name(const Candidate&);
#include "verifiers.inc"
#undef REVIEW_ENTRY

namespace {

constexpr std::pair<std::string_view, Verifier> verifiers[] = {
#define REVIEW_ENTRY(name) {#name, verify_##name},
#include "verifiers.inc"
#undef REVIEW_ENTRY
};

}  // namespace

Verifier verifier(std::string_view name) {
    for (const auto& [known, function] : verifiers) {
        if (known == name) return function;
    }
    return nullptr;
}

namespace {

// As rfind, which compares whole words at each byte: the last byte of an ideograph tells most of them apart.
std::size_t last_place(std::string_view window, std::string_view word) {
    if (word.empty() || word.size() > window.size()) return word.empty() ? window.size() : window.npos;
    const char first = word.front(), last = word.back();
    for (std::size_t at = window.size() - word.size() + 1; at-- > 0;) {
        if (window[at + word.size() - 1] == last && window[at] == first && window.substr(at).starts_with(word)) return at;
    }
    return window.npos;
}

}  // namespace

std::string_view Candidate::label_before(std::size_t at) const {
    const std::size_t from = at > label_reach ? at - label_reach : 0;
    std::string_view window = text().substr(from, at - from);
    // In a flood of digits this is asked at every one of them.
    if (!window.empty() && window.find_first_not_of("0123456789") == window.npos) return {};
    // 身 份 证 号
    std::string squeezed;
    if (window.find(' ') != window.npos) window = squeezed = without_blanks_in_words(window);
    std::string_view nearest;
    std::size_t nearest_end = 0;
    for (const std::string& label : labels) {
        const auto found = last_place(window, label);
        if (found == window.npos) continue;
        const std::size_t past = found + label.size();
        if (past > nearest_end || (past == nearest_end && label.size() > nearest.size())) {
            nearest = label;
            nearest_end = past;
        }
    }
    if (nearest.empty()) {
        const auto words = words_of_key_before(text(), at);
        const auto same = words.empty() ? labels.end() : std::find(labels.begin(), labels.end(), words);
        if (same != labels.end()) return *same;
    }
    if (!nearest.empty() || part.beside.empty() || at >= text().size() || view.origin(at, at + 1).begin < part.beside_from) return nearest;
    const auto printed = std::find_if(labels.begin(), labels.end(), [&](const std::string& label) { return part.beside.find(label) != part.beside.npos; });
    return printed == labels.end() ? nearest : std::string_view(*printed);
}

std::string_view Candidate::line_of(std::size_t from, std::size_t to, std::size_t most) const {
    const TextRange range = view.origin(from, to);
    const std::string_view all = part.text;
    std::size_t first = range.begin, last = range.end;
    const auto breaks = [&](std::size_t i) { return all[i] == '\n' || all[i] == '\r'; };
    while (first > 0 && !breaks(first - 1) && last - first <= most) --first;
    while (last < all.size() && !breaks(last) && last - first <= most) ++last;
    return last - first <= most ? all.substr(first, last - first) : std::string_view{};
}

bool Candidate::ends_line(std::size_t at) const {
    if (at >= text().size() || text()[at] == '\n') return at < text().size();
    return text()[at] == ' ' && !part.cell_lines.empty() && part.text[view.origin(at, at + 1).begin] == '\n';
}

std::size_t Candidate::lines_crossed() const {
    return static_cast<std::size_t>(std::count_if(joints.begin(), joints.end(), [](const Joint& joint) { return joint.kind == JointKind::line; }));
}

bool note_label(const Candidate& candidate, Verdict& verdict) {
    const auto label = candidate.label_before(verdict.begin);
    if (!label.empty()) verdict.evidence.push_back("label:" + std::string(label));
    return !label.empty();
}

}  // namespace review
