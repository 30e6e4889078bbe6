#pragma once

#include <map>
#include <optional>

#include <review/aggregation_check.hpp>

namespace review {

// Makes the tokens of one epoch: HMAC-SHA-256 under a key of each kind, which is the HMAC of the kind's name under the key
// of the epoch.
class TokenMaker {
public:
    explicit TokenMaker(const AggregationKeys::Epoch& epoch) : epoch_(epoch) {}
    const std::string& epoch() const { return epoch_.identity; }

    std::uint64_t token(AttributeKind kind, std::string_view value);

    // The value of which this is the token, of kinds with few values only (dates, regions, digits of an identity number): whoever
    // has the key can try them all. It stays in memory, for counting. `month`: "199001", for a date in it.
    std::optional<std::string> value_of(const AttributeToken& token, std::string_view month = {});

private:
    const AggregationKeys::Epoch& epoch_;
    std::map<AttributeKind, KeyedDigest> keys_;
    std::map<AttributeKind, std::map<std::uint64_t, std::string>> tables_;
    const std::map<std::uint64_t, std::string>& table(AttributeKind kind);
};

}  // namespace review
