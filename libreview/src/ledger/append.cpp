#include <review/ledger.hpp>

#include <sys/random.h>

#include <array>

#include <review/error.hpp>
#include <review/ledger_json.hpp>

#include "base/messages/ledger.hpp"
#include "base/utc_time.hpp"
#include "ledger/ledger_impl.hpp"
#include "ledger/token_tables.hpp"

namespace review {
namespace {

// A clock may step back a little when it is set by the network; more than that is a wrong clock, now or then.
constexpr std::int64_t small_step_seconds = 300;

template <std::size_t N>
std::array<std::uint8_t, N> random_bytes() {
    std::array<std::uint8_t, N> bytes{};
    if (getrandom(bytes.data(), N, 0) != static_cast<ssize_t>(N)) throw Error(Errc::io, say(Msg::ledger_no_chance));
    return bytes;
}

std::string new_salt() {
    Digest shown;
    const auto chance = random_bytes<16>();
    std::copy(chance.begin(), chance.end(), shown.bytes.begin());
    return shown.hex().substr(0, 32);
}

}  // namespace

std::string commitment_to(const std::string& folder, ByteView key) { return KeyedDigest(key).of(folder).hex(); }

// Rolls back unless it was committed: also what an exception leaves half done.
class Transaction {
public:
    explicit Transaction(Database& database) : database_(&database) { database.begin(); }
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    ~Transaction() {
        if (database_ != nullptr) database_->roll_back();
    }
    void commit() {
        database_->commit();
        database_ = nullptr;
    }

private:
    Database* database_;
};

struct Ledger::Append::Impl {
    explicit Impl(Ledger::Impl& of) : ledger(of), transaction(of.database) {}

    Ledger::Impl& ledger;
    Transaction transaction;
    LedgerEntry entry;
    bool has_tokens = false;

    std::string time_after(std::uint64_t count) const;
    void intend(const std::string& folder);
    void insert() const;
};

std::string Ledger::Append::Impl::time_after(std::uint64_t count) const {
    const auto now = utc_now();
    if (count == 0) return utc_text(now);
    const auto last = entry_from_json(ledger.entry_text(count - 1)).time;
    const auto before = utc_seconds(last).value_or(now);
    if (now + small_step_seconds < before) throw Error(Errc::io, say(Msg::ledger_clock, {utc_text(now), last}));
    return utc_text(std::max(now, before));
}

void Ledger::Append::Impl::intend(const std::string& folder) {
    const auto key = random_bytes<32>();
    entry.intent = commitment_to(folder, key);
    ledger.database.prepare("INSERT INTO intent(entry, folder, key, done) VALUES(?1, ?2, ?3, 0)")
        .bind(1, entry.index).bind(2, folder).bind(3, ByteView(key)).done();
}

void Ledger::Append::Impl::insert() const {
    const auto text = entry.text();
    ledger.database.prepare("INSERT INTO entry(number, text) VALUES(?1, ?2)").bind(1, entry.index).bind(2, text).done();
    grow_tree(ledger.nodes(), entry.index, leaf_digest(text), [&](unsigned level, std::uint64_t index, const Digest& digest) {
        ledger.database.prepare("INSERT INTO node(level, number, digest) VALUES(?1, ?2, ?3)")
            .bind(1, std::uint64_t{level}).bind(2, index).bind(3, ByteView(digest.bytes)).done();
    });
}

Ledger::Append Ledger::begin(EntryKind kind, std::string body, const std::string& folder) {
    if (canonical_json(body) != body) throw Error(Errc::bad_config, say(Msg::ledger_not_canonical));
    // What the register cannot read would stand in its way for good.
    if (kind == EntryKind::release) release_from_json(body);
    if (kind == EntryKind::withdrawal) withdrawal_from_json(body);
    if (kind == EntryKind::rescan) rescan_from_json(body);
    if (kind == EntryKind::tokens) tokens_from_json(body);
    auto append = std::make_unique<Append::Impl>(*impl_);
    impl_->require_tip();
    auto& entry = append->entry;
    entry.index = impl_->size();
    entry.kind = kind;
    entry.time = append->time_after(entry.index);
    entry.salt = new_salt();
    entry.body = std::move(body);
    if (!folder.empty()) append->intend(folder);
    append->insert();
    return Append(std::move(append));
}

const LedgerEntry& Ledger::Append::entry() const { return impl_->entry; }

InclusionProof Ledger::Append::proof() const {
    const auto index = impl_->entry.index;
    return {index, index + 1, inclusion_path(impl_->ledger.nodes(), index, index + 1)};
}

std::string Ledger::Append::checkpoint(const NoteKey& key) { return impl_->ledger.sign(impl_->entry.index + 1, key); }

bool Ledger::Append::checkpoint_due() const {
    auto kept = impl_->ledger.database.prepare("SELECT size FROM checkpoint ORDER BY size DESC LIMIT 1");
    if (!kept.row() || kept.number(0) == 0) return true;
    const auto signed_day = entry_from_json(impl_->ledger.entry_text(kept.number(0) - 1)).time.substr(0, 10);
    return signed_day != impl_->entry.time.substr(0, 10);
}

void Ledger::Append::add_tokens(const ReleaseTokens& tokens) {
    const auto& entry = impl_->entry;
    const auto committed = is_release(entry.kind)              ? release_from_json(entry.body).tokens
                           : entry.kind == EntryKind::tokens ? tokens_from_json(entry.body).tokens
                                                               : std::string();
    if (impl_->has_tokens || committed != tokens.digest().hex()) throw Error(Errc::bad_config, say(Msg::ledger_tokens_differ));
    make_token_tables(impl_->ledger, entry.index);
    if (is_release(entry.kind)) insert_tokens(impl_->ledger.database, entry.index, tokens);
    else replace_tokens(impl_->ledger, tokens_from_json(entry.body), entry.index, tokens);
    impl_->has_tokens = true;
}

void Ledger::Append::commit() {
    if (!impl_->has_tokens && impl_->entry.kind == EntryKind::tokens) throw Error(Errc::bad_config, say(Msg::ledger_tokens_differ));
    if (!impl_->has_tokens) note_without_tokens(impl_->ledger.database, impl_->entry);
    impl_->transaction.commit();
}

std::string Ledger::checkpoint(const NoteKey& key) {
    Transaction transaction(impl_->database);
    impl_->require_tip();
    const auto note = impl_->sign(impl_->size(), key);
    transaction.commit();
    return note;
}

std::optional<std::uint64_t> Ledger::release_of(const Digest& review_statement) const {
    auto rows = impl_->database.prepare("SELECT number FROM entry WHERE instr(text, ?1) > 0 ORDER BY number");
    const auto wanted = "\"reviewed\":\"" + review_statement.hex() + "\"";
    rows.bind(1, std::string_view(wanted));
    while (rows.row()) {
        const auto index = rows.number(0);
        const auto one = entry(index);
        if (is_release(one.kind) && release_from_json(one.body).reviewed == review_statement.hex()) return index;
    }
    return {};
}

std::vector<Intent> Ledger::intents() const {
    std::vector<Intent> open;
    auto rows = impl_->database.prepare("SELECT entry, folder, key FROM intent WHERE done=0 ORDER BY entry");
    while (rows.row()) {
        Intent intent{rows.number(0), rows.text(1)};
        if (entry(intent.index).intent != commitment_to(intent.folder, rows.bytes(2))) {
            impl_->wrong(Msg::ledger_intent_changed, {std::to_string(intent.index)});
        }
        open.push_back(std::move(intent));
    }
    return open;
}

void Ledger::finish(std::uint64_t index) {
    impl_->database.prepare("UPDATE intent SET done=1 WHERE entry=?1").bind(1, index).done();
}

Ledger::Append::Append(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
Ledger::Append::Append(Append&&) noexcept = default;
Ledger::Append::~Append() = default;

}  // namespace review
