#include "scan/database_cache.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <string_view>
#include <vector>

#include <review/digest.hpp>
#include <review/draft.hpp>
#include <review/error.hpp>

#include "base/atomic_file.hpp"
#include "base/outside.hpp"

namespace review {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view magic = "review database 1\n";
constexpr std::size_t digest_size = 32;
constexpr std::uint64_t largest = std::uint64_t{256} << 20;
constexpr std::size_t most_files = 64;
constexpr std::string_view ending = ".hsdb";

bool writable_by_us_alone(const std::string& path, mode_t kind) {
    struct stat status{};
    if (lstat(path.c_str(), &status) != 0) return false;
    return (status.st_mode & S_IFMT) == kind && status.st_uid == geteuid() && (status.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

}  // namespace

bool DatabaseCache::is_ours() const { return !folder_.empty() && writable_by_us_alone(folder_, S_IFDIR); }

Bytes DatabaseCache::find(const std::string& key) const try {
    if (outside()) return {};
    const auto path = folder_ + "/" + key + std::string(ending);
    if (!is_ours() || !writable_by_us_alone(path, S_IFREG)) return {};
    Limits limits;
    limits.file_bytes = largest;
    auto bytes = load_draft(path, limits).bytes;
    if (bytes.size() < magic.size() + digest_size || as_text(bytes).substr(0, magic.size()) != magic) return {};
    const auto digest = as_text(bytes).substr(magic.size(), digest_size);
    const auto database = ByteView(bytes).subspan(magic.size() + digest_size);
    const auto is = sha256(database);
    if (!std::equal(digest.begin(), digest.end(), is.bytes.begin(), [](char a, std::uint8_t b) { return static_cast<std::uint8_t>(a) == b; })) return {};
    return Bytes(bytes.begin() + static_cast<std::ptrdiff_t>(magic.size() + digest_size), bytes.end());
} catch (const Error&) {
    return {};
}

void DatabaseCache::keep(const std::string& key, ByteView database) const try {
    if (folder_.empty() || database.size() > largest || outside()) return;  // nobody writes in a cage
    std::error_code error;
    if (!fs::exists(folder_, error)) {
        fs::create_directories(folder_, error);
        fs::permissions(folder_, fs::perms::owner_all, error);
    }
    if (!is_ours()) return;
    make_room();
    Bytes file(magic.begin(), magic.end());
    const auto digest = sha256(database);
    file.insert(file.end(), digest.bytes.begin(), digest.bytes.end());
    file.insert(file.end(), database.begin(), database.end());
    write_file(folder_ + "/" + key + std::string(ending), file, FileMode::secret);
} catch (const Error&) {
    // A full or a read-only disk costs the next start some time, and nothing else.
}

void DatabaseCache::make_room() const {
    std::error_code error;
    std::vector<fs::directory_entry> files;
    for (fs::directory_iterator at(folder_, error), end; !error && at != end; at.increment(error)) {
        if (at->path().extension() == ending) files.push_back(*at);
    }
    if (files.size() < most_files) return;
    const auto age = [](const fs::directory_entry& file) {
        std::error_code none;
        return file.last_write_time(none);
    };
    std::sort(files.begin(), files.end(), [&](const auto& a, const auto& b) { return age(a) < age(b); });
    for (std::size_t i = 0; i <= files.size() - most_files; ++i) fs::remove(files[i].path(), error);
}

}  // namespace review
