#include "guards/layers.hpp"

#include <algorithm>
#include <filesystem>
#include <regex>
#include <set>
#include <sstream>

#include "support/run.hpp"

namespace guards {

std::string read(const std::string& file) { return support::read_file(std::string(REVIEW_SOURCE) + "/" + file); }

Layers read_layers() {
    Layers layers;
    std::istringstream lines(read("libreview/src/LAYERS"));
    for (std::string line; std::getline(lines, line);) {
        std::istringstream words(line);
        std::string first, word;
        if (!(words >> first) || first[0] == '#') continue;
        if (first == "door") {
            Door door;
            words >> door.header;
            while (words >> word) door.places.push_back(word);
            layers.doors.push_back(door);
        } else {
            auto& below = layers.below[first];
            while (words >> word) below.push_back(word);
        }
    }
    return layers;
}

std::vector<std::string> sources(const std::vector<std::string>& folders) {
    namespace fs = std::filesystem;
    const std::set<std::string> endings{".cpp", ".hpp", ".c", ".h"};
    std::vector<std::string> files;
    for (const auto& folder : folders) {
        const fs::path root(REVIEW_SOURCE);
        if (!fs::exists(root / folder)) continue;
        for (const auto& entry : fs::recursive_directory_iterator(root / folder)) {
            if (!endings.count(entry.path().extension())) continue;
            files.push_back(fs::relative(entry.path(), root).string());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

std::vector<Include> includes_of(const std::string& file) {
    static const std::regex pattern(R"(^\s*#\s*include\s*([<"])([^>"]+)[>"])");
    std::vector<Include> includes;
    std::istringstream lines(read(file));
    int number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        std::smatch match;
        if (line.find("include") == std::string::npos || !std::regex_search(line, match, pattern)) continue;
        includes.push_back({file, number, match[1] == "<", match[2]});
    }
    return includes;
}

}  // namespace guards
