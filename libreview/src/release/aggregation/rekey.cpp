#include <review/aggregation_rekey.hpp>

#include <algorithm>
#include <set>

#include <review/error.hpp>
#include <review/token_index.hpp>

#include "base/digest_text.hpp"

namespace review {
namespace {

using Done = RekeyedRelease::Done;

std::set<AttributeToken> told_by(const ReleaseTokens& tokens) {
    std::set<AttributeToken> all;
    for (const auto& group : tokens.groups) all.insert(group.tokens.begin(), group.tokens.end());
    return all;
}

class Rekeying {
public:
    Rekeying(Ledger& ledger, const PublishedFiles& files, const RekeyRequest& request) : ledger_(ledger), files_(files), request_(request) {}

    Done rekey(const RegisterRow& row, const std::string& from) {
        const auto published = digest_of_hex(row.release.published);
        const auto* file = published ? files_.find(*published) : nullptr;
        if (file == nullptr) return Done::missing;
        DocumentRecords read;
        try {
            read = records_of(*open_document(files_.load(*file, *published)), *request_.scanner);
        } catch (const Error&) {
            return Done::unread;
        }
        if (read.unread > 0) return Done::unread;
        // Where the old key is there: nothing that was known is lost.
        const auto* old = request_.keys->find(from);
        if (!from.empty() && old != nullptr) {
            const auto before = told_by(TokenIndex(ledger_).tokens(row.index)), now = told_by(tokens_of(read.records, *old));
            if (!std::includes(now.begin(), now.end(), before.begin(), before.end())) return Done::less;
        }
        const auto tokens = tokens_of(read.records, request_.keys->epochs().back());
        auto append = begin_rekeying(ledger_, {row.index, request_.by, tokens.epoch, tokens.digest().hex()});
        append.add_tokens(tokens);
        append.commit();
        return Done::rekeyed;
    }

private:
    Ledger& ledger_;
    const PublishedFiles& files_;
    const RekeyRequest& request_;
};

}  // namespace

void rekey_releases(Ledger& ledger, const PublishedFiles& files, const RekeyRequest& request, const std::function<void(const RekeyedRelease&)>& tell) {
    std::vector<RegisterRow> rows;
    const auto& epoch = request.keys->epochs().back().identity;
    const TokenIndex index(ledger);
    each_release(ledger, request.day, [&](RegisterRow&& row) {
        if (index.epoch_of(row.index) != epoch) rows.push_back(std::move(row));
    });
    Rekeying rekeying(ledger, files, request);
    for (auto& row : rows) {
        const auto from = index.epoch_of(row.index);
        const auto done = rekeying.rekey(row, from);
        tell({std::move(row), from, done});
    }
}

}  // namespace review
