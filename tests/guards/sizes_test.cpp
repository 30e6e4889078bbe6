#include <catch2/catch.hpp>

#include <algorithm>
#include <filesystem>

#include "guards/layers.hpp"

using namespace guards;

TEST_CASE("no source file is longer than 500 lines") {
    for (const auto& file : sources({"libreview", "cli", "plugins", "tests"})) {
        const auto text = read(file);
        INFO(file);
        CHECK(std::count(text.begin(), text.end(), '\n') <= 500);
    }
}

TEST_CASE("no file is named after nothing in particular") {
    for (const auto& file : sources({"libreview", "cli", "plugins", "tests"})) {
        const auto stem = std::filesystem::path(file).stem().string();
        INFO(file);
        for (const std::string word : {"utils", "util", "common", "helpers", "helper", "misc"}) CHECK(stem != word);
    }
}

TEST_CASE("no file names a folder of the machine it was written on") {
    const std::string home = std::string("/ro") + "ot/", work = std::string("/wo") + "rk/";
    for (const auto& file : sources({"libreview", "cli", "plugins", "tests"})) {
        const auto text = read(file);
        INFO(file);
        CHECK(text.find(home) == std::string::npos);
        CHECK(text.find(work) == std::string::npos);
    }
}
