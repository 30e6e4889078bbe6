#pragma once

#include <functional>
#include <string>

#include <review/aggregation_check.hpp>
#include <review/ledger_rescan.hpp>

namespace review {

// Tokens are one way: only from the published file can those of another epoch be made. What became of one release.
struct RekeyedRelease {
    RegisterRow row;
    std::string from;  // its epoch before; empty: it had no tokens
    // less: the file tells less than was told of it when it went out; its tokens stay.
    enum class Done { rekeyed, missing, unread, less } done = Done::missing;
};

struct RekeyRequest {
    const AggregationKeys* keys = nullptr;  // the last epoch makes the tokens
    const Scanner* scanner = nullptr;
    std::string by, day;
};

// Makes tokens of the last epoch for each release that has others or none, withdrawn ones too, in an entry and a transaction each:
// after a kill the same call goes on. The old tokens go, and with them what a stolen old key opens in this file.
void rekey_releases(Ledger& ledger, const PublishedFiles& files, const RekeyRequest& request, const std::function<void(const RekeyedRelease&)>& tell);

}  // namespace review
