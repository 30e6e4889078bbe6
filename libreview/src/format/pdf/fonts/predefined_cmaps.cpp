// Adobe's predefined CMaps (ISO 32000-1, 9.7.5.2) as poppler-data installs them, in cMap/ only: its
// other tables have another licence. REVIEW_CMAP_DIR overrides the folder found at configure time.
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <map>
#include <mutex>

#include "format/pdf/fonts/cmap.hpp"

namespace review::pdf {
namespace {

std::string read_program(const std::string& name) {
    const char* chosen = std::getenv("REVIEW_CMAP_DIR");
    const std::string folder = chosen ? chosen : REVIEW_CMAP_DIR;
    for (const char* collection : {"Adobe-GB1", "Adobe-CNS1", "Adobe-Japan1", "Adobe-Japan2", "Adobe-Korea1", "Adobe-KR"}) {
        std::ifstream file(folder + "/" + collection + "/" + name, std::ios::binary);
        if (file) return {std::istreambuf_iterator<char>(file), {}};
    }
    return "";
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

std::shared_ptr<const CMap> predefined_cmap(std::string_view name) {
    static std::mutex mutex;
    const std::lock_guard lock(mutex);
    return find(name, 0);
}

}  // namespace review::pdf
