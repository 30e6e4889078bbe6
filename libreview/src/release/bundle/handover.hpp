#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include <review/bundle.hpp>

#include "release/bundle/bundle_folder.hpp"

namespace review {

// Whether a staged entry is in the log: what was staged with it has gone out.
bool stands_in(const Ledger& ledger, ByteView entry);

// The last step of a release, and its completion after a kill. The entry in the ledger is the moment of the release: before it
// nothing has gone out, after it whoever comes next moves the files to their places. Under the bundle's lock.
class Handover {
public:
    Handover(const BundleRequest& bundle, const std::string& draft_name) : bundle_(bundle), draft_name_(draft_name) {}

    // Finishes what a killed run staged, or takes it away where it had not gone out. What is staged is looked at before it is
    // moved, whoever put it there: throws Errc::unverified.
    void finish() const;

    // Stages these files and moves them to their places, with an entry in the ledger where there is one. `add` puts into the entry
    // what is to be there in the same transaction. The index of the entry.
    std::optional<std::uint64_t> commit(BundleFiles& files, EntryKind kind, const std::string& body, const std::function<void(Ledger::Append&)>& add) const;

    // The whole bundle with these files, as its readers will see it. Throws Errc::unverified with what is wrong.
    void require_verified(const BundleFiles& staged) const;

private:
    bool is_in_ledger(ByteView entry) const;
    void finish_intent() const;

    const BundleRequest& bundle_;
    const std::string& draft_name_;
};

}  // namespace review
