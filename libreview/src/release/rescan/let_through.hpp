#pragma once

#include <string>
#include <vector>

#include <review/bytes.hpp>
#include <review/digest.hpp>
#include <review/finding.hpp>
#include <review/ledger_entry.hpp>

namespace review {

// What officers kept when a release went out: the findings of its review statement, as far as the INTERNAL of one of the bundles
// has the keys that open them. It counts only where the ledger's entry leads to that very statement. What the policy of that day
// allowed is none of it: the policy of today says whether it may go out.
class LetThrough {
public:
    LetThrough() = default;
    LetThrough(const std::vector<std::string>& bundles, const ReleaseRecord& record);
    bool has(const Finding& finding);  // quick where they are asked for in their order

private:
    void read(const std::string& bundle, const ReleaseRecord& record);

    struct Opened {
        std::string rule;
        Digest value;  // of the finding, under `key`
        Bytes key;
    };
    std::vector<Opened> findings_;
    std::size_t next_ = 0;
};

}  // namespace review
