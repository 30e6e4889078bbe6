#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <review/aggregation_report.hpp>
#include <review/aggregation_rules.hpp>
#include <review/document.hpp>
#include <review/ledger.hpp>
#include <review/policy.hpp>
#include <review/scanner.hpp>

namespace review {

// The keys that tokens are made with, one an epoch; the last makes those of new releases.
class AggregationKeys {
public:
    // A file of epochs, or "pkcs11:..." (RFC 7512): one epoch, whose key is made by a secret key of a token and leaves it never:
    // docs/aggregation.md. Throws Errc::bad_config for a file that others may read, or that is no such file; Errc::bad_key.
    static AggregationKeys load(const std::string& where, const Sensitive& pin = {});
    static AggregationKeys parse(ByteView yaml, const std::string& file);
    // A new file (mode 0600), or one epoch more in one that is there. Returns the identity of the new epoch.
    static std::string make_epoch(const std::string& path, std::string_view day);

    struct Epoch {
        std::string identity;  // 16 hexadecimal digits, which tell nothing of the key
        Sensitive key;
    };
    const std::vector<Epoch>& epochs() const { return epochs_; }
    const Epoch* find(std::string_view identity) const;  // null: its key is not here
    // Epochs of another source behind these. Throws Errc::bad_config where one stands twice.
    void add(AggregationKeys&& more);

private:
    std::vector<Epoch> epochs_;
};

// What a document tells, record by record. The scanner should have every built-in pack.
struct DocumentRecords {
    std::vector<RecordValues> records;
    std::uint64_t unread = 0;  // places nobody could read
};
DocumentRecords records_of(const Document& document, const Scanner& scanner);

ReleaseTokens tokens_of(const std::vector<RecordValues>& records, const AggregationKeys::Epoch& epoch);

struct AggregationRequest {
    const Ledger* ledger = nullptr;          // none: the draft alone
    const AggregationKeys* keys = nullptr;
    const AggregationRules* rules = nullptr;
    std::string draft;                       // its name
    Channel channel = Channel::internet;
    std::string day;                         // "2026-11-27", local time
};

// Joins the records of a draft with all that was ever released. Throws Errc::unverified where the tokens of a release
// are not those its entry commits to.
AggregationReport check_aggregation(const DocumentRecords& draft, const AggregationRequest& request);

}  // namespace review
