#include <review/scanner.hpp>

#include <algorithm>
#include <map>
#include <set>

#include <review/error.hpp>

#include "base/messages/scan.hpp"
#include "model/line_label.hpp"
#include "scan/asked_terms.hpp"
#include "scan/called_part.hpp"
#include "scan/detected.hpp"
#include "scan/matchers.hpp"
#include "scan/number_marks.hpp"
#include "scan/overlaps.hpp"
#include "scan/quoted_lines.hpp"
#include "scan/shown_part.hpp"
#include "text/shown_order.hpp"
#include "scan/told_again.hpp"

namespace review {
namespace {

// What is left of a rule's hits where they overlap: the surest, then the longest, then the one in
// the plainest view. One that holds a surer one whole lends it its length: the first 18 of the 19
// digits of a card that goes on in the next line may fit by chance, and the last must not stay.
struct Settled {
    RawHit hit;
    GlyphSpan span;
};

bool better(const Settled& a, const Settled& b) {
    const auto length = [](const Settled& one) { return one.span.end - one.span.begin; };
    if (a.hit.verdict.likelihood != b.hit.verdict.likelihood) return a.hit.verdict.likelihood > b.hit.verdict.likelihood;
    if (length(a) != length(b)) return length(a) > length(b);
    if (a.span.begin != b.span.begin) return a.span.begin < b.span.begin;
    return a.hit.view->kind() < b.hit.view->kind();
}

bool lends_length(const Settled& longer, const Settled& held) {
    return longer.hit.verdict.likelihood >= Likelihood::likely && longer.span.begin <= held.span.begin &&
           longer.span.end >= held.span.end;
}

void lend_length(const Settled& longer, Settled& held) {
    held.span = longer.span;
    held.hit.view = longer.hit.view;
    held.hit.verdict.begin = longer.hit.verdict.begin;
    held.hit.verdict.end = longer.hit.verdict.end;
}

std::vector<Settled> settle(std::vector<Settled> hits) {
    std::vector<Settled*> order;
    order.reserve(hits.size());
    for (auto& hit : hits) order.push_back(&hit);
    std::sort(order.begin(), order.end(), [](const Settled* a, const Settled* b) {
        return a->hit.rule != b->hit.rule ? a->hit.rule < b->hit.rule : better(*a, *b);
    });
    std::vector<Settled> kept;
    std::map<std::uint32_t, std::size_t> taken;  // of one rule: begin -> index in kept
    for (auto* each : order) {
        auto& one = *each;
        if (!kept.empty() && kept.back().hit.rule != one.hit.rule) taken.clear();
        const auto next = taken.lower_bound(one.span.end);
        const auto last = next == taken.begin() ? taken.end() : std::prev(next);
        if (last == taken.end() || kept[last->second].span.end <= one.span.begin) {
            taken[one.span.begin] = kept.size();
            kept.push_back(std::move(one));
            continue;
        }
        const bool only = last == taken.begin() || kept[std::prev(last)->second].span.end <= one.span.begin;
        const auto index = last->second;
        if (!only || !lends_length(one, kept[index])) continue;
        taken.erase(last);
        taken[one.span.begin] = index;
        lend_length(one, kept[index]);
    }
    return kept;
}

// (?-m), (?i-m:...): from there on ^ and $ stand at the ends of the text.
bool takes_lines_away(std::string_view group) {
    bool off = false;
    for (const char c : group) {
        if (c == '-') off = true;
        else if (c == 'm' && off) return true;
        else if ((c | 0x20) < 'a' || (c | 0x20) > 'z') return false;
    }
    return false;
}

// \A, \z or \Z; ^ and $ stand at lines, unless a group says otherwise.
bool is_anchored(std::string_view expression) {
    for (std::size_t i = 0; i + 1 < expression.size(); ++i) {
        if (expression[i] == '(' && expression[i + 1] == '?' && takes_lines_away(expression.substr(i + 2))) return true;
        if (expression[i] != '\\') continue;
        ++i;
        if (expression[i] == 'A' || expression[i] == 'z' || expression[i] == 'Z') return true;
    }
    return false;
}

bool stands_before(const Finding& a, const Finding& b) {
    return a.where.span != b.where.span ? a.where.span < b.where.span : a.rule < b.rule;
}

// As they stand in the part. A finding is large: each is moved once.
std::vector<Finding> in_order(std::vector<Finding>&& findings) {
    std::vector<Finding*> order;
    order.reserve(findings.size());
    for (auto& finding : findings) order.push_back(&finding);
    std::sort(order.begin(), order.end(), [](const Finding* a, const Finding* b) { return stands_before(*a, *b); });
    std::vector<Finding> sorted;
    sorted.reserve(order.size());
    for (auto* finding : order) sorted.push_back(std::move(*finding));
    return sorted;
}

std::string hit_view(const RawHit& hit, std::string_view excerpt) {
    const auto seen = hit.view->text().substr(hit.verdict.begin, hit.verdict.end - hit.verdict.begin);
    return std::string(seen == excerpt ? name_of(ViewKind::base) : name_of(hit.view->kind()));
}

Finding finding(const Settled& settled, const CompiledRule& compiled, Views& views) {
    const Part& part = views.part();
    const Verdict& verdict = settled.hit.verdict;
    const TextRange bytes = views.glyphs().widened(settled.hit.view->origin(verdict.begin, verdict.end));
    const std::string_view excerpt = std::string_view(part.text).substr(bytes.begin, bytes.end - bytes.begin);
    Finding made;
    made.rule = compiled.pack->name + "/" + compiled.rule->id;
    made.category = compiled.rule->category;
    made.severity = verdict.severity.value_or(compiled.rule->severity);
    made.likelihood = verdict.likelihood;
    made.basis = compiled.rule->basis;
    made.where.span = settled.span;
    made.where.kind = part.kind;
    made.where.label = label_at(part, bytes.begin);
    made.where.page = part.page;
    made.where.quads = quads_of(part, settled.span.begin, settled.span.end);
    made.where.xpath = part.xpath;
    made.where.bytes = source_of(part, bytes.begin, bytes.end);
    made.excerpt = Sensitive(excerpt);
    made.preview = masked(excerpt);
    made.view = hit_view(settled.hit, excerpt);
    made.evidence = verdict.evidence;
    return made;
}

}  // namespace

struct Scanner::Impl {
    Impl(std::vector<PatternPack> given, const std::string& cache_folder, Detectors some)
        : packs(std::move(given)), matchers(packs, cache_folder), asked(packs), detectors(std::move(some)) {
        for (const auto& pack : packs) {
            for (const auto& rule : pack.rules) {
                if (!rule.digits.empty()) numbers.insert(pack.name + "/" + rule.id);
                for (const auto& regex : rule.match) anchored = anchored || is_anchored(regex.text);
            }
        }
    }
    std::vector<Finding> findings(const Part& part, std::string_view headings) const;
    std::vector<Finding> called(const Part& part, std::string_view headings) const;  // with what the draft calls the part in front of it

    std::vector<PatternPack> packs;
    Matchers matchers;
    AskedTerms asked;
    Detectors detectors;
    std::set<std::string> numbers;  // rules that look for digits
    bool anchored = false;          // an expression asks for the beginning or the end of the text
};

Scanner::Scanner(std::unique_ptr<const Impl> impl) : impl_(std::move(impl)) {}
Scanner::Scanner(Scanner&&) noexcept = default;
Scanner& Scanner::operator=(Scanner&&) noexcept = default;
Scanner::~Scanner() = default;

// What a policy says of the rules of our packs it does not say of a program that is called as one is. An office's own pack and its own
// detector may share a name, and then the office's rows of the policy.
static void check_detector_name(const Detector& detector) {
    const auto name = detector.id();
    if (is_taken_pack_name(name)) throw Error(Errc::bad_config, say(Msg::scan_taken_detector, {detector.identity().name, name}));
}

Scanner Scanner::compile(std::vector<PatternPack> packs, const std::string& cache_folder, Detectors detectors) {
    for (const auto& detector : detectors) check_detector_name(*detector);
    return Scanner(std::make_unique<const Impl>(std::move(packs), cache_folder, std::move(detectors)));
}

std::vector<Finding> Scanner::scan(const Part& part, std::string_view headings) const {
    if (part.text.empty()) return {};
    auto findings = impl_->called(part, headings);
    if (has_number_marks(part.text)) {
        join_findings(findings, impl_->called(without_number_marks(part), headings));
        findings = in_order(std::move(findings));
    }
    if (has_quoted_lines(part)) {
        join_findings(findings, impl_->called(with_quoted_lines(part), headings));
        findings = in_order(std::move(findings));
    }
    if (!turns_round(part.text)) return findings;
    const ShownPart shown(part);
    auto more = impl_->called(shown.part(), headings);
    shown.settle(more);
    join_findings(more, std::move(findings));
    return in_order(std::move(more));
}

std::vector<Finding> Scanner::Impl::called(const Part& part, std::string_view headings) const {
    const auto calls = part.called.empty() ? std::vector<std::string_view>() : calls_of(part);
    if (calls.empty() || !headings.empty()) return this->findings(part, headings);
    std::vector<Finding> findings;
    for (const auto call : calls) {
        auto some = this->findings(with_call(part, call), headings);
        settle_called(part, call, some);
        join_findings(findings, std::move(some));
    }
    return in_order(std::move(findings));
}

std::vector<Finding> Scanner::Impl::findings(const Part& part, std::string_view headings) const {
    std::vector<Finding> findings;
    Views views(part);
    std::vector<Settled> hits;
    for (auto& hit : matchers.run(views, headings)) {
        const auto span = views.glyphs().glyphs(hit.view->origin(hit.verdict.begin, hit.verdict.end));
        hits.push_back({std::move(hit), span});
    }
    for (const auto& settled : settle(std::move(hits))) {
        findings.push_back(finding(settled, matchers.rule(settled.hit.rule), views));
    }
    take_in_overlapped(findings, numbers);
    asked.add_findings(part, findings);
    for (const auto& detector : detectors) add_detected(*detector, part, views.glyphs(), findings);
    if (part.kind == PartKind::picture) mark_recognised(findings);
    take_in_told_again(part, findings);
    return in_order(std::move(findings));
}

std::vector<bool> Scanner::may_find(std::span<const Part> parts) const {
    // Terms somebody named are looked for in other ways, too; what is anchored at the ends of a text is found nowhere in it.
    if (impl_->asked.any() || impl_->anchored || !impl_->detectors.empty()) return std::vector<bool>(parts.size(), true);
    // Ends and begins lines, and no view drops it or joins anything over it.
    constexpr std::string_view between = "\n\u2042\n";
    std::vector<bool> suspects(parts.size(), false);
    for (std::size_t i = 0; i < parts.size(); ++i) suspects[i] = !parts[i].beside.empty() || turns_round(parts[i].text) || has_number_marks(parts[i].text) || has_quoted_lines(parts[i]) || impl_->matchers.named_as_label(parts[i]);
    std::vector<std::size_t> ends;
    Part all;
    std::size_t size = 0;
    for (const auto& part : parts) size += part.called.size() + part.text.size() + between.size() + 2;
    all.text.reserve(size);
    ends.reserve(parts.size());
    for (const auto& part : parts) {
        if (!part.called.empty()) {
            for (const auto call : calls_of(part)) all.text += in_front(call);
        }
        for (const auto line : part.cell_lines) all.cell_lines.push_back(static_cast<std::uint32_t>(all.text.size() + line));
        all.text += part.text;
        // A carriage return at the end is a line feed; before that of `between` it would be none.
        if (part.text.ends_with('\r')) all.text += '\n';
        all.text += between;
        ends.push_back(all.text.size());
    }
    Views views(all);
    impl_->matchers.suspect(views, [&](TextRange range) {
        auto index = static_cast<std::size_t>(std::upper_bound(ends.begin(), ends.end(), range.begin) - ends.begin());
        for (; index < parts.size(); ++index) {
            suspects[index] = true;
            if (range.end <= ends[index]) break;
        }
    });
    return suspects;
}

const std::vector<PatternPack>& Scanner::packs() const { return impl_->packs; }

const Detectors& Scanner::detectors() const { return impl_->detectors; }

std::string Scanner::engine() const { return engine_version(); }

Digest Scanner::fingerprint() const {
    std::string all = engine() + "\n" REVIEW_VERSION "\n";
    for (const auto& pack : impl_->packs) all += pack.name + " " + pack.version + " " + pack.digest.hex() + "\n";
    for (const auto& detector : impl_->detectors) all += detector->id() + " " + detector->identity().digest.hex() + "\n";
    return sha256(as_bytes(all));
}

}  // namespace review
