#include <review/ledger_check.hpp>

#include <algorithm>
#include <map>

#include <review/error.hpp>
#include <review/ledger_json.hpp>

#include "base/messages/ledger.hpp"
#include "ledger/check_anchors.hpp"
#include "ledger/check_tokens.hpp"
#include "ledger/ledger_impl.hpp"

namespace review {
namespace {

// All of it is read as it stands at one moment.
class Moment {
public:
    explicit Moment(Database& database) : database_(database) { database_.run("BEGIN"); }
    Moment(const Moment&) = delete;
    Moment& operator=(const Moment&) = delete;
    ~Moment() { database_.roll_back(); }

private:
    Database& database_;
};

struct Signed {
    Checkpoint checkpoint;
    std::string name;  // empty: one of the ledger's own
};

class Replay {
public:
    Replay(const Ledger::Impl& ledger, LedgerCheck& seen) : ledger_(ledger), seen_(seen) {}

    void take_checkpoints(const std::vector<KeptCheckpoint>& kept);
    void walk_entries();
    void look_at_nodes();
    void look_at_intents();
    const std::map<std::uint64_t, std::string>& times() const { return times_; }

private:
    void fault(const Message& what, std::initializer_list<std::string_view> arguments, std::optional<std::uint64_t> entry = {});
    void take_note(const std::string& note, const std::string& name, std::optional<std::uint64_t> size);
    bool good_entry(std::uint64_t number, const std::string& text);
    void grow(std::uint64_t number, const std::string& text);
    void compare_checkpoints(std::uint64_t size);

    const Ledger::Impl& ledger_;
    LedgerCheck& seen_;
    std::vector<Signed> signed_;  // by size
    std::size_t next_ = 0;
    std::uint64_t good_size_ = 0;  // of the longest beginning that was signed and fits
    bool broken_ = false;          // entries cannot be followed further
    std::string last_time_;
    std::map<std::uint64_t, std::string> times_;  // of the last entry of each signed size
    std::vector<std::pair<std::uint64_t, std::string>> intended_;
    std::map<std::pair<unsigned, std::uint64_t>, Digest> edge_;  // full subtrees on the right edge, by level
    std::uint64_t nodes_ = 0;
};

void Replay::fault(const Message& what, std::initializer_list<std::string_view> arguments, std::optional<std::uint64_t> entry) {
    seen_.faults.push_back(say(what, arguments));
    if (entry && (!seen_.first_wrong || *entry < *seen_.first_wrong)) seen_.first_wrong = entry;
}

void Replay::take_note(const std::string& note, const std::string& name, std::optional<std::uint64_t> size) {
    try {
        const auto checkpoint = open_checkpoint(note, ledger_.verifier);
        const bool others = note_of_signer(note, ledger_.verifier) != note;
        if (others && size) fault(Msg::check_foreign_lines, {std::to_string(*size)});
        else if (others) seen_.remarks.push_back(say(Msg::check_kept_others, {name}));
        if (size && *size != checkpoint.size) return fault(Msg::check_checkpoint_moved, {std::to_string(*size)});
        signed_.push_back({checkpoint, name});
    } catch (const Error& error) {
        if (size) fault(Msg::check_own_checkpoint, {std::to_string(*size), error.what()});
        else fault(Msg::check_kept_checkpoint, {name, error.what()});
    }
}

void Replay::take_checkpoints(const std::vector<KeptCheckpoint>& kept) {
    auto rows = ledger_.database.prepare("SELECT size, note FROM checkpoint ORDER BY size");
    while (rows.row()) take_note(rows.text(1), {}, rows.number(0));
    seen_.checkpoints = signed_.size();
    for (const auto& one : kept) take_note(one.note, one.name, {});
    std::stable_sort(signed_.begin(), signed_.end(), [](const Signed& a, const Signed& b) { return a.checkpoint.size < b.checkpoint.size; });
}

bool Replay::good_entry(std::uint64_t number, const std::string& text) {
    LedgerEntry entry;
    try {
        entry = entry_from_json(text);
    } catch (const Error&) {
        fault(Msg::check_entry_form, {std::to_string(number)}, number);
        return false;
    }
    if (entry.index != number) fault(Msg::check_entry_moved, {std::to_string(number), std::to_string(entry.index)}, number);
    if (entry.time < last_time_) fault(Msg::check_entry_earlier, {std::to_string(number), entry.time, last_time_}, number);
    last_time_ = entry.time;
    if (!entry.intent.empty()) intended_.emplace_back(number, entry.intent);
    return true;
}

// The tree as it has to be; what is stored is compared and never relied on.
void Replay::grow(std::uint64_t number, const std::string& text) {
    const auto nodes = [&](unsigned level, std::uint64_t index) { return edge_.at({level, index}); };
    auto stored = ledger_.nodes();
    bool same = true;
    grow_tree(nodes, number, leaf_digest(text), [&](unsigned level, std::uint64_t index, const Digest& digest) {
        edge_[{level, index}] = digest;
        ++nodes_;
        try {
            same = same && stored(level, index) == digest;
        } catch (const Error&) {
            same = false;
        }
        // Both children are below a node that is complete now.
        if (level > 0) {
            edge_.erase({level - 1, 2 * index});
            edge_.erase({level - 1, 2 * index + 1});
        }
    });
    if (!same) fault(Msg::check_entry_changed, {std::to_string(number)}, number);
}

void Replay::compare_checkpoints(std::uint64_t size) {
    const auto nodes = [&](unsigned level, std::uint64_t index) { return edge_.at({level, index}); };
    for (; next_ < signed_.size() && signed_[next_].checkpoint.size == size; ++next_) {
        const auto& [checkpoint, name] = signed_[next_];
        times_[size] = last_time_;
        if (checkpoint.root == tree_root(nodes, size)) {
            good_size_ = size;
            continue;
        }
        const auto from = std::to_string(good_size_), to = std::to_string(size - (size > 0));
        // Where an entry is known to be wrong, that is the one to name.
        const auto may_be = seen_.first_wrong ? std::nullopt : std::optional(good_size_);
        if (name.empty()) fault(Msg::check_not_signed, {std::to_string(size), from, to}, may_be);
        else fault(Msg::check_forked, {name, std::to_string(size), from, to}, may_be);
    }
}

void Replay::walk_entries() {
    compare_checkpoints(0);
    auto rows = ledger_.database.prepare("SELECT number, text FROM entry ORDER BY number");
    while (rows.row()) {
        const auto number = rows.number(0);
        if (number != seen_.size) {
            fault(Msg::check_entry_missing, {std::to_string(seen_.size)}, seen_.size);
            broken_ = true;
            return;
        }
        const auto text = rows.text(1);
        good_entry(number, text);
        grow(number, text);
        compare_checkpoints(++seen_.size);
    }
    for (; next_ < signed_.size(); ++next_) {
        const auto size = std::to_string(signed_[next_].checkpoint.size), have = std::to_string(seen_.size);
        const auto& name = signed_[next_].name;
        if (name.empty()) fault(Msg::check_cut_short, {have, size}, seen_.size);
        else fault(Msg::check_older_copy, {name, size, have}, seen_.size);
    }
    seen_.root = tree_root([&](unsigned level, std::uint64_t index) { return edge_.at({level, index}); }, seen_.size);
    seen_.signed_size = good_size_;
}

void Replay::look_at_nodes() {
    auto all = ledger_.database.prepare("SELECT count(*) FROM node");
    if (!broken_ && all.row() && all.number(0) != nodes_) fault(Msg::check_more_nodes, {});
    auto whole = ledger_.database.prepare("PRAGMA integrity_check(1)");
    if (!whole.row() || whole.text(0) != "ok") fault(Msg::check_file_damaged, {});
}

void Replay::look_at_intents() {
    if (broken_) return;
    std::map<std::uint64_t, std::string> found;
    auto rows = ledger_.database.prepare("SELECT entry, folder, key FROM intent ORDER BY entry");
    while (rows.row()) found[rows.number(0)] = commitment_to(rows.text(1), rows.bytes(2));
    for (const auto& [number, commitment] : intended_) {
        const auto row = found.find(number);
        if (row == found.end()) fault(Msg::check_intent_missing, {std::to_string(number)}, number);
        else if (row->second != commitment) fault(Msg::ledger_intent_changed, {std::to_string(number)}, number);
        if (row != found.end()) found.erase(row);
    }
    for (const auto& [number, commitment] : found) fault(Msg::check_intent_added, {std::to_string(number)}, number);
}

}  // namespace

LedgerCheck check_ledger(const Ledger& ledger, const std::optional<NoteVerifier>& key, const std::vector<KeptCheckpoint>& kept,
                         const std::vector<std::string>& stamp_roots) {
    LedgerCheck seen;
    const auto& impl = ledger.impl();
    const Moment moment(impl.database);
    if (key && *key != impl.verifier) seen.faults.push_back(say(Msg::ledger_other_key, {key->vkey(), impl.verifier.vkey()}));
    Replay replay(impl, seen);
    replay.take_checkpoints(kept);
    replay.walk_entries();
    replay.look_at_nodes();
    replay.look_at_intents();
    check_tokens(impl, seen);
    check_anchors(impl, replay.times(), kept, stamp_roots, seen);
    return seen;
}

}  // namespace review
