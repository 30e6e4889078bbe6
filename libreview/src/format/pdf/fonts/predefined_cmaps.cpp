// Adobe's predefined CMaps (ISO 32000-1, 9.7.5.2) as poppler-data installs them, in cMap/ only: its
// other tables have another licence. REVIEW_CMAP_DIR overrides the folder found at configure time.
#include <fcntl.h>
#include <unistd.h>

#include <cstdlib>
#include <map>
#include <mutex>

#include "base/outside.hpp"
#include "format/pdf/fonts/cmap.hpp"
#include "format/pdf/fonts/predefined_cmap_file.hpp"

namespace review::pdf {
namespace {

std::string read_program(const std::string& name) {
    const int file = outside() ? outside()->predefined_cmap(name) : open_predefined_cmap(name);
    std::string program;
    if (file < 0) return program;
    char piece[1 << 14];
    for (ssize_t got; (got = read(file, piece, sizeof piece)) > 0;) program.append(piece, static_cast<std::size_t>(got));
    close(file);
    return program;
}

std::shared_ptr<const CMap> find(std::string_view name, int depth) {
    static std::map<std::string, std::shared_ptr<const CMap>, std::less<>> known;
    if (depth > 8 || name.empty() || name.find('/') != std::string_view::npos || name.find('.') != std::string_view::npos) {
        return nullptr;
    }
    if (name == "Identity-H" || name == "Identity-V") {
        return std::make_shared<CMap>(CMap::identity(name == "Identity-V"));
    }
    if (const auto found = known.find(name); found != known.end()) return found->second;
    const auto program = read_program(std::string(name));
    std::shared_ptr<const CMap> map;
    if (!program.empty()) {
        map = std::make_shared<CMap>(CMap::parse(program, [&](std::string_view other) { return find(other, depth + 1); }));
    }
    known.emplace(name, map);
    return map;
}

}  // namespace

int open_predefined_cmap(const std::string& name) {
    const char* chosen = std::getenv("REVIEW_CMAP_DIR");
    const std::string folder = chosen ? chosen : REVIEW_CMAP_DIR;
    for (const char* collection : {"Adobe-GB1", "Adobe-CNS1", "Adobe-Japan1", "Adobe-Japan2", "Adobe-Korea1", "Adobe-KR"}) {
        const int file = open((folder + "/" + collection + "/" + name).c_str(), O_RDONLY | O_CLOEXEC);
        if (file >= 0) return file;
    }
    return -1;
}

std::shared_ptr<const CMap> predefined_cmap(std::string_view name) {
    static std::mutex mutex;
    const std::lock_guard lock(mutex);
    return find(name, 0);
}

}  // namespace review::pdf
