#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <review/aggregation.hpp>
#include <review/ledger_proof.hpp>

namespace review {

// A release whose files still have to be moved into place: its entry is in the log, so it has gone out.
struct Intent {
    std::uint64_t index = 0;
    std::string folder;
};

// The append-only log of an office in one SQLite file (docs/ledger.md). One thread at a time; any number of processes of one
// machine (not over a network file system). Throws Errc::io (also where another process holds it for half a minute),
// and Errc::unverified where what it reads is not what was appended.
class Ledger {
public:
    enum class Access { read, write };

    // Throws Errc::io where the file is there already. The key's name is the origin of the log.
    static Ledger create(const std::string& path, const NoteVerifier& key);
    static Ledger open(const std::string& path, Access access);

    const NoteVerifier& verifier() const;  // as the file has it: compare it with one you got another way
    std::uint64_t size() const;
    LedgerEntry entry(std::uint64_t index) const;
    // The entry of the release whose approved review statement this is: approvals are spent once. One pass over the entries.
    std::optional<std::uint64_t> release_of(const Digest& review_statement) const;
    Digest root(std::uint64_t size) const;
    InclusionProof inclusion(std::uint64_t index, std::uint64_t size) const;        // index < size <= size()
    ConsistencyProof consistency(std::uint64_t old_size, std::uint64_t size) const;  // old_size <= size <= size()

    // Signs for all entries, keeps the note and returns it. Throws Errc::bad_key for another key than the log's.
    std::string checkpoint(const NoteKey& key);
    std::optional<std::string> last_checkpoint() const;  // with the log's signature alone

    // Asks an authority for an RFC 3161 time stamp over the last checkpoint, as last_checkpoint() gives it, and keeps the answer
    // beside it: whoever gets the log's key later cannot have been earlier. One that is there stays. Throws Errc::bad_config where
    // there is no checkpoint, and what request_time_stamp() throws.
    Bytes anchor(const std::string& time_stamp_url);
    std::optional<Bytes> last_anchor() const;  // of the last checkpoint, TimeStampResp in DER

    // Not yet finished, oldest first. Whoever opens the ledger for writing moves the files and then finishes it.
    std::vector<Intent> intents() const;
    void finish(std::uint64_t index);

    // An entry that is not in the log yet. Others wait until it is committed or goes away.
    class Append {
    public:
        const LedgerEntry& entry() const;
        InclusionProof proof() const;  // in the log that ends with it
        // Signs for the log that ends with it. The note must not leave the machine before commit(): without that this log
        // never was, and the next entry makes another one of the same size.
        std::string checkpoint(const NoteKey& key);
        // One checkpoint a day: whether the last one signed no entry of this entry's day (UTC).
        bool checkpoint_due() const;
        // The tokens of the release, whose record has their digest; in the same transaction, once.
        void add_tokens(const ReleaseTokens& tokens);
        void commit();  // on the disk once it returns

        Append(Append&&) noexcept;
        ~Append();  // without commit() nothing is left, also after SIGKILL

    private:
        friend class Ledger;
        struct Impl;
        explicit Append(std::unique_ptr<Impl> impl);
        std::unique_ptr<Impl> impl_;
    };

    // `body` as canonical_json() writes it; that of a release or a withdrawal has at least what its record has. `folder`, if any, becomes an intent in the same transaction. The Ledger must
    // stay where it is until the Append is gone.
    Append begin(EntryKind kind, std::string body, const std::string& folder = {});

    Ledger(Ledger&&) noexcept;
    Ledger& operator=(Ledger&&) noexcept;
    ~Ledger();
    struct Impl;
    Impl& impl() const { return *impl_; }

private:
    explicit Ledger(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

}  // namespace review
