#pragma once

#include <span>
#include <string>
#include <string_view>

#include <review/aggregation.hpp>

#include "ledger/ledger_impl.hpp"

namespace review {

bool is_release(EntryKind kind);  // that something went out with

std::span<const Table> token_tables();
bool has_token_tables(Database& database);

// Makes them where they are not there, with what the log tells of entries before `count`.
void make_token_tables(Ledger::Impl& ledger, std::uint64_t count);
void insert_tokens(Database& database, std::uint64_t release, const ReleaseTokens& tokens);
// In place of those it has, if any: `entry` commits to them.
void replace_tokens(Ledger::Impl& ledger, const TokensRecord& record, std::uint64_t entry, const ReleaseTokens& tokens);
// An entry that is appended without tokens: a release nobody can compare with, a withdrawal.
void note_without_tokens(Database& database, const LedgerEntry& entry);

ReleaseTokens stored_tokens(Database& database, std::uint64_t entry);  // no epoch: it has none

// One byte of kind and eight of token, the highest first.
std::string packed(std::span<const AttributeToken> tokens);
std::optional<std::vector<AttributeToken>> unpacked(ByteView bytes);

}  // namespace review
