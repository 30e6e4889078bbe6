#include <review/ledger.hpp>

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <map>

#include <review/error.hpp>
#include <review/ledger_json.hpp>

#include "base/messages/base.hpp"
#include "base/messages/ledger.hpp"
#include "ledger/ledger_impl.hpp"
#include "ledger/token_tables.hpp"

namespace review {
namespace {

constexpr Table tables[] = {
#define REVIEW_TABLE(name, sql) {#name, sql},
#include "schema.inc"
#undef REVIEW_TABLE
};
constexpr char make_tables[] =
#define REVIEW_TABLE(name, sql) sql ";\n"
#include "schema.inc"
#undef REVIEW_TABLE
    ;
// "LRLG", so that file(1) and we know the file; the form of the tables.
constexpr char mark_file[] = "PRAGMA application_id=1280461895; PRAGMA user_version=1;";
constexpr std::uint64_t application_id = 1280461895, form = 1;
constexpr std::size_t most_tables = 32;  // more than there are

std::uint64_t pragma(Database& database, const char* sql) {
    auto statement = database.prepare(sql);
    return statement.row() ? statement.number(0) : 0;
}

Digest digest_of(ByteView bytes) {
    Digest digest;
    if (bytes.size() == digest.bytes.size()) std::copy(bytes.begin(), bytes.end(), digest.bytes.begin());
    return digest;
}

void fill(const std::string& path, const NoteVerifier& key) {
    Ledger::Impl made(path, Database::Access::make);
    made.database.run(mark_file);
    made.database.begin();
    made.database.run(make_tables);
    made.database.prepare("INSERT INTO log(vkey) VALUES(?1)").bind(1, key.vkey()).done();
    made.database.commit();
    made.database.run("PRAGMA journal_mode=WAL");
}

void require_range(bool good) {
    if (!good) throw Error(Errc::bad_config, say(Msg::ledger_no_such));
}

}  // namespace

void Ledger::Impl::wrong(const Message& what, std::initializer_list<std::string_view> arguments) const {
    throw Error(Errc::unverified, say(Msg::ledger_wrong, {path, say(what, arguments)}));
}

void Ledger::Impl::require_schema() const {
    if (pragma(database, "PRAGMA application_id") != application_id) throw Error(Errc::unverified, say(Msg::ledger_no_ledger, {path}));
    if (pragma(database, "PRAGMA user_version") != form) wrong(Msg::ledger_other_form);
    std::map<std::string, std::string> found;
    auto rows = database.prepare("SELECT name, sql FROM sqlite_schema");
    while (rows.row()) {
        if (found.size() >= most_tables || !found.emplace(rows.text(0), rows.text(1)).second) wrong(Msg::ledger_other_tables);
    }
    const auto take = [&](const Table& table) {
        const auto at = found.find(std::string(table.name));
        if (at == found.end()) return false;
        if (at->second != table.sql) wrong(Msg::ledger_other_tables);
        found.erase(at);
        return true;
    };
    for (const auto& table : tables) {
        if (!take(table)) wrong(Msg::ledger_other_tables);
    }
    take(later::anchor);
    // The index of tokens comes with the first release that has some, whole.
    std::size_t count = 0;
    for (const auto& table : token_tables()) count += take(table);
    const bool index = count == token_tables().size();
    if ((count > 0 && !index) || (take(later::token_rekeyed) && !index) || !found.empty()) wrong(Msg::ledger_other_tables);
}

std::uint64_t Ledger::Impl::size() const {
    auto last = database.prepare("SELECT number FROM entry ORDER BY number DESC LIMIT 1");
    return last.row() ? last.number(0) + 1 : 0;
}

std::string Ledger::Impl::entry_text(std::uint64_t index) const {
    auto found = database.prepare("SELECT text FROM entry WHERE number=?1");
    if (!found.bind(1, index).row()) wrong(Msg::ledger_entry_missing, {std::to_string(index)});
    return found.text(0);
}

Nodes Ledger::Impl::nodes() const {
    return [this](unsigned level, std::uint64_t index) {
        auto found = database.prepare("SELECT digest FROM node WHERE level=?1 AND number=?2");
        if (!found.bind(1, std::uint64_t{level}).bind(2, index).row() || found.bytes(0).size() != 32) {
            wrong(Msg::ledger_node_missing, {std::to_string(level), std::to_string(index)});
        }
        return digest_of(found.bytes(0));
    };
}

void Ledger::Impl::require_tip() const {
    const auto count = size();
    if (count == 0) return;
    const auto last = entry_text(count - 1);
    const InclusionProof proof{count - 1, count, inclusion_path(nodes(), count - 1, count)};
    if (!inclusion_fits(leaf_digest(last), proof, tree_root(nodes(), count))) wrong(Msg::ledger_entry_changed, {std::to_string(count - 1)});
    auto kept = database.prepare("SELECT size, note FROM checkpoint ORDER BY size DESC LIMIT 1");
    if (!kept.row()) return;
    const auto checkpoint = open_checkpoint(kept.text(1), verifier);
    if (checkpoint.size != kept.number(0) || checkpoint.size > count) wrong(Msg::ledger_too_short, {std::to_string(count), std::to_string(checkpoint.size)});
    if (tree_root(nodes(), checkpoint.size) != checkpoint.root) wrong(Msg::ledger_not_signed, {std::to_string(checkpoint.size)});
}

std::string Ledger::Impl::sign(std::uint64_t count, const NoteKey& key) {
    if (key.verifier() != verifier) throw Error(Errc::bad_key, say(Msg::ledger_other_key, {key.verifier().vkey(), verifier.vkey()}));
    const auto note = key.sign(Checkpoint{verifier.name, count, tree_root(nodes(), count)}.text());
    database.prepare("INSERT OR REPLACE INTO checkpoint(size, note) VALUES(?1, ?2)").bind(1, count).bind(2, note).done();
    return note;
}

// Made under another name and linked to its own: a file that is there is a whole ledger, and none is ever overwritten.
Ledger Ledger::create(const std::string& path, const NoteVerifier& key) {
    const auto fail = [&](int error) { return Error(Errc::io, say(Msg::cannot_write, {path, strerror(error)})); };
    std::string temporary = path + ".review-XXXXXX";
    const int fd = mkostemp(temporary.data(), O_CLOEXEC);
    if (fd < 0) throw fail(errno);
    close(fd);
    try {
        fill(temporary, key);
        if (link(temporary.c_str(), path.c_str()) != 0) throw fail(errno);
    } catch (...) {
        unlink(temporary.c_str());
        throw;
    }
    unlink(temporary.c_str());
    const auto folder = std::filesystem::absolute(path).parent_path();
    const int held = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (held >= 0) {
        fsync(held);
        close(held);
    }
    return open(path, Access::write);
}

Ledger Ledger::open(const std::string& path, Access access) {
    auto impl = std::make_unique<Impl>(path, access == Access::write ? Database::Access::write : Database::Access::read);
    impl->require_schema();
    auto log = impl->database.prepare("SELECT vkey FROM log");
    if (!log.row()) impl->wrong(Msg::ledger_other_tables);
    try {
        impl->verifier = NoteVerifier::parse(log.text(0));
    } catch (const Error&) {
        impl->wrong(Msg::ledger_other_tables);
    }
    if (log.row()) impl->wrong(Msg::ledger_other_tables);
    return Ledger(std::move(impl));
}

const NoteVerifier& Ledger::verifier() const { return impl_->verifier; }
std::uint64_t Ledger::size() const { return impl_->size(); }

LedgerEntry Ledger::entry(std::uint64_t index) const {
    require_range(index < size());
    const auto text = impl_->entry_text(index);
    try {
        auto entry = entry_from_json(text);
        if (entry.index == index) return entry;
    } catch (const Error&) {
    }
    impl_->wrong(Msg::ledger_entry_changed, {std::to_string(index)});
}

Digest Ledger::root(std::uint64_t count) const {
    require_range(count <= size());
    return tree_root(impl_->nodes(), count);
}

InclusionProof Ledger::inclusion(std::uint64_t index, std::uint64_t count) const {
    require_range(index < count && count <= size());
    return {index, count, inclusion_path(impl_->nodes(), index, count)};
}

ConsistencyProof Ledger::consistency(std::uint64_t old_count, std::uint64_t count) const {
    require_range(old_count <= count && count <= size());
    return {old_count, count, consistency_path(impl_->nodes(), old_count, count)};
}

// What stands in the file may have been added to by others: only what fits our key is handed on, with our signature alone.
std::optional<std::string> Ledger::last_checkpoint() const {
    auto kept = impl_->database.prepare("SELECT note FROM checkpoint ORDER BY size DESC LIMIT 1");
    return kept.row() ? std::optional(note_of_signer(kept.text(0), impl_->verifier)) : std::nullopt;
}

Ledger::Ledger(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Ledger::Ledger(Ledger&&) noexcept = default;
Ledger& Ledger::operator=(Ledger&&) noexcept = default;
Ledger::~Ledger() = default;

}  // namespace review
