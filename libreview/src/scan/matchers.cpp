#include "scan/matchers.hpp"

#include <algorithm>

#include <review/error.hpp>

#include "base/messages.hpp"

namespace review {
namespace {

constexpr std::array kinds{ViewKind::base, ViewKind::joined, ViewKind::digits};

bool blank(char byte) { return byte == ' ' || byte == '\t' || byte == '\n'; }

[[noreturn]] void refuse(const CompiledRule& rule, int line, const std::string& why) {
    const int at = line > 0 ? line : rule.rule->line;
    throw Error(Errc::bad_pattern,
                say(Msg::scan_bad_rule, {rule.pack->file, std::to_string(at), rule.rule->id, why}));
}

// The term without blanks at its ends, with single spaces inside.
std::string squeezed(std::string_view text) {
    std::string term;
    for (const char byte : text) {
        if (!blank(byte)) term += byte;
        else if (!term.empty() && term.back() != ' ') term += ' ';
    }
    while (!term.empty() && term.back() == ' ') term.pop_back();
    return term;
}

std::string literal_expression(std::string_view term) {
    constexpr char hex[] = "0123456789abcdef";
    std::string expression;
    for (const char byte : term) {
        const auto value = static_cast<unsigned char>(byte);
        if (byte == ' ') expression += "[ \\t\\n]+";
        else expression += std::string("\\x") + hex[value >> 4] + hex[value & 15];
    }
    return expression;
}

// Where the term begins that ends at `end`.
std::size_t term_begin(std::string_view text, std::string_view term, std::size_t end) {
    std::size_t at = end;
    for (auto byte = term.rbegin(); byte != term.rend(); ++byte) {
        if (*byte == ' ') {
            while (at > 0 && blank(text[at - 1])) --at;
        } else {
            --at;
        }
    }
    return at;
}

bool wants(const Rule& rule, ViewKind kind) {
    return std::find(rule.views.begin(), rule.views.end(), name_of(kind)) != rule.views.end();
}

}  // namespace

Matchers::Matchers(const std::vector<PatternPack>& packs, const std::string& cache_folder) : kept_(cache_folder) {
    for (const auto& pack : packs) {
        for (const auto& rule : pack.rules) {
            CompiledRule compiled{&pack, &rule, nullptr, {}};
            if (!rule.verify.empty()) {
                compiled.verify = verifier(rule.verify);
                if (!compiled.verify) refuse(compiled, rule.line, say(Msg::scan_unknown_word, {rule.verify}));
            }
            for (const auto& label : rule.labels) compiled.labels.push_back(in_view(ViewKind::base, label));
            rules_.push_back(std::move(compiled));
        }
    }
    for (std::size_t i = 0; i < rules_.size(); ++i) add_rule(i);
    for (std::size_t group = 0; group < views_.size(); ++group) {
        for (auto& view : views_[group]) compile(view, cache_of(static_cast<Group>(group)));
    }
}

Matchers::Group Matchers::group_of(const PatternPack& pack) {
    return pack.built_in ? Group::built_in : pack.asked ? Group::asked : Group::files;
}

Matchers::ViewMatchers& Matchers::matchers_of(std::size_t rule, ViewKind kind) {
    return views_[static_cast<std::size_t>(group_of(*rules_[rule].pack))][static_cast<std::size_t>(kind)];
}

void Matchers::each_database(const std::function<void(const PatternDatabase&)>& visit) const {
    for (const auto& group : views_) {
        for (const auto& view : group) {
            if (view.database) visit(*view.database);
            for (const auto& matcher : view.matchers) {
                if (matcher.starts) visit(*matcher.starts);
            }
        }
    }
}

void Matchers::add_rule(std::size_t index) {
    const Rule& rule = *rules_[index].rule;
    if (!rule.digits.empty()) digit_rules_.push_back(index);
    for (const int length : rule.digits) longest_number_ = std::max(longest_number_, static_cast<std::size_t>(length));
    for (const ViewKind kind : kinds) {
        if (!wants(rule, kind)) continue;
        for (const auto& term : rule.terms) add_term(index, term, kind);
        for (const auto& regex : rule.match) add_regex(index, regex, kind);
    }
}

void Matchers::add_term(std::size_t rule, const Pattern& term, ViewKind kind) {
    const std::string literal = squeezed(in_view(kind, term.text));
    if (literal.empty()) refuse(rules_[rule], term.line, say(Msg::scan_empty_term));
    ViewMatchers& view = matchers_of(rule, kind);
    view.matchers.push_back({rule, &term, literal, nullptr});
    view.expressions.push_back({literal_expression(literal), Reading::bytes});
}

void Matchers::add_regex(std::size_t rule, const Pattern& regex, ViewKind kind) {
    ViewMatchers& view = matchers_of(rule, kind);
    view.matchers.push_back({rule, &regex, {}, nullptr});
    view.expressions.push_back({regex.text, rules_[rule].verify ? Reading::bytes : Reading::characters});
    if (rules_[rule].verify) return;
    try {
        view.matchers.back().starts = std::make_unique<PatternDatabase>(
            std::vector<Expression>{{regex.text, Reading::characters_with_starts}}, cache_of(group_of(*rules_[rule].pack)));
    } catch (const RefusedExpression& refused) {
        refuse(rules_[rule], regex.line, refused.what());
    }
}

void Matchers::compile(ViewMatchers& view, const DatabaseCache& cache) {
    if (view.expressions.empty()) return;
    try {
        view.database = std::make_unique<PatternDatabase>(view.expressions, cache);
    } catch (const RefusedExpression& refused) {
        const Matcher& guilty = view.matchers[refused.index];
        refuse(rules_[guilty.rule], guilty.pattern->line, refused.what());
    }
    view.expressions.clear();
}

std::vector<RawHit> Matchers::run(Views& views) const {
    std::vector<RawHit> hits;
    for (const ViewKind kind : kinds) {
        for (const auto& group : views_) {
            const ViewMatchers& matchers = group[static_cast<std::size_t>(kind)];
            if (matchers.database) run_view(matchers, views.view(kind), views.part(), hits);
        }
    }
    if (!digit_rules_.empty()) run_digits(views, hits);
    return hits;
}

void Matchers::judge(std::size_t rule, const Candidate& candidate, std::vector<RawHit>& hits) const {
    auto verdict = rules_[rule].verify(candidate);
    if (!verdict) return;
    if (rules_[rule].rule->label_required && candidate.label_before(verdict->begin).empty()) return;
    hits.push_back({rule, &candidate.view, std::move(*verdict)});
}

void Matchers::run_view(const ViewMatchers& matchers, const TextView& view, const Part& part,
                        std::vector<RawHit>& hits) const {
    const std::string_view text = view.text();
    for (const EngineHit& hit : matchers.database->scan(text)) {
        const Matcher& matcher = matchers.matchers[hit.expression];
        const CompiledRule& rule = rules_[matcher.rule];
        if (rule.verify) {
            judge(matcher.rule, {part, view, hit.end, hit.end, {}, rule.labels}, hits);
        } else if (!matcher.term.empty()) {
            const std::size_t begin = term_begin(text, matcher.term, hit.end);
            hits.push_back({matcher.rule, &view, {begin, hit.end, rule.rule->likelihood, {}, {}}});
        } else {
            for (const EngineHit& whole : matcher.starts->scan(text)) {
                hits.push_back({matcher.rule, &view, {whole.begin, whole.end, rule.rule->likelihood, {}, {}}});
            }
        }
    }
}

void Matchers::run_digits(Views& views, std::vector<RawHit>& hits) const {
    const DigitsView& digits = views.digits();
    for (const DigitRun& run : digits.runs) {
        const auto joints = digits.joints_of(run);
        // A number begins and ends at the ends of the run or at joints: a digit next to a digit is
        // no edge. Lengths are bounded, so each beginning looks at few ends.
        for (std::size_t first = 0; first <= joints.size(); ++first) {
            const std::size_t begin = first == 0 ? run.begin : joints[first - 1].at;
            for (std::size_t last = first; last <= joints.size(); ++last) {
                const std::size_t end = last == joints.size() ? run.end : joints[last].at;
                if (end - begin > longest_number_) break;
                const auto inside = joints.subspan(first, last - first);
                for (const std::size_t index : digit_rules_) {
                    const auto& lengths = rules_[index].rule->digits;
                    if (std::find(lengths.begin(), lengths.end(), static_cast<int>(end - begin)) == lengths.end()) continue;
                    judge(index, {views.part(), digits.view, begin, end, inside, rules_[index].labels}, hits);
                }
            }
        }
    }
}

}  // namespace review
