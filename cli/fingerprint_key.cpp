#include "cli/fingerprint_key.hpp"

#include <sys/random.h>
#include <sys/stat.h>

#include <cstdlib>
#include <filesystem>

#include <review/draft.hpp>
#include <review/error.hpp>

#include "base/atomic_file.hpp"
#include "base/messages/cli.hpp"

namespace cli {
namespace {

using namespace review;

constexpr std::size_t key_size = 32;

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

Bytes read_key(const std::string& path) {
    Limits limits;
    limits.file_bytes = 4096;
    const auto file = load_draft(path, limits);
    if (file.bytes.size() < key_size) throw Error(Errc::bad_config, say(Msg::cli_key_short, {path}));
    return Bytes(file.bytes.begin(), file.bytes.end());
}

Bytes make_key(const std::filesystem::path& path) {
    Bytes key(key_size);
    if (getrandom(key.data(), key.size(), 0) != static_cast<ssize_t>(key.size())) return {};
    std::error_code error;
    std::filesystem::create_directories(path.parent_path(), error);
    if (error) return {};
    try {
        AtomicFile file(path, FileMode::secret);
        file.write(key);
        file.commit_if_absent();
        return read_key(path);  // of programs that raced here the first one's key stands, and all use it
    } catch (const Error&) {
        return {};
    }
}

}  // namespace

KeyPlace key_place(const std::string& asked_for) {
    const auto named = asked_for.empty() ? environment("REVIEW_KEY_FILE") : asked_for;
    if (!named.empty()) return {named, true};
    auto state = environment("XDG_STATE_HOME");
    if (state.empty() && !environment("HOME").empty()) state = environment("HOME") + "/.local/state";
    if (state.empty() || state.front() != '/') return {};
    return {(std::filesystem::path(state) / "review" / "key").string(), false};
}

Bytes fingerprint_key(const std::string& asked_for) {
    const auto place = key_place(asked_for);
    if (place.path.empty()) return {};
    if (place.named) return read_key(place.path);
    const std::filesystem::path path = place.path;
    std::error_code error;
    if (!std::filesystem::exists(path, error)) return error ? Bytes{} : make_key(path);
    try {
        return read_key(path);
    } catch (const Error&) {
        return {};
    }
}

}  // namespace cli
