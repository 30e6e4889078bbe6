// prepare FOLDER PATTERNS: run when the library is built. Writes the tables that would otherwise be made at each start:
// the compiled databases of the built-in packs, these packs and policies as trees, and which characters the base view folds.
#include <cstdio>
#include <exception>
#include <filesystem>
#include <fstream>
#include <string>

#include <review/draft.hpp>
#include <review/pattern_pack.hpp>

#include "base/config_tree.hpp"
#include "scan/matchers.hpp"
#include "text/fold.hpp"

namespace {

void write(const std::string& path, review::ByteView bytes) {
    std::ofstream file(path, std::ios::binary);
    file.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    file.close();
    if (!file) throw std::runtime_error("cannot write " + path);
}

}  // namespace

int main(int count, char** words) try {
    if (count != 3) throw std::runtime_error("usage: prepare FOLDER PATTERNS");
    const std::string folder = words[1];
    write(folder + "/" + review::fold_tables_key(), review::fold_tables());
    for (const auto& file : std::filesystem::recursive_directory_iterator(words[2])) {
        if (file.path().extension() != ".yaml") continue;
        const auto yaml = review::load_draft(file.path().string()).bytes;
        write(folder + "/" + review::config_tree_key(yaml), review::config_tree_bytes(review::parse_config(yaml)));
    }
    const auto packs = review::built_in_packs();
    review::Matchers(packs).each_database([&](const review::PatternDatabase& database) {
        write(folder + "/" + database.key(), database.serialised());
    });
    return 0;
} catch (const std::exception& error) {
    std::fprintf(stderr, "prepare: %s\n", error.what());
    return 1;
}
