#include <filesystem>

#include <review/envelope.hpp>
#include <review/error.hpp>
#include <review/ledger_rescan.hpp>
#include <review/sealing.hpp>

#include "base/messages/base.hpp"
#include "base/messages/release.hpp"
#include "format/zip/reader.hpp"
#include "release/bundle/bundle_folder.hpp"

namespace review {
namespace {

namespace fs = std::filesystem;

constexpr const char* inside = " \xc2\xbb ";

Limits limits_of_published() {
    Limits limits;
    limits.file_bytes = std::uint64_t{4} << 30;
    return limits;
}

std::string bundle_around(const std::string& path) {
    const auto folder = fs::path(path).parent_path().string();
    return bundle_has(folder.empty() ? "." : folder, bundle::release) ? folder : std::string();
}

}  // namespace

PublishedFiles::PublishedFiles(const std::vector<std::string>& paths) {
    for (const auto& path : paths) {
        std::error_code error;
        if (fs::is_directory(path, error)) add_folder(path);
        else if (fs::exists(path, error)) add(path);
        else throw Error(Errc::io, say(Msg::cannot_open, {path, std::make_error_code(std::errc::no_such_file_or_directory).message()}));
    }
}

void PublishedFiles::add_folder(const std::string& path) {
    std::error_code error;
    auto at = fs::recursive_directory_iterator(path, error);
    for (; !error && at != fs::recursive_directory_iterator(); at.increment(error)) {
        std::error_code ignored;
        // What a bundle keeps to itself is not what went out.
        if (at->path().filename() == "INTERNAL" && at->is_directory(ignored)) at.disable_recursion_pending();
        else if (at->is_regular_file(ignored)) add(at->path().string());
    }
    if (error) throw Error(Errc::io, say(Msg::cannot_open, {path, error.message()}));
}

void PublishedFiles::add(const std::string& path) {
    try {
        const auto file = map_draft(path, limits_of_published());
        add_file(file.digest, file.bytes, File{path});
        names_.emplace(fs::path(path).filename().string(), Name{file.digest, path});
        note_bundle(bundle_around(path));
        if (is_zip(file.bytes)) add_members(file, path);
    } catch (const Error&) {
        unread_.push_back(path);
    }
}

// The ledger knows the bytes before archive time stamps (docs/signing.md).
void PublishedFiles::add_file(const Digest& digest, ByteView bytes, const File& file) {
    files_.emplace(digest, file);
    const auto sealed = without_archive(bytes);
    if (sealed.size() == bytes.size()) return;
    auto renewed = file;
    renewed.renewed = true;
    files_.emplace(sha256(sealed), std::move(renewed));
}

// A bundle whose word cannot be read has said nothing.
void PublishedFiles::note_bundle(const std::string& folder) {
    if (folder.empty() || !seen_bundles_.insert(folder).second) return;
    try {
        const auto word = envelope_from_json(as_text(read_bundle_file(folder, bundle::release)));
        bundles_[sha256(word.payload)].push_back(folder);
    } catch (const Error&) {
    }
}

// Of a zip file that is a bundle; others are documents themselves.
void PublishedFiles::add_members(const Draft& file, const std::string& path) {
    bool is_bundle = false;
    try {
        for (const auto& member : zip_directory(file.bytes, file.name, {})) is_bundle = is_bundle || member.name == bundle::release;
    } catch (const Error&) {
        return;  // a document of another kind that begins like one; its own digest is known
    }
    if (!is_bundle) return;
    const ZipReader reader(file.bytes, file.name, {}, ZipNames::of_parts);
    for (std::size_t i = 0; i < reader.members().size(); ++i) {
        const auto& name = reader.members()[i].name;
        if (reader.members()[i].directory || name.starts_with(bundle::internal)) continue;
        const auto bytes = reader.read(i);
        const auto digest = sha256(bytes);
        add_file(digest, bytes, File{path + inside + name, path, i});
        names_.emplace(fs::path(name).filename().string(), Name{digest, path + inside + name});
    }
}

const PublishedFiles::File* PublishedFiles::find(const Digest& published) const {
    const auto found = files_.find(published);
    return found == files_.end() ? nullptr : &found->second;
}

const std::vector<std::string>& PublishedFiles::bundles_of(const Digest& word) const {
    static const std::vector<std::string> none;
    const auto found = bundles_.find(word);
    return found == bundles_.end() ? none : found->second;
}

void PublishedFiles::each_name(const std::function<void(const std::string&, const Digest&, const std::string&)>& tell) const {
    for (const auto& [name, file] : names_) tell(name, file.digest, file.path);
}

Draft PublishedFiles::load(const File& file, const Digest& published) const {
    Draft draft;
    if (file.zip.empty()) {
        draft = map_draft(file.path, limits_of_published());
    } else {
        const auto zip = map_draft(file.zip, limits_of_published());
        const ZipReader reader(zip.bytes, zip.name, {}, ZipNames::of_parts);
        if (file.member < reader.members().size()) draft = make_draft(fs::path(reader.members()[file.member].name).filename().string(), reader.read(file.member));
    }
    if (file.renewed) {
        const auto sealed = without_archive(draft.bytes);
        draft = make_draft(draft.name, Bytes(sealed.begin(), sealed.end()));
    }
    if (draft.digest != published) throw Error(Errc::io, say(Msg::rescan_changed_meanwhile, {file.path}));
    return draft;
}

}  // namespace review
