#include <catch2/catch.hpp>

#include <algorithm>
#include <set>

#include "guards/layers.hpp"

using namespace guards;

namespace {

// Whether `file` (from the checkout's root) is the place, or stands in it.
bool stands_in(const std::string& file, const std::string& place) {
    for (const auto& full : {"libreview/src/" + place, place}) {
        if (file == full || file.starts_with(full + "/")) return true;
    }
    return false;
}

bool begins_with_door(const std::string& header, const std::string& door) {
    // "hs" is hs.h and hs/hs.h, not hsomething.h.
    if (!header.starts_with(door)) return false;
    if (door.back() == '/' || header.size() == door.size()) return true;
    const char next = header[door.size()];
    return next == '/' || next == '.' || next == '_';
}

}  // namespace

TEST_CASE("each third-party header is included behind its door only") {
    const auto layers = read_layers();
    for (const auto& file : sources({"libreview", "cli", "plugins"})) {
        for (const auto& include : includes_of(file)) {
            for (const auto& door : layers.doors) {
                if (!begins_with_door(include.header, door.header)) continue;
                INFO(include.file << ":" << include.line << " includes " << include.header);
                CHECK(std::any_of(door.places.begin(), door.places.end(),
                                  [&](const auto& place) { return stands_in(file, place); }));
            }
        }
    }
}

TEST_CASE("every third-party header has a door") {
    const std::set<std::string> system_folders{"review", "sys", "linux", "netinet", "arpa"};
    const auto layers = read_layers();
    for (const auto& file : sources({"libreview", "cli", "plugins"})) {
        for (const auto& include : includes_of(file)) {
            const auto slash = include.header.find('/');
            if (!include.angle || slash == std::string::npos) continue;
            if (system_folders.count(include.header.substr(0, slash))) continue;
            INFO(include.file << ":" << include.line << " includes " << include.header);
            CHECK(std::any_of(layers.doors.begin(), layers.doors.end(),
                              [&](const Door& door) { return begins_with_door(include.header, door.header); }));
        }
    }
}

TEST_CASE("a plug-in sees the plug-in header only") {
    for (const auto& file : sources({"plugins"})) {
        for (const auto& include : includes_of(file)) {
            INFO(include.file << ":" << include.line << " includes " << include.header);
            CHECK((!include.header.starts_with("review/") || include.header == "review/plugin.h"));
        }
    }
}
