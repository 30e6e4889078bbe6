#include "ledger/database.hpp"

#include <unistd.h>

#include <filesystem>

#include <review/error.hpp>

#include "base/messages/base.hpp"
#include "base/messages/ledger.hpp"

namespace review {
namespace {

constexpr int patience_ms = 30'000;

[[noreturn]] void fail(sqlite3* database, int status) {
    const std::string path = database != nullptr && sqlite3_db_filename(database, nullptr) != nullptr ? sqlite3_db_filename(database, nullptr) : "?";
    switch (status & 0xff) {
        case SQLITE_BUSY:
        case SQLITE_LOCKED: throw Error(Errc::io, say(Msg::ledger_busy, {path}));
        case SQLITE_CORRUPT:
        case SQLITE_NOTADB: throw Error(Errc::unverified, say(Msg::ledger_damaged, {path, sqlite3_errstr(status)}));
        default: throw Error(Errc::io, say(Msg::ledger_failed, {path, sqlite3_errstr(status)}));
    }
}

void require(sqlite3* database, int status) {
    if (status != SQLITE_OK) fail(database, status);
}

std::string uri_of(const std::string& path) {
    std::string uri = "file:";
    static constexpr char digits[] = "0123456789ABCDEF";
    for (const char c : path) {
        const auto byte = static_cast<unsigned char>(c);
        if (c == '?' || c == '#' || c == '%') uri += {'%', digits[byte >> 4], digits[byte & 15]};
        else uri += c;
    }
    return uri;
}

// On a medium that nobody can write to SQLite finds no place for its index of the log; where there is no log it needs none.
bool untouchable(const std::string& path) {
    namespace fs = std::filesystem;
    std::error_code ignored;
    const auto folder = fs::absolute(path, ignored).parent_path();
    return access(folder.c_str(), W_OK) != 0 && !fs::exists(path + "-wal", ignored);
}

}  // namespace

Statement::~Statement() {
    sqlite3_reset(statement_);
    sqlite3_clear_bindings(statement_);
}

Statement& Statement::bind(int place, std::uint64_t number) {
    require(sqlite3_db_handle(statement_), sqlite3_bind_int64(statement_, place, static_cast<sqlite3_int64>(number)));
    return *this;
}

Statement& Statement::bind(int place, std::string_view text) {
    require(sqlite3_db_handle(statement_), sqlite3_bind_text64(statement_, place, text.data(), text.size(), SQLITE_TRANSIENT, SQLITE_UTF8));
    return *this;
}

Statement& Statement::bind(int place, ByteView bytes) {
    require(sqlite3_db_handle(statement_), sqlite3_bind_blob64(statement_, place, bytes.data(), bytes.size(), SQLITE_TRANSIENT));
    return *this;
}

bool Statement::row() {
    const int status = sqlite3_step(statement_);
    if (status != SQLITE_ROW && status != SQLITE_DONE) fail(sqlite3_db_handle(statement_), status);
    return status == SQLITE_ROW;
}

void Statement::done() {
    while (row()) {
    }
}

std::uint64_t Statement::number(int column) const { return static_cast<std::uint64_t>(sqlite3_column_int64(statement_, column)); }

std::string Statement::text(int column) const { return std::string(as_text(bytes(column))); }

ByteView Statement::bytes(int column) const {
    const auto* data = static_cast<const std::uint8_t*>(sqlite3_column_blob(statement_, column));
    return {data, static_cast<std::size_t>(sqlite3_column_bytes(statement_, column))};
}

Database::Database(const std::string& path, Access access) {
    std::string uri = uri_of(path);
    if (access == Access::read && untouchable(path)) uri += "?immutable=1";
    int flags = SQLITE_OPEN_URI | SQLITE_OPEN_EXRESCODE;
    flags |= access == Access::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE;
    if (access != Access::make && !std::filesystem::exists(path)) {
        throw Error(Errc::io, say(Msg::cannot_open, {path, sqlite3_errstr(SQLITE_CANTOPEN)}));
    }
    sqlite3* opened = nullptr;
    const int status = sqlite3_open_v2(uri.c_str(), &opened, flags, nullptr);
    database_.reset(opened);
    require(opened, status);
    sqlite3_busy_timeout(opened, patience_ms);
    for (const int off : {SQLITE_DBCONFIG_ENABLE_TRIGGER, SQLITE_DBCONFIG_ENABLE_VIEW, SQLITE_DBCONFIG_TRUSTED_SCHEMA,
                          SQLITE_DBCONFIG_DQS_DDL, SQLITE_DBCONFIG_DQS_DML}) {
        require(opened, sqlite3_db_config(opened, off, 0, nullptr));
    }
    require(opened, sqlite3_db_config(opened, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr));
    run("PRAGMA cell_size_check=ON");
    run("PRAGMA foreign_keys=OFF");
    if (access != Access::read) run("PRAGMA synchronous=FULL");
}

Statement Database::prepare(const char* sql) {
    auto& kept = statements_[sql];
    if (!kept) {
        sqlite3_stmt* statement = nullptr;
        require(database_.get(), sqlite3_prepare_v3(database_.get(), sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, nullptr));
        kept.reset(statement);
    }
    return Statement(kept.get());
}

void Database::run(const char* sql) { require(database_.get(), sqlite3_exec(database_.get(), sql, nullptr, nullptr, nullptr)); }

bool Database::has_table(std::string_view name) {
    return prepare("SELECT 1 FROM sqlite_schema WHERE type='table' AND name=?1").bind(1, name).row();
}

void Database::roll_back() noexcept { sqlite3_exec(database_.get(), "ROLLBACK", nullptr, nullptr, nullptr); }

}  // namespace review
