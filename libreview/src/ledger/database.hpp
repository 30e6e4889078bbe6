#pragma once

#include <sqlite3.h>

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <string_view>

#include <review/bytes.hpp>

namespace review {

// A prepared statement in use; it is reset when it goes.
class Statement {
public:
    explicit Statement(sqlite3_stmt* statement) : statement_(statement) {}
    Statement(const Statement&) = delete;
    Statement& operator=(const Statement&) = delete;
    ~Statement();

    Statement& bind(int place, std::uint64_t number);
    Statement& bind(int place, std::string_view text);
    Statement& bind(int place, ByteView bytes);
    bool row();  // steps; false: there is no more
    void done();  // for what gives no rows

    std::uint64_t number(int column) const;
    std::string text(int column) const;
    ByteView bytes(int column) const;  // until the next step

private:
    sqlite3_stmt* statement_;
};

// A file of SQLite. What others may have put into it counts for nothing: no triggers, views or functions of its schema run.
// Throws Errc::io, and Errc::unverified for a damaged file.
class Database {
public:
    enum class Access { make, read, write };
    Database(const std::string& path, Access access);

    Statement prepare(const char* sql);  // kept for its next use
    void run(const char* sql);
    bool has_table(std::string_view name);
    // BEGIN IMMEDIATE: waits up to half a minute for another process.
    void begin() { run("BEGIN IMMEDIATE"); }
    void commit() { run("COMMIT"); }
    void roll_back() noexcept;

private:
    struct Close {
        void operator()(sqlite3* database) const { sqlite3_close(database); }
    };
    struct Finish {
        void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
    };
    std::unique_ptr<sqlite3, Close> database_;
    std::map<const char*, std::unique_ptr<sqlite3_stmt, Finish>> statements_;  // by the address of the literal
};

}  // namespace review
