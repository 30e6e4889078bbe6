#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <review/aggregation.hpp>
#include <review/ledger_entry.hpp>

namespace review {

// What one release gave to a completed rule. No index: the draft.
struct Contribution {
    std::optional<std::uint64_t> entry;
    std::string number, name, day;
    ReleaseState state = ReleaseState::live;
    std::vector<AttributeKind> kinds;   // none: it only leads from one record to the other
    std::vector<AttributeKind> joined;  // by which its record was found: it tells the same of them
};

enum class RemedyKind { drop, coarsen, channel };

struct Remedy {
    RemedyKind kind = RemedyKind::drop;
    AttributeType type = AttributeType::id;
    std::optional<AttributeKind> to;  // coarsen: the finest that may stay
};

struct AggregationFinding {
    std::string rule, title_en, title_zh;
    std::uint64_t floor = 0;
    std::vector<std::string> places;   // of the draft, the first ones
    std::uint64_t records = 0;         // how many of the draft it is completed for
    std::optional<std::uint64_t> candidates;  // how many persons or numbers fit, the fewest; none: nobody can tell
    bool adds = true;        // false: earlier releases told it without this draft
    bool with_live = true;   // false: only together with releases that were withdrawn or have expired
    std::vector<Contribution> contributions;
    std::vector<Remedy> remedies;      // each is enough by itself, cheapest first; none: only not publishing is
    std::vector<std::string> basis;
    bool identifies() const { return candidates == 1 && adds; }
};

// What nobody compared: never silence.
struct AggregationBlindSpot {
    enum class Why { no_tokens, no_key, too_common, too_many, unread } why = Why::no_tokens;
    std::string epoch;        // no_key
    std::uint64_t count = 0;  // releases; too_common and too_many: records
    bool can_be_mended() const { return why == Why::no_key || why == Why::too_many || why == Why::unread; }
};

struct AggregationReport {
    std::string draft, channel, rules;
    std::uint64_t records = 0, releases = 0;  // of the draft with attributes; that it was compared with
    std::vector<AggregationFinding> findings;
    std::vector<AggregationBlindSpot> blind_spots;
};

// Schema review-aggregation/1: docs/aggregation.md.
std::string aggregation_json(const std::vector<AggregationReport>& reports);

}  // namespace review
