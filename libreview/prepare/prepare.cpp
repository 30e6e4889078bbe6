// prepare FILE PATTERNS: run when the library is built. Writes the tables that would otherwise be made at each start:
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

// A row REVIEW_FILE("key", "content"): string literals of 32 bytes, in hexadecimal so that no byte needs thought.
void write(std::ofstream& file, const std::string& key, review::ByteView bytes) {
    constexpr char hex[] = "0123456789abcdef";
    std::string row = "REVIEW_FILE(\"" + key + "\",";
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        if (i % 32 == 0) row += i == 0 ? "\n\"" : "\"\n\"";
        (row += "\\x") += hex[bytes[i] >> 4];
        row += hex[bytes[i] & 15];
    }
    file << row << "\")\n";
}

}  // namespace

int main(int count, char** words) try {
    if (count != 3) throw std::runtime_error("usage: prepare FILE PATTERNS");
    std::ofstream file(words[1], std::ios::binary);
    write(file, review::fold_tables_key(), review::fold_tables());
    for (const auto& entry : std::filesystem::recursive_directory_iterator(words[2])) {
        if (entry.path().extension() != ".yaml") continue;
        const auto yaml = review::load_draft(entry.path().string()).bytes;
        write(file, review::config_tree_key(yaml), review::config_tree_bytes(review::parse_config(yaml)));
    }
    const auto packs = review::built_in_packs();
    review::Matchers(packs).each_database([&](const review::PatternDatabase& database) {
        write(file, database.key(), database.serialised());
    });
    file.close();
    if (!file) throw std::runtime_error(std::string("cannot write ") + words[1]);
    return 0;
} catch (const std::exception& error) {
    std::fprintf(stderr, "prepare: %s\n", error.what());
    return 1;
}
