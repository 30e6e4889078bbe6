#pragma once

#include <optional>
#include <string>

#include <review/aggregation_check.hpp>
#include <review/bundle.hpp>

namespace review {

bool same_accepted(const std::vector<AcceptedAggregation>& a, const std::vector<AcceptedAggregation>& b);

// Whether a document may go out beside all that went out before, and what it leaves for later ones. Open where the request has no
// keys of aggregation.
class AggregationGate {
public:
    explicit AggregationGate(const BundleRequest& bundle) : bundle_(bundle) {}

    // The document as it goes out. Throws Errc::unapproved where a rule is completed for one single person or number, or releases
    // cannot be compared with, unless somebody accepted it with a reason.
    void look_at(const Draft& redacted, const Scanner& scanner, Channel channel, const OpenOptions& options);
    // The same for the ledger as it is now: others may have released meanwhile.
    void look_again() const;

    void put_into(ReleaseRecord& record) const;
    void put_into(Ledger::Append& append) const;
    std::string report_json() const;  // empty: nobody looked

private:
    AggregationReport report() const;
    void require_accepted(const AggregationReport& report) const;

    const BundleRequest& bundle_;
    std::optional<DocumentRecords> records_;
    std::string name_;
    Channel channel_ = Channel::internet;
};

}  // namespace review
