#include "release/bundle/handover.hpp"

#include <filesystem>

#include <review/error.hpp>
#include <review/ledger_json.hpp>

#include "base/messages/base.hpp"
#include "base/messages/bundle.hpp"
#include "base/messages/release.hpp"
#include "release/bundle/signatures.hpp"

namespace review {
namespace {

// The same for every way to write it.
std::string place_of(const std::string& folder) {
    std::error_code error;
    const auto place = std::filesystem::canonical(folder, error);
    if (error) throw Error(Errc::io, say(Msg::cannot_open, {folder, error.message()}));
    return place.string();
}

}  // namespace

bool stands_in(const Ledger& ledger, ByteView entry) {
    const auto said = entry_from_json(as_text(entry));
    return said.index < ledger.size() && ledger.entry(said.index).text() == as_text(entry);
}

void Handover::finish() const {
    if (!bundle_has(bundle_.folder, bundle::staged)) {
        finish_intent();
        return;
    }
    auto staged = read_bundle((std::filesystem::path(bundle_.folder) / bundle::staged).string());
    std::erase_if(staged, [](const auto& file) { return file.first.ends_with('/'); });
    const auto entry = staged.find(bundle::entry);
    if (entry != staged.end() && !is_in_ledger(entry->second)) {
        drop_staged(bundle_.folder);
        return;
    }
    require_verified(staged);
    move_staged(bundle_.folder);
    finish_intent();
}

bool Handover::is_in_ledger(ByteView entry) const {
    if (!bundle_.ledger) throw Error(Errc::bad_config, say(Msg::bundle_needs_ledger, {bundle_.folder}));
    return stands_in(*bundle_.ledger, entry);
}

// The files are where they belong.
void Handover::finish_intent() const {
    if (!bundle_.ledger || !bundle_has(bundle_.folder, bundle::entry)) return;
    const auto index = entry_from_json(as_text(read_bundle_file(bundle_.folder, bundle::entry))).index;
    for (const auto& intent : bundle_.ledger->intents()) {
        if (intent.index == index) bundle_.ledger->finish(index);
    }
}

std::optional<std::uint64_t> Handover::commit(BundleFiles& files, EntryKind kind, const std::string& body,
                                              const std::function<void(Ledger::Append&)>& add) const {
    if (!bundle_.ledger) {
        require_verified(files);
        stage(bundle_.folder, files);
        move_staged(bundle_.folder);
        return std::nullopt;
    }
    auto append = bundle_.ledger->begin(kind, body, place_of(bundle_.folder));
    add(append);
    const auto bytes_of = [](const std::string& text) { return Bytes(text.begin(), text.end()); };
    files[bundle::entry] = bytes_of(append.entry().text());
    files[bundle::inclusion] = bytes_of(proof_json(append.proof()));
    files[bundle::checkpoint] = bytes_of(append.checkpoint(*bundle_.log_key));
    require_verified(files);
    stage(bundle_.folder, files);
    append.commit();
    const auto index = append.entry().index;
    move_staged(bundle_.folder);
    bundle_.ledger->finish(index);
    return index;
}

void Handover::require_verified(const BundleFiles& staged) const {
    auto files = read_bundle(bundle_.folder);
    for (const auto& [name, bytes] : staged) {
        if (!name.starts_with(bundle::internal)) files[name] = bytes;
    }
    // Folders that a run made before it was killed, for files that are staged still.
    std::erase_if(files, [](const auto& file) { return file.first.ends_with('/') && std::string_view(bundle::checkpoint).starts_with(file.first); });
    BundleTrust trust{bundle_.trust_paths, bundle_.crl_paths, {}, {}};
    if (bundle_.ledger) trust.log_key = bundle_.ledger->verifier().vkey();
    std::string failed;
    for (const auto& check : verify_files(files, trust).checks) {
        if (!check.passed) failed += (failed.empty() ? "" : ", ") + check.name;
    }
    if (!failed.empty()) throw Error(Errc::unverified, say(Msg::release_not_verified, {draft_name_, failed}));
}

}  // namespace review
