#include "scan/matchers.hpp"

#include <algorithm>
#include <array>
#include <set>

#include <review/error.hpp>

#include "base/messages/scan.hpp"
#include "scan/characters.hpp"
#include "scan/key_labels.hpp"
#include "scan/labelled_values.hpp"
#include "scan/masked_run.hpp"
#include "scan/matcher_rows.hpp"

namespace review {
namespace {

constexpr std::array kinds{ViewKind::base, ViewKind::joined, ViewKind::digits};

bool blank(char byte) { return byte == ' ' || byte == '\t' || byte == '\n'; }

[[noreturn]] void refuse(const CompiledRule& rule, int line, const std::string& why) {
    // There is no file of it.
    if (!rule.rule->place.empty()) throw Error(Errc::bad_pattern, say(Msg::scan_bad_word, {rule.rule->place, why}));
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

Likelihood one_step_surer(Likelihood likelihood) {
    return likelihood == Likelihood::possible ? Likelihood::likely : Likelihood::certain;
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

bool begins_with_class(std::string_view expression) {
    while (expression.starts_with("(?:")) expression.remove_prefix(3);
    return expression.starts_with('[');
}

bool wants(const Rule& rule, ViewKind kind) {
    return std::find(rule.views.begin(), rule.views.end(), name_of(kind)) != rule.views.end();
}

bool numbers_a_person(std::string_view verify) {
    constexpr std::array<std::string_view, 7> verifiers{"resident_id", "resident_id_15", "mobile", "bank_card", "masked_resident_id", "masked_mobile", "masked_bank_card"};
    return std::find(verifiers.begin(), verifiers.end(), verify) != verifiers.end();
}

}  // namespace

Matchers::Matchers(const std::vector<PatternPack>& packs, const std::string& cache_folder) : kept_(cache_folder) {
    std::set<std::string> names;
    for (const auto& pack : packs) {
        for (const auto& rule : pack.rules) {
            CompiledRule compiled{&pack, &rule, nullptr, {}, check_digits(rule.check)};
            if (!rule.verify.empty()) {
                compiled.verify = verifier(rule.verify);
                if (!compiled.verify) refuse(compiled, rule.line, say(Msg::scan_unknown_word, {rule.verify}));
            }
            if (!names.insert(pack.name + "/" + rule.id).second) refuse(compiled, rule.line, say(Msg::scan_duplicate_name, {pack.name}));
            for (const auto* labels : {&rule.labels, &rule.form_labels}) {
                for (const auto& label : *labels) compiled.labels.push_back(in_view(ViewKind::base, label));
            }
            compiled.of_person = rule.verify == "sensitive_attribute" || rule.verify == "minor";
            // Not those who act for a body, whose rule is of low severity.
            compiled.names_person = rule.verify == "person_name" && rule.severity > Severity::low;
            compiled.numbers_person = numbers_a_person(rule.verify);
            compiled.masked = rule.verify.starts_with("masked_");
            rules_.push_back(std::move(compiled));
        }
    }
    values_.resize(rules_.size() + views_.size());
    for (std::size_t i = 0; i < rules_.size(); ++i) add_rule(i);
    // Of expressions and verifiers.
    for (const std::string_view word : {"周岁", "单元", "号楼", "出生", "日生", "月生", "号院", "号附", "街坊", "号街", "支弄", "小区", "花园", "家园", "公寓", "新村", "山庄", "东户", "西户", "南户", "北户", "东经", "北纬",
                                        "国密字", "商业秘密", "年正月", "年冬月", "年腊月", "月初一", "月初二", "月初三", "月初四", "月初五", "月初六", "月初七", "月初八", "月初九", "月初十"}) joints_.add_word(word);
    for (const std::string_view era : {"公元", "公历", "农历"}) joints_.add_label(era);
    for (std::size_t group = 0; group < views_.size(); ++group) {
        for (auto& view : views_[group]) {
            view.each([&](Lot& lot) { compile(lot, cache_of(static_cast<Group>(group))); });
        }
    }
    for (auto& values : values_) compile(values);
}

const PatternDatabase& LateDatabase::get() const {
    std::call_once(once_, [this] {
        database_ = std::make_unique<PatternDatabase>(expressions_, cache_);
    });
    return *database_;
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
            view.each([&](const Lot& lot) {
                if (lot.database) visit(*lot.database);
                for (const auto& matcher : lot.matchers) {
                    if (matcher.starts) visit(matcher.starts->get());
                }
            });
        }
    }
    for (const auto& values : values_) {
        if (values.database) visit(values.database->get());
    }
}

void Matchers::add_rule(std::size_t index) {
    const Rule& rule = *rules_[index].rule;
    if (!rule.digits.empty()) digit_rules_.push_back(index);
    joined_alone_ = joined_alone_ || (wants(rule, ViewKind::joined) && !wants(rule, ViewKind::base));
    for (const int length : rule.digits) longest_number_ = std::max(longest_number_, static_cast<std::size_t>(length));
    for (const ViewKind kind : kinds) {
        if (!wants(rule, kind)) continue;
        for (const auto& term : rule.terms) add_term(index, term, kind);
        for (const auto& regex : rule.match) add_regex(index, regex, kind);
        if (rule.value.empty()) continue;
        for (std::size_t i = 0; i < rules_[index].labels.size(); ++i) add_label(index, rules_[index].labels[i], kind, i >= rule.labels.size());
    }
    Values& values = values_[values_of(index)];
    for (const auto& shape : rule.value) {
        values.rules.push_back(index);
        values.patterns.push_back(&shape);
    }
}

void Matchers::add_label(std::size_t rule, const std::string& label, ViewKind kind, bool in_form) {
    const std::string plain = squeezed(label);
    if (plain.empty()) refuse(rules_[rule], rules_[rule].rule->line, say(Msg::scan_empty_term));
    Lot& lot = matchers_of(rule, kind).words;
    lot.matchers.push_back({rule, &rules_[rule].rule->value.front(), plain, nullptr, true, in_form});
    lot.matchers.back().order = matchers_of(rule, kind).count++;
    lot.expressions.push_back({label_expression(plain), Reading::bytes});
    if (kind != ViewKind::base) return;
    labels_.emplace(plain, rule);
    label_names_.set(key_of_name(plain));
    joints_.add_label(plain);
    spaced_labels_.add(rule, plain, in_form);
}

void Matchers::compile(Values& values) {
    if (values.rules.empty()) return;
    const DatabaseCache& cache = cache_of(group_of(*rules_[values.rules.front()].pack));
    std::vector<Expression> expressions;
    for (const auto* pattern : values.patterns) {
        expressions.push_back({"\\A(?:" + pattern->text + ")", Reading::characters_with_ends});
    }
    try {
        values.database = std::make_unique<LateDatabase>(std::move(expressions), cache);
        if (!rules_[values.rules.front()].pack->built_in) values.database->get();
    } catch (const RefusedExpression& refused) {
        refuse(rules_[values.rules[refused.index]], values.patterns[refused.index]->line, refused.what());
    }
}

void Matchers::add_term(std::size_t rule, const Pattern& term, ViewKind kind) {
    const std::string literal = squeezed(in_view(kind, term.text));
    if (literal.empty()) refuse(rules_[rule], term.line, say(Msg::scan_empty_term));
    Lot& lot = matchers_of(rule, kind).words;
    if (kind == ViewKind::base) joints_.add_word(literal);
    if (kind == ViewKind::joined && literal != squeezed(in_view(ViewKind::base, term.text))) joined_alone_ = true;  // 秘 密 finds 秘密 there alone
    lot.matchers.push_back({rule, &term, literal, nullptr});
    lot.matchers.back().order = matchers_of(rule, kind).count++;
    lot.expressions.push_back({literal_expression(literal), Reading::bytes});
}

// 第12345条 has fewer.
constexpr std::size_t digits_of_number = 6;

Matchers::Lot& Matchers::lot_of(const Rule& rule, const Pattern& regex, bool built_in, ViewMatchers& view) {
    const auto digits = digits_in_line(regex.text);
    const auto wanting = [&](Lot& lot) -> Lot& {
        lot.digits = lot.matchers.empty() ? digits : std::min(lot.digits, digits);
        return lot;
    };
    const bool edge = regex.text.starts_with("\\b");
    // One beside words makes the engine look at each byte, by itself at those of its class alone. As many databases as a pack that somebody
    // wrote has expressions would be too many.
    const bool by_itself = edge && digits == 0 && built_in && begins_with_class(std::string_view(regex.text).substr(2));
    if (rule.apart || by_itself) {
        view.apart.emplace_back();
        return wanting(view.apart.back());
    }
    if (!edge) return view.words;
    if (digits == 0) return view.edges;
    return wanting(digits >= digits_of_number ? view.numbers : view.edges_and_digits);
}

void Matchers::add_regex(std::size_t rule, const Pattern& regex, ViewKind kind) {
    Lot& lot = lot_of(*rules_[rule].rule, regex, rules_[rule].pack->built_in, matchers_of(rule, kind));
    lot.matchers.push_back({rule, &regex, {}, nullptr});
    lot.matchers.back().order = matchers_of(rule, kind).count++;
    lot.expressions.push_back({regex.text, rules_[rule].verify ? Reading::bytes : Reading::characters});
    if (rules_[rule].verify) return;
    try {
        const DatabaseCache& cache = cache_of(group_of(*rules_[rule].pack));
        lot.matchers.back().starts = std::make_unique<LateDatabase>(
            std::vector<Expression>{{regex.text, Reading::characters_with_starts}}, cache);
        // What somebody wrote has to be told at once where it is wrong.
        if (!rules_[rule].pack->built_in) lot.matchers.back().starts->get();
    } catch (const RefusedExpression& refused) {
        refuse(rules_[rule], regex.line, refused.what());
    }
}

void Matchers::compile(Lot& lot, const DatabaseCache& cache) {
    if (lot.expressions.empty()) return;
    try {
        lot.database = std::make_unique<PatternDatabase>(lot.expressions, cache);
    } catch (const RefusedExpression& refused) {
        const Matcher& guilty = lot.matchers[refused.index];
        refuse(rules_[guilty.rule], guilty.pattern->line, refused.what());
    }
    lot.expressions.clear();
}

std::vector<RawHit> Matchers::run(Views& views, std::string_view headings) const {
    std::vector<RawHit> hits;
    if (!headings.empty()) run_headings(headings, views, hits);
    if (!views.part().xpath.empty()) run_name(views, hits);
    if (!views.part().beside.empty()) run_beside(views, hits);
    for (const ViewKind kind : kinds) {
        std::optional<Rows> rows;
        for (const auto& group : views_) {
            const auto& matchers = group[static_cast<std::size_t>(kind)];
            if (matchers.count == 0) continue;
            if (!rows) rows.emplace(views.view(kind));
            run_group(matchers, views.part(), *rows, hits);
        }
        if (kind == ViewKind::base && rows) run_spaced_labels(views.part(), *rows, hits), run_keys(views.part(), *rows, hits);
    }
    run_over_lines(views, hits);
    if (!digit_rules_.empty()) run_digits(views, hits);
    name_numbers(views, hits);
    list_names(views, hits);
    leave_to_office(views.part(), hits);
    ask_names(views.part(), hits);
    return hits;
}

template <typename Tell>
void Matchers::suspect_lot(const Lot& lot, Rows& rows, Tell tell) const {
    const TextView& view = rows.view();
    std::size_t no_mask = view.text().npos;  // where the last one ends that is none
    for (const EngineHit& hit : hits_of(lot, rows)) {
        const Matcher& matcher = lot.matchers[hit.expression];
        // sec_1: each identifier of a document has such a mark. Nothing of a run is beyond its line.
        if (rules_[matcher.rule].masked && !matcher.label) {
            if (hit.end == no_mask || !masked_run(view.text(), hit.end)) {
                no_mask = hit.end;
                continue;
            }
        }
        if (matcher.label || rules_[matcher.rule].verify || !matcher.term.empty()) {
            tell(view, hit.end == 0 ? 0 : hit.end - 1, hit.end);
            continue;
        }
        // Of these the engine told the first end only.
        for (const EngineHit& whole : matcher.starts->get().scan(view.text())) tell(view, whole.begin, whole.end);
    }
}

void Matchers::suspect(Views& views, const std::function<void(TextRange)>& suspected) const {
    const auto tell = [&](const TextView& view, std::size_t begin, std::size_t end) {
        suspected(view.origin(begin, std::max(begin + 1, end)));
    };
    for (const ViewKind kind : kinds) {
        // Where nothing is joined the base view has told it all.
        if (kind == ViewKind::joined && !joined_alone_ && views.joined().size() == views.base().size()) continue;
        std::optional<Rows> rows;
        for (const auto& group : views_) {
            group[static_cast<std::size_t>(kind)].each([&](const Lot& lot) {
                if (lot.database && !rows) rows.emplace(views.view(kind));
                if (lot.database) suspect_lot(lot, *rows, tell);
            });
        }
    }
    Rows over(over_lines(views));
    for (const auto& group : views_) {
        group[static_cast<std::size_t>(ViewKind::base)].each([&](const Lot& lot) {
            if (lot.database && over.view().size() > 0) suspect_lot(lot, over, tell);
        });
    }
    spaced_labels_.each(views.base().text(), [&](const auto&, std::size_t begin, std::size_t end) { tell(views.base(), begin, end); });
    each_key(views.base().text(), [&](const KeyPlace& key) { tell(views.base(), key.begin, key.end); });
    if (digit_rules_.empty()) return;
    for (const DigitRun& run : views.digits().runs) tell(views.digits().view, run.begin, run.end);
}

// Check digits and labels speak for a value that no verifier judged.
void Matchers::accept(std::size_t index, const Candidate& found, Verdict verdict, bool at_label,
                      std::vector<RawHit>& hits) const {
    const CompiledRule& rule = rules_[index];
    std::string value(found.text().substr(verdict.begin, verdict.end - verdict.begin));
    std::erase(value, '\n');
    if (rule.rule->judge != nullptr) {
        if (!rule.rule->judge->accepts(value)) return;
        verdict.evidence.push_back("verifier:" + rule.rule->judge->name());
    }
    if (!rule.verify) {
        const bool label = at_label || (!rule.labels.empty() && note_label(found, verdict));
        if (rule.check && !check_digits_fit(rule.check, value)) {
            // Misread or mistyped: somebody looks at it where a label says what it was to be.
            if (!label) return;
            verdict.likelihood = Likelihood::possible;
            verdict.evidence.push_back("checksum-fails");
        } else {
            if (rule.check) verdict.evidence.push_back("checksum");
            if (at_label ? rule.check != nullptr : label) verdict.likelihood = one_step_surer(verdict.likelihood);
        }
    }
    if (rule.rule->label_required && !at_label && found.label_before(verdict.begin).empty()) return;
    hits.push_back({index, &found.view, std::move(verdict)});
}

void Matchers::judge(std::size_t rule, const Candidate& candidate, std::vector<RawHit>& hits) const {
    if (auto verdict = rules_[rule].verify(candidate)) return accept(rule, candidate, std::move(*verdict), false, hits);
    if (rules_[rule].of_person) hits.push_back({rule, &candidate.view, {candidate.begin, candidate.end, Likelihood::possible, {}, {}}, true});
}

std::vector<EngineHit> Matchers::hits_of(const Lot& lot, Rows& rows) {
    const auto text = rows.view().text();
    return lot.digits > 0 ? lot.database->scan(text, rows.with_digits(lot.digits)) : lot.database->scan(text);
}

// Of several databases as of one: by place.
std::vector<Matchers::Seen> Matchers::seen_by(std::span<const Lot* const> lots, Rows& rows) {
    std::vector<Seen> all;
    for (const auto* lot : lots) {
        if (!lot->database) continue;
        for (const EngineHit& hit : hits_of(*lot, rows)) all.push_back({&lot->matchers[hit.expression], hit});
    }
    if (lots.size() > 1) {
        std::sort(all.begin(), all.end(), [](const Seen& a, const Seen& b) { return a.hit.end != b.hit.end ? a.hit.end < b.hit.end : a.matcher->order < b.matcher->order; });
    }
    return all;
}

void Matchers::run_group(const ViewMatchers& matchers, const Part& part, Rows& rows, std::vector<RawHit>& hits) const {
    matchers.each_together([&](std::initializer_list<const Lot*> lots) {
        for (const auto& seen : seen_by({lots.begin(), lots.size()}, rows)) take(seen, part, rows, hits);
    });
}

void Matchers::take(const Seen& seen, const Part& part, Rows& rows, std::vector<RawHit>& hits) const {
    const TextView& view = rows.view();
    const std::string_view text = view.text();
    const auto& [matched, hit] = seen;
    const Matcher& matcher = *matched;
    const CompiledRule& rule = rules_[matcher.rule];
    const auto found = [&](std::size_t begin, std::size_t end) {
        accept(matcher.rule, {part, view, begin, end, {}, rule.labels}, {begin, end, rule.rule->likelihood, {}, {}},
               false, hits);
    };
    if (matcher.label) {
        run_label({matcher.rule, matcher.term, label_begin(text, matcher.term, hit.end), hit.end, matcher.in_form}, part, rows, hits);
    } else if (rule.verify) {
        const std::size_t begin = matcher.term.empty() ? hit.end : term_begin(text, matcher.term, hit.end);
        judge(matcher.rule, {part, view, begin, hit.end, {}, rule.labels}, hits);
    } else if (!matcher.term.empty()) {
        found(term_begin(text, matcher.term, hit.end), hit.end);
    } else {
        for (const EngineHit& whole : matcher.starts->get().scan(text)) found(whole.begin, whole.end);
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
