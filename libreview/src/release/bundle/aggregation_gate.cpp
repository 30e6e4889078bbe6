#include "release/bundle/aggregation_gate.hpp"

#include <algorithm>
#include <set>

#include <review/error.hpp>

#include "base/messages/aggregation.hpp"
#include "base/utc_time.hpp"
#include "report/aggregation_text.hpp"

namespace review {
namespace {

constexpr std::string_view missing_epoch = "missing-epoch";  // accepted like a rule

}  // namespace

bool same_accepted(const std::vector<AcceptedAggregation>& a, const std::vector<AcceptedAggregation>& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](const auto& one, const auto& other) { return one.rule == other.rule && one.reason == other.reason; });
}

AggregationReport AggregationGate::report() const {
    AggregationRequest request;
    request.ledger = bundle_.ledger;
    request.keys = bundle_.aggregation_keys;
    request.rules = bundle_.aggregation_rules;
    request.draft = name_;
    request.channel = channel_;
    request.day = local_day(utc_now());
    return check_aggregation(*records_, request);
}

void AggregationGate::require_accepted(const AggregationReport& report) const {
    const auto accepted = [&](std::string_view rule) {
        return std::any_of(bundle_.accepted.begin(), bundle_.accepted.end(), [&](const auto& one) { return one.rule == rule; });
    };
    std::set<std::string> completed;
    AggregationReport open = report;
    std::erase_if(open.findings, [&](const auto& finding) { return !finding.identifies() || (completed.insert(finding.rule), accepted(finding.rule)); });
    const bool blind = std::any_of(report.blind_spots.begin(), report.blind_spots.end(),
                                   [](const auto& spot) { return spot.why == AggregationBlindSpot::Why::no_key; });
    if (blind) completed.emplace(missing_epoch);
    if (!open.findings.empty()) {
        std::set<std::string> names;
        std::string list;
        for (const auto& finding : open.findings) {
            if (names.insert(finding.rule).second) list += (list.empty() ? "" : ", ") + finding.rule;
        }
        throw Error(Errc::unapproved, say(Msg::aggregation_refused, {name_, list}) + "\n" + aggregation_text(open));
    }
    if (blind && !accepted(missing_epoch)) throw Error(Errc::unapproved, say(Msg::aggregation_refused_blind, {name_}) + "\n" + aggregation_text(open));
    for (const auto& one : bundle_.accepted) {
        if (completed.count(one.rule) == 0) throw Error(Errc::bad_config, say(Msg::aggregation_not_completed, {one.rule}));
    }
}

void AggregationGate::look_at(const Draft& redacted, const Scanner& scanner, Channel channel, const OpenOptions& options) {
    if (bundle_.aggregation_keys == nullptr || bundle_.ledger == nullptr) return;
    name_ = redacted.name;
    channel_ = channel;
    records_ = records_of(*open_document(redacted, options), scanner);
    look_again();
}

void AggregationGate::look_again() const {
    if (records_) require_accepted(report());
}

void AggregationGate::put_into(ReleaseRecord& record) const {
    if (!records_) return;
    record.tokens = tokens_of(records_->records, bundle_.aggregation_keys->epochs().back()).digest().hex();
    record.accepted = bundle_.accepted;
}

void AggregationGate::put_into(Ledger::Append& append) const {
    if (records_) append.add_tokens(tokens_of(records_->records, bundle_.aggregation_keys->epochs().back()));
}

std::string AggregationGate::report_json() const { return records_ ? aggregation_json({report()}) : std::string(); }

}  // namespace review
