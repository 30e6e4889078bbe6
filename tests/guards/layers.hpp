#pragma once

#include <map>
#include <string>
#include <vector>

namespace guards {

struct Door {
    std::string header;               // "podofo/": what an angle include begins with
    std::vector<std::string> places;  // "format/pdf", "base/digest.cpp": below libreview/src; "cli"
};

// libreview/src/LAYERS, read.
struct Layers {
    std::map<std::string, std::vector<std::string>> below;  // layer -> what it may include
    std::vector<Door> doors;
};

Layers read_layers();

struct Include {
    std::string file;    // "libreview/src/scan/scanner.cpp"
    int line = 0;
    bool angle = false;
    std::string header;
};

// Paths of sources (.cpp .hpp .h .c .inc) below folders of the checkout, relative to it and sorted.
std::vector<std::string> sources(const std::vector<std::string>& folders);
std::vector<Include> includes_of(const std::string& file);
std::string read(const std::string& file);  // relative to the checkout

}  // namespace guards
