#pragma once

#include <review/ledger.hpp>

#include "base/messages.hpp"
#include "ledger/database.hpp"
#include "ledger/merkle.hpp"

namespace review {

// Word for word what sqlite_schema has.
struct Table {
    std::string_view name, sql;
};

// Tables of later_tables.inc.
namespace later {
#define REVIEW_TABLE(name, sql) inline constexpr Table name{#name, sql};
#include "ledger/later_tables.inc"
#undef REVIEW_TABLE
}  // namespace later

struct Ledger::Impl {
    Impl(const std::string& file, Database::Access access) : path(file), database(file, access) {}

    std::string path;
    mutable Database database;
    NoteVerifier verifier;

    std::uint64_t size() const;
    std::string entry_text(std::uint64_t index) const;
    Nodes nodes() const;
    // Signs the log of `size` entries and keeps the note.
    std::string sign(std::uint64_t size, const NoteKey& key);

    bool has(const Table& later) const { return database.has_table(later.name); }
    void make(const Table& later) const {
        if (!has(later)) database.run(std::string(later.sql).c_str());
    }

    // The file as it should be: nothing but our tables. Throws Errc::unverified.
    void require_schema() const;
    // What an append builds on, in the time of one: the last entry is in the tree, and the last checkpoint fits.
    void require_tip() const;
    [[noreturn]] void wrong(const Message& what, std::initializer_list<std::string_view> arguments = {}) const;
};

// HMAC-SHA-256 of the folder with a key that only the ledger has: an entry is shown to others, paths are not.
std::string commitment_to(const std::string& folder, ByteView key);

}  // namespace review
