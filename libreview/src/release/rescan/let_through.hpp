#pragma once

#include <string>
#include <vector>

#include <review/bytes.hpp>
#include <review/digest.hpp>
#include <review/finding.hpp>
#include <review/ledger_entry.hpp>

namespace review {

// What officers let through when a release went out: the findings of its review statement, as far as the bundle's INTERNAL
// has the keys that open them. It counts only where the ledger's entry leads to that very statement.
class LetThrough {
public:
    LetThrough() = default;
    LetThrough(const std::string& bundle, const ReleaseRecord& record);
    bool has(const Finding& finding) const;

private:
    struct Opened {
        std::string rule;
        Digest value;  // of the finding, under `key`
        Bytes key;
    };
    std::vector<Opened> findings_;
};

}  // namespace review
