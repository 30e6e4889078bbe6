#include <catch2/catch.hpp>

#include <filesystem>
#include <map>
#include <set>
#include <sstream>
#include <string>

#include "guards/layers.hpp"

using namespace guards;

namespace {

bool is_word(char c) { return (c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '_'; }

// What a line that begins a declaration declares: "bool is_blank(char c) {", "constexpr int most = 4;", "struct Row {". Empty: nothing.
std::string declared(std::string line) {
    if (line.starts_with("template <")) line.erase(0, line.rfind("> ") == line.npos ? line.size() : line.rfind("> ") + 2);
    if (line.starts_with("[[")) line.erase(0, line.find("]] ") + 3);
    if (line.empty() || !is_word(line[0])) return {};
    auto end = line.find_first_of("({=;[");
    for (const std::string kind : {"struct ", "class ", "enum class ", "enum ", "using "}) {
        if (!line.starts_with(kind)) continue;
        const auto begin = kind.size();
        for (end = begin; end < line.size() && is_word(line[end]);) ++end;
        return kind == "using " && line.compare(end, 3, " = ") != 0 ? std::string() : line.substr(begin, end - begin);
    }
    if (end == line.npos) return {};
    while (end > 0 && !is_word(line[end - 1])) --end;
    auto begin = end;
    while (begin > 0 && is_word(line[begin - 1])) --begin;
    const bool member = begin >= 2 && line.compare(begin - 2, 2, "::") == 0;
    return begin == 0 || member ? std::string() : line.substr(begin, end - begin);
}

std::set<std::string> unnamed_in(const std::string& file) {
    std::set<std::string> names;
    std::istringstream lines(read(file));
    bool inside = false;
    for (std::string line; std::getline(lines, line);) {
        if (line == "namespace {" || line == "}  // namespace") inside = line[0] == 'n';
        else if (inside) names.insert(declared(line));
    }
    names.erase("");
    return names;
}

}  // namespace

// REVIEW_UNITY compiles the files of a folder together.
TEST_CASE("no two files of a folder have one name in their unnamed namespaces") {
    std::map<std::string, std::map<std::string, std::string>> seen;  // folder, name, file
    std::size_t count = 0;
    for (const auto& file : sources({"libreview/src", "cli"})) {
        if (!file.ends_with(".cpp")) continue;
        for (const auto& name : unnamed_in(file)) {
            const auto& [row, first] = *seen[std::filesystem::path(file).parent_path()].try_emplace(name, file).first;
            INFO(row << " stands in " << first << " and in " << file);
            CHECK(first == file);
            ++count;
        }
    }
    CHECK(count > 500);
    CHECK(declared("template <std::size_t Size> bool has(const std::array<int, Size>& a) {") == "has");
    CHECK(declared("constexpr std::array<std::string_view, 2> words{\"a\", \"b\"};") == "words");
    CHECK(declared("Matrix Walker::matrix_of(const PdfObject& form) const {").empty());
}
