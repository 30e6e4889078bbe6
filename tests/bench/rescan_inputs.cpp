// Releases to look back at: build/bin/rescan_inputs FOLDER RELEASES KIND. Makes FOLDER/office.ledger and FOLDER/published, for
// `review ledger rescan FOLDER/office.ledger --published FOLDER/published`. KIND: "names" (each file has its own), "bundles" (each a folder with a file of one name, as bundles are), "gone" (the same, every other file was changed
// since), "same" (bundles of one text, let out again and again).
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <review/digest.hpp>
#include <review/ledger_json.hpp>

#include "ledger/ledger_impl.hpp"

using namespace review;
namespace fs = std::filesystem;

namespace {

void write(const fs::path& path, const std::string& text) {
    fs::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << text;
}

std::string text_of_release(unsigned number) { return "关于第 " + std::to_string(number) + " 号事项的公告\n现予公布。\n"; }

// What is read of a bundle; its statement is none, so nothing was let through.
std::string word(unsigned number) {
    return "{\"payload\":\"" + std::to_string(1000000 + number) + "A\",\"payloadType\":\"application/vnd.in-toto+json\",\"signatures\":[{\"keyid\":\"00\",\"sig\":\"AAAA\"}]}";
}

}  // namespace

int main(int count, char** words) {
    if (count != 4) return 2;
    const fs::path folder = words[1];
    const auto releases = static_cast<unsigned>(std::atoi(words[2]));
    const std::string kind = words[3];
    fs::create_directories(folder);
    const auto key = NoteKey::create((folder / "log.key").string(), "bench.example/ledger");
    auto ledger = Ledger::create((folder / "office.ledger").string(), key.verifier());
    ledger.impl().database.run("PRAGMA synchronous=OFF");
    for (unsigned i = 0; i < releases; ++i) {
        const std::string number = std::to_string(i), text = text_of_release(kind == "same" ? 0 : i), name = kind == "names" ? number + ".txt" : "notice.txt";
        const fs::path place = folder / "published" / (kind == "names" ? "all" : number);
        write(place / name, kind == "gone" && i % 2 == 1 ? text + "changed" : text);
        if (kind == "same") {
            write(place / "release.intoto.dsse.json", word(i));
            write(place / "statement.intoto.dsse.json", "{}");
            write(place / "INTERNAL" / "openings.json", "{}");
        }
        auto append = ledger.begin(EntryKind::release, body_json(ReleaseRecord{number, name, "internet", "张三", {"李四"}, sha256(as_bytes(text)).hex(), std::string(64, 'b'), {}}));
        append.commit();
    }
    std::printf("%u releases, %s\n", releases, kind.c_str());
    return 0;
}
