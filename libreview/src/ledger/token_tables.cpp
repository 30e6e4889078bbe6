#include "ledger/token_tables.hpp"

#include <review/ledger_json.hpp>

namespace review {
namespace {

constexpr Table token_table_rows[] = {
#define REVIEW_TABLE(name, sql) {#name, sql},
#include "ledger/token_tables.inc"
#undef REVIEW_TABLE
};
constexpr char make_token_rows[] =
#define REVIEW_TABLE(name, sql) sql ";\n"
#include "ledger/token_tables.inc"
#undef REVIEW_TABLE
    "INSERT INTO token_form(version) VALUES(1);";

void count_release(Database& database, std::string_view epoch) {
    database.prepare("INSERT INTO token_epoch(identity, releases) VALUES(?1, 1) ON CONFLICT(identity) DO UPDATE SET releases=releases+1")
        .bind(1, epoch).done();
}

void discount_release(Database& database, std::string_view epoch) {
    database.prepare("UPDATE token_epoch SET releases=releases-1 WHERE identity=?1").bind(1, epoch).done();
    database.prepare("DELETE FROM token_epoch WHERE identity=?1 AND releases=0").bind(1, epoch).done();
}

void remove_tokens(Database& database, std::uint64_t release, const ReleaseTokens& tokens) {
    discount_release(database, tokens.epoch);
    if (tokens.epoch.empty()) return;
    auto row = database.prepare("SELECT first FROM token_release WHERE entry=?1");
    auto record = row.bind(1, release).row() ? row.number(0) : 0;
    for (const auto& group : tokens.groups) {
        for (const auto link : links_of(group.tokens)) database.prepare("DELETE FROM token_link WHERE link=?1 AND record=?2").bind(1, link).bind(2, record).done();
        ++record;
    }
    database.prepare("DELETE FROM token_group WHERE entry=?1").bind(1, release).done();
    database.prepare("DELETE FROM token_release WHERE entry=?1").bind(1, release).done();
}

std::uint64_t next_record(Database& database) {
    auto last = database.prepare("SELECT number FROM token_group ORDER BY number DESC LIMIT 1");
    return last.row() ? last.number(0) + 1 : 0;
}

}  // namespace

bool is_release(EntryKind kind) { return kind == EntryKind::release || kind == EntryKind::break_glass; }

std::span<const Table> token_tables() { return token_table_rows; }

bool has_token_tables(Database& database) {
    return database.prepare("SELECT 1 FROM sqlite_schema WHERE name='token_form'").row();
}

void note_without_tokens(Database& database, const LedgerEntry& entry) {
    if (!has_token_tables(database)) return;
    if (is_release(entry.kind)) count_release(database, "");
    if (entry.kind != EntryKind::withdrawal) return;
    database.prepare("INSERT OR IGNORE INTO token_withdrawn(release, entry) VALUES(?1, ?2)")
        .bind(1, withdrawal_from_json(entry.body).release).bind(2, entry.index).done();
}

void make_token_tables(Ledger::Impl& ledger, std::uint64_t count) {
    if (has_token_tables(ledger.database)) return;
    ledger.database.run(make_token_rows);
    for (std::uint64_t i = 0; i < count; ++i) note_without_tokens(ledger.database, entry_from_json(ledger.entry_text(i)));
}

void insert_tokens(Database& database, std::uint64_t entry, const ReleaseTokens& tokens) {
    const auto first = next_record(database);
    auto record = first;
    for (const auto& group : tokens.groups) {
        database.prepare("INSERT INTO token_group(number, entry, place, tokens) VALUES(?1, ?2, ?3, ?4)")
            .bind(1, record).bind(2, entry).bind(3, group.place).bind(4, as_bytes(packed(group.tokens))).done();
        for (const auto link : links_of(group.tokens)) {
            database.prepare("INSERT INTO token_link(link, record) VALUES(?1, ?2)").bind(1, link).bind(2, record).done();
        }
        ++record;
    }
    database.prepare("INSERT INTO token_release(entry, epoch, first, count) VALUES(?1, ?2, ?3, ?4)")
        .bind(1, entry).bind(2, tokens.epoch).bind(3, first).bind(4, record - first).done();
    count_release(database, tokens.epoch);
}

void replace_tokens(Ledger::Impl& ledger, const TokensRecord& record, std::uint64_t entry, const ReleaseTokens& tokens) {
    auto& database = ledger.database;
    ledger.make(later::token_rekeyed);
    remove_tokens(database, record.release, stored_tokens(database, record.release));
    insert_tokens(database, record.release, tokens);
    database.prepare("INSERT OR REPLACE INTO token_rekeyed(release, entry) VALUES(?1, ?2)").bind(1, record.release).bind(2, entry).done();
}

std::string packed(std::span<const AttributeToken> tokens) {
    std::string bytes;
    for (const auto& token : tokens) {
        bytes += static_cast<char>(token.kind);
        for (int shift = 56; shift >= 0; shift -= 8) bytes += static_cast<char>(token.token >> shift);
    }
    return bytes;
}

std::optional<std::vector<AttributeToken>> unpacked(ByteView bytes) {
    constexpr std::size_t size = 9;
    if (bytes.size() % size != 0) return {};
    std::vector<AttributeToken> tokens;
    for (std::size_t at = 0; at < bytes.size(); at += size) {
        const auto kind = attribute_kind(bytes[at]);
        if (!kind) return {};
        AttributeToken token{*kind};
        for (std::size_t i = 1; i < size; ++i) token.token = token.token << 8 | bytes[at + i];
        tokens.push_back(token);
    }
    return tokens;
}

}  // namespace review
