// prepare FOLDER: run when the library is built. Writes the tables that would otherwise be made at each start:
// the compiled databases of the built-in packs, and which characters the base view folds.
#include <cstdio>
#include <exception>
#include <fstream>
#include <string>

#include <review/pattern_pack.hpp>

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
    if (count != 2) throw std::runtime_error("usage: prepare FOLDER");
    const std::string folder = words[1];
    write(folder + "/" + review::fold_tables_key(), review::fold_tables());
    const auto packs = review::built_in_packs();
    review::Matchers(packs).each_database([&](const review::PatternDatabase& database) {
        write(folder + "/" + database.key(), database.serialised());
    });
    return 0;
} catch (const std::exception& error) {
    std::fprintf(stderr, "prepare: %s\n", error.what());
    return 1;
}
