#include <review/aggregation_check.hpp>

#include "base/random.hpp"
#include "release/aggregation/judge.hpp"
#include "release/aggregation/record_reader.hpp"

namespace review {
namespace {

using Why = AggregationBlindSpot::Why;

// Under no key the draft is compared with itself alone.
std::vector<AggregationKeys::Epoch> epochs_of(const AggregationRequest& request) {
    std::vector<AggregationKeys::Epoch> epochs;
    if (request.keys == nullptr) epochs.push_back({"", Sensitive(as_text(random_bytes(32)))});
    else for (const auto& epoch : request.keys->epochs()) epochs.push_back({epoch.identity, epoch.key.copy()});
    return epochs;
}

void tell_epochs(const AggregationRequest& request, AggregationReport& report) {
    if (request.ledger == nullptr) return;
    for (const auto& epoch : TokenIndex(*request.ledger).epochs()) {
        if (epoch.releases == 0) continue;
        if (request.keys != nullptr && request.keys->find(epoch.identity) != nullptr) report.releases += epoch.releases;
        else report.blind_spots.push_back({epoch.identity.empty() ? Why::no_tokens : Why::no_key, epoch.identity, epoch.releases});
    }
}

}  // namespace

DocumentRecords records_of(const Document& document, const Scanner& scanner) {
    RecordReader reader(scanner);
    document.extract(reader);
    DocumentRecords read;
    read.records = reader.take();
    read.unread = reader.unread();
    return read;
}

AggregationReport check_aggregation(const DocumentRecords& draft, const AggregationRequest& request) {
    AggregationReport report;
    report.draft = request.draft;
    report.channel = std::string(name_of(request.channel));
    report.rules = request.rules->name;
    report.records = draft.records.size();
    tell_epochs(request, report);
    const auto epochs = epochs_of(request);
    Judge judge(draft, request, epochs);
    report.findings = judge.findings();
    if (const auto count = judge.linkage().too_common(); count > 0) report.blind_spots.push_back({Why::too_common, {}, count});
    if (const auto count = judge.linkage().too_many(); count > 0) report.blind_spots.push_back({Why::too_many, {}, count});
    if (draft.unread > 0) report.blind_spots.push_back({Why::unread, {}, draft.unread});
    return report;
}

}  // namespace review
