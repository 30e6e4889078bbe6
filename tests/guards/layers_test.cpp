#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>
#include <set>

#include "guards/layers.hpp"

using namespace guards;

namespace {

const std::string root = "libreview/src/";

std::string first_folder(const std::string& path) { return path.substr(0, path.find('/')); }

std::set<std::string> reach(const Layers& layers, const std::string& layer) {
    const auto& below = layers.below.at(layer);
    std::set<std::string> reach(below.begin(), below.end());
    reach.insert(layer);
    return reach;
}

// Public headers whose functions a layer implements. A header of data alone may be seen by all.
const std::map<std::string, std::string> implemented_by{
    {"scanner.hpp", "scan"},   {"document.hpp", "format"}, {"plan.hpp", "redact"},
    {"prove.hpp", "proof"},    {"signing.hpp", "sign"}, {"certificate.hpp", "sign"},    {"policy.hpp", "policy"},
    {"bundle.hpp", "release"}, {"statement.hpp", "model"}, {"envelope.hpp", "model"}, {"approval_rules.hpp", "policy"}, {"release.hpp", "release"}, {"review.h", "capi"}, {"plugins.hpp", "capi"},
    {"signed_note.hpp", "sign"}, {"ledger.hpp", "ledger"}, {"ledger_proof.hpp", "ledger"}, {"ledger_check.hpp", "ledger"},
};

}  // namespace

TEST_CASE("LAYERS names each folder of the library and nothing else") {
    std::set<std::string> listed, there;
    for (const auto& [layer, below] : read_layers().below) listed.insert(layer);
    for (const auto& entry : std::filesystem::directory_iterator(std::string(REVIEW_SOURCE) + "/" + root)) {
        if (entry.is_directory()) there.insert(entry.path().filename());
    }
    CHECK(listed == there);
}

TEST_CASE("arrows between layers have no circle") {
    const auto layers = read_layers();
    std::set<std::string> placed;
    for (bool grew = true; grew;) {
        grew = false;
        for (const auto& [layer, below] : layers.below) {
            const bool ready = std::all_of(below.begin(), below.end(), [&](const auto& name) { return placed.count(name) > 0; });
            grew |= ready && placed.insert(layer).second;
        }
    }
    CHECK(placed.size() == layers.below.size());
}

TEST_CASE("a layer includes itself and the layers LAYERS lists for it") {
    const auto layers = read_layers();
    for (const auto& file : sources({"libreview/src"})) {
        const auto layer = first_folder(file.substr(root.size()));
        const auto seen = reach(layers, layer);
        for (const auto& include : includes_of(file)) {
            if (include.angle) continue;
            INFO(include.file << ":" << include.line << " includes \"" << include.header << "\"");
            if (include.header.find('/') == std::string::npos) {
                CHECK(include.header.ends_with(".inc"));  // a generated table or one beside the file
                continue;
            }
            const auto other = first_folder(include.header);
            CHECK((seen.count(other) || include.header.starts_with("embedded/")));
        }
    }
}

TEST_CASE("a layer sees only public headers that are implemented below it") {
    const auto layers = read_layers();
    for (const auto& file : sources({"libreview/src"})) {
        const auto layer = first_folder(file.substr(root.size()));
        const auto seen = reach(layers, layer);
        for (const auto& include : includes_of(file)) {
            if (!include.angle || !include.header.starts_with("review/")) continue;
            const auto owner = implemented_by.find(include.header.substr(7));
            if (owner == implemented_by.end()) continue;
            INFO(include.file << ":" << include.line << " includes <" << include.header << ">");
            CHECK(seen.count(owner->second));
        }
    }
}

TEST_CASE("public headers include public and standard headers only") {
    for (const auto& file : sources({"libreview/include"})) {
        for (const auto& include : includes_of(file)) {
            INFO(include.file << ":" << include.line << " includes " << include.header);
            CHECK(include.angle);
            CHECK((include.header.starts_with("review/") || include.header.find('/') == std::string::npos));
        }
    }
}

TEST_CASE("nothing below the program includes the program") {
    for (const auto& file : sources({"libreview", "plugins"})) {
        for (const auto& include : includes_of(file)) CHECK_FALSE(include.header.starts_with("cli/"));
    }
}
