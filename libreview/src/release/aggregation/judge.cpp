#include "release/aggregation/judge.hpp"

#include <algorithm>
#include <cstdlib>

#include "scan/mask_strength.hpp"

namespace review {
namespace {

using enum AttributeKind;
using Kinds = std::set<AttributeKind>;

constexpr std::size_t most_places = 5;

std::vector<std::string> identities(const std::vector<AggregationKeys::Epoch>& epochs) {
    std::vector<std::string> names;
    for (const auto& epoch : epochs) names.push_back(epoch.identity);
    return names;
}

bool all_of(const std::vector<AttributeKind>& needs, const Kinds& kinds) {
    return std::all_of(needs.begin(), needs.end(), [&](AttributeKind kind) { return kinds.count(kind) > 0; });
}

// Whether who knows the one knows the other: within a type from finer to coarser, but for the two ends of an identity number.
bool implies(AttributeKind finer, AttributeKind coarser) {
    if (finer >= coarser || type_of(finer) != type_of(coarser) || coarser == birth_age) return false;
    const auto front = [](AttributeKind kind) { return kind >= id_front6 && kind <= id_front2; };
    const auto back = [](AttributeKind kind) { return kind >= id_last4 && kind <= id_last2; };
    return !(front(finer) && back(coarser));
}

std::vector<AttributeKind> finest(const Kinds& kinds) {
    std::vector<AttributeKind> kept;
    for (const auto kind : kinds) {
        if (std::none_of(kinds.begin(), kinds.end(), [&](AttributeKind other) { return implies(other, kind); })) kept.push_back(kind);
    }
    return kept;
}

// What a rule counts with.
Kinds interest(const AggregationRule& rule) {
    Kinds kinds(rule.needs.begin(), rule.needs.end());
    if (rule.estimator != Estimator::resident_id) return kinds;
    for (const auto type : {AttributeType::id, AttributeType::birth, AttributeType::sex}) {
        for (const auto kind : kinds_of(type)) kinds.insert(kind);
    }
    kinds.insert(place_county);
    return kinds;
}

// Whether identity numbers are counted with it.
bool counts(AttributeKind kind) {
    const auto type = type_of(kind);
    return type == AttributeType::id || type == AttributeType::birth || type == AttributeType::sex || kind == place_county;
}

// What both tell, and the same.
Kinds shared(const LinkedRecord& one, const LinkedRecord& other) {
    Kinds kinds;
    for (const auto& [epoch, tokens] : one.tokens) {
        const auto beside = other.tokens.find(epoch);
        if (beside == other.tokens.end()) continue;
        for (const auto& token : tokens) {
            if (std::binary_search(beside->second.begin(), beside->second.end(), token)) kinds.insert(token.kind);
        }
    }
    return kinds;
}

bool same(const std::vector<Contribution>& left, const std::vector<Contribution>& right) {
    return std::equal(left.begin(), left.end(), right.begin(), right.end(), [](const Contribution& a, const Contribution& b) { return a.entry == b.entry && a.kinds == b.kinds && a.joined == b.joined; });
}

AggregationFinding finding_of(const AggregationRule& rule) {
    AggregationFinding finding;
    finding.rule = rule.name, finding.title_en = rule.title_en, finding.title_zh = rule.title_zh;
    finding.floor = rule.floor;
    finding.basis = rule.basis;
    return finding;
}

}  // namespace

Judge::Judge(const DocumentRecords& draft, const AggregationRequest& request, const std::vector<AggregationKeys::Epoch>& epochs)
    : source_(draft), request_(request), index_(request.ledger ? std::optional<TokenIndex>(*request.ledger) : std::nullopt),
      linkage_(index_ ? &*index_ : nullptr, identities(epochs)) {
    for (const auto& epoch : epochs) makers_.emplace_back(epoch);
    for (const auto& record : source_.records) {
        auto& by_epoch = tokens_.emplace_back();
        for (std::size_t e = 0; e < makers_.size(); ++e) {
            for (const auto& value : record.values) by_epoch[e].push_back({value.from, {value.kind, makers_[e].token(value.kind, value.value.reveal())}});
        }
    }
}

void Judge::set_draft(const Remedy* remedy) {
    const auto taken = [&](const Token& token) {
        if (remedy == nullptr || token.from != remedy->type) return false;
        if (remedy->kind == RemedyKind::drop) return true;
        return token.token.kind != *remedy->to && !implies(*remedy->to, token.token.kind);
    };
    draft_.clear();
    for (const auto& by_epoch : tokens_) {
        auto& record = draft_.emplace_back();
        for (const auto& [epoch, tokens] : by_epoch) {
            auto& kept = record.tokens[epoch];
            for (const auto& token : tokens) {
                if (!taken(token)) kept.push_back(token.token);
            }
            std::sort(kept.begin(), kept.end());
            kept.erase(std::unique(kept.begin(), kept.end()), kept.end());
        }
    }
    linkage_.set_draft(draft_);
}

std::vector<AggregationFinding> Judge::findings() {
    std::vector<AggregationFinding> findings;
    set_draft(nullptr);
    const auto channel = name_of(request_.channel);
    for (const auto& rule : request_.rules->rules) {
        if (!rule.channels.empty() && std::find(rule.channels.begin(), rule.channels.end(), channel) == rule.channels.end()) continue;
        if (rule.estimator == Estimator::table) add_tables(rule, findings);
        else add_persons(rule, findings);
    }
    return findings;
}

// Exact: the digits and dates behind the tokens are tried, for the count alone.
std::optional<std::uint64_t> Judge::resident_ids(const std::vector<std::size_t>& members) {
    std::map<AttributeKind, std::string> told;
    for (const auto member : members) {
        for (const auto& [epoch, tokens] : linkage_.record(member).tokens) {
            std::string month;
            // A date comes before its month, and is found by it.
            for (auto token = tokens.rbegin(); token != tokens.rend(); ++token) {
                if (token->kind == id_full) return 1;
                if (!counts(token->kind) || (told.count(token->kind) > 0 && token->kind != birth_month)) continue;
                const auto value = makers_[epoch].value_of(*token, month);
                if (!value) return {};  // a year before 1900: what nobody can count with is not left out
                if (value && token->kind == birth_month) month = *value;
                if (value) told.emplace(token->kind, *value);
            }
        }
    }
    std::string pattern(18, '*');
    const auto front = [&](const std::string& digits) { pattern.replace(0, digits.size(), digits); };
    const auto back = [&](const std::string& digits) { pattern.replace(18 - digits.size(), digits.size(), digits); };
    for (const auto kind : {id_front2, id_front4, id_front6}) {
        if (told.count(kind) > 0) front(told[kind]);
    }
    for (const auto kind : {id_last2, id_last3, id_last4}) {
        if (told.count(kind) > 0) back(told[kind]);
    }
    if (pattern.find_first_not_of('*') == pattern.npos) return {};
    KnownOfPerson known;
    const auto number = [&](AttributeKind kind) { return std::atoi(told[kind].c_str()); };
    if (told.count(birth_date) > 0) known.years = {number(birth_date) / 10000}, known.month = number(birth_date) / 100 % 100, known.day = number(birth_date) % 100;
    else if (told.count(birth_month) > 0) known.years = {number(birth_month) / 100}, known.month = number(birth_month) % 100;
    else if (told.count(birth_year) > 0) known.years = {number(birth_year)};
    else if (told.count(birth_age) > 0) known.years = {number(birth_age), number(birth_age) + 1};
    if (told.count(AttributeKind::sex) > 0) known.male = told[AttributeKind::sex] == "1";
    if (told.count(place_county) > 0) known.regions = {number(place_county)};
    const auto fitting = resident_id_strength(pattern, known).candidates;
    return fitting > 0 ? std::optional(fitting) : std::nullopt;
}

bool Judge::completes(const AggregationRule& rule, const std::vector<std::size_t>& members, std::optional<std::uint64_t>& candidates) {
    Kinds kinds;
    for (const auto member : members) kinds.merge(linkage_.record(member).kinds());
    if (members.empty() || !all_of(rule.needs, kinds)) return false;
    candidates.reset();
    if (rule.estimator == Estimator::one) candidates = 1;
    if (rule.estimator == Estimator::resident_id) candidates = resident_ids(members);
    return !candidates || *candidates < rule.floor;
}

std::vector<Completed> Judge::completed(const AggregationRule& rule, std::size_t record) {
    std::vector<Completed> all;
    for (const auto& person : linkage_.persons_of(record)) {
        Completed one;
        // A whole identity number of the draft is no aggregation: the scan tells it.
        if (rule.estimator == Estimator::resident_id && linkage_.record(record).kinds().count(id_full) > 0) continue;
        if (!completes(rule, person.members, one.candidates)) continue;
        std::optional<std::uint64_t> before;
        for (const auto& part : linkage_.without_draft(person)) {
            if (completes(rule, part, before) && before.value_or(0) <= one.candidates.value_or(0)) one.adds = false;
        }
        std::vector<std::size_t> live;
        for (const auto member : person.members) {
            const auto entry = linkage_.record(member).entry;
            if (!entry || release(*entry).state == ReleaseState::live) live.push_back(member);
        }
        one.with_live = completes(rule, live, before);
        one.contributions = contributions(rule, person);
        all.push_back(std::move(one));
    }
    return all;
}

const TokenIndex::Release& Judge::release(std::uint64_t entry) {
    const auto known = releases_.find(entry);
    if (known != releases_.end()) return known->second;
    index_->require_true(entry);
    return releases_.emplace(entry, index_->release(entry, request_.day)).first->second;
}

std::vector<Contribution> Judge::contributions(const AggregationRule& rule, const Person& person) {
    const auto wanted = interest(rule);
    const auto told_by = [&](std::size_t member) {
        Kinds kinds;
        for (const auto kind : linkage_.record(member).kinds()) {
            if (wanted.count(kind) > 0) kinds.insert(kind);
        }
        return kinds;
    };
    Kinds draft;
    for (const auto member : person.members) {
        if (!linkage_.record(member).entry) draft.merge(told_by(member));
    }
    std::map<std::uint64_t, Kinds> earlier, joined;
    for (const auto member : person.members) {
        if (!linkage_.record(member).entry) continue;
        Kinds more;
        for (const auto kind : told_by(member)) {
            const bool known = draft.count(kind) > 0 || std::any_of(draft.begin(), draft.end(), [&](AttributeKind has) { return implies(has, kind); });
            if (!known) more.insert(kind);
        }
        if (more.empty()) continue;
        earlier[*linkage_.record(member).entry].merge(more);
        for (auto way = person.led_by.find(member); way != person.led_by.end(); way = person.led_by.find(way->second)) {
            const auto& record = linkage_.record(way->first);
            if (!record.entry) continue;
            earlier[*record.entry];
            joined[*record.entry].merge(shared(record, linkage_.record(way->second)));
        }
    }
    std::vector<Contribution> all{{{}, {}, request_.draft, {}, ReleaseState::live, finest(draft), {}}};
    for (const auto& [entry, kinds] : earlier) {
        const auto& known = release(entry);
        all.push_back({entry, known.record.number, known.record.name, known.day, known.state, finest(kinds), finest(joined[entry])});
    }
    return all;
}

void Judge::add_persons(const AggregationRule& rule, std::vector<AggregationFinding>& findings) {
    const auto first = findings.size();
    std::vector<std::vector<std::size_t>> records;
    for (std::size_t i = 0; i < source_.records.size(); ++i) {
        for (auto& one : completed(rule, i)) {
            auto at = first;
            while (at < findings.size() && !(findings[at].candidates == one.candidates && findings[at].adds == one.adds && findings[at].with_live == one.with_live &&
                                             same(findings[at].contributions, one.contributions))) ++at;
            if (at == findings.size()) {
                findings.push_back(finding_of(rule));
                findings[at].candidates = one.candidates, findings[at].adds = one.adds, findings[at].with_live = one.with_live;
                findings[at].contributions = std::move(one.contributions);
                records.emplace_back();
            }
            auto& known = records[at - first];
            if (!known.empty() && known.back() == i) continue;
            known.push_back(i);
            ++findings[at].records;
            if (findings[at].places.size() < most_places) findings[at].places.push_back(source_.records[i].place);
        }
    }
    for (auto at = first; at < findings.size(); ++at) {
        if (findings[at].adds) findings[at].remedies = remedies(rule, records[at - first]);
    }
}

std::map<std::string, Judge::SmallClass> Judge::small_classes(const AggregationRule& rule) const {
    std::map<std::string, std::map<std::vector<AttributeToken>, std::vector<std::size_t>>> tables;
    std::set<std::string> open;  // tables whose rows name persons: other rules are for them
    for (std::size_t i = 0; i < draft_.size(); ++i) {
        const auto& table = source_.records[i].table;
        const auto kinds = draft_[i].kinds();
        if (table.empty() || draft_[i].tokens.empty()) continue;
        if (kinds.count(name_full) + kinds.count(id_full) + kinds.count(phone_full) > 0) open.insert(table);
        if (!all_of(rule.needs, kinds)) continue;
        std::vector<AttributeToken> key;
        for (const auto& token : draft_[i].tokens.begin()->second) {
            if (std::find(rule.quasi.begin(), rule.quasi.end(), token.kind) != rule.quasi.end()) key.push_back(token);
        }
        tables[table][key].push_back(i);
    }
    std::map<std::string, SmallClass> small;
    for (const auto& [table, classes] : tables) {
        if (open.count(table) > 0) continue;
        for (const auto& [key, records] : classes) {
            if (records.size() >= rule.floor || key.empty()) continue;
            auto& one = small[table];
            if (one.records.empty() || records.size() < one.smallest) one.smallest = records.size();
            one.records.insert(one.records.end(), records.begin(), records.end());
            for (const auto& token : key) one.kinds.insert(token.kind);
        }
    }
    return small;
}

void Judge::add_tables(const AggregationRule& rule, std::vector<AggregationFinding>& findings) {
    set_draft(nullptr);
    for (auto& [table, small] : small_classes(rule)) {
        auto finding = finding_of(rule);
        finding.candidates = small.smallest;
        finding.records = small.records.size();
        std::sort(small.records.begin(), small.records.end());
        for (const auto record : small.records) {
            if (finding.places.size() < most_places) finding.places.push_back(source_.records[record].place);
        }
        small.kinds.insert(rule.needs.begin(), rule.needs.end());
        finding.contributions.push_back({{}, {}, request_.draft, {}, ReleaseState::live, finest(small.kinds), {}});
        finding.remedies = remedies(rule, small.records);
        findings.push_back(std::move(finding));
    }
}

}  // namespace review
