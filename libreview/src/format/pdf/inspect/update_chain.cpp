#include "format/pdf/inspect/update_chain.hpp"

#include <algorithm>
#include <optional>

namespace review::pdf {
namespace {

constexpr std::string_view offset_word = "startxref";
constexpr int most_updates = 1024;

bool white_at(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0'; }
bool digit_at(char c) { return c >= '0' && c <= '9'; }

// The number behind `at`, and where it ends.
std::optional<std::size_t> offset_at(std::string_view file, std::size_t& at) {
    while (at < file.size() && white_at(file[at])) ++at;
    std::size_t number = 0, digits = 0;
    for (; at < file.size() && digit_at(file[at]) && digits < 15; ++at, ++digits) number = number * 10 + static_cast<std::size_t>(file[at] - '0');
    return digits > 0 ? std::optional(number) : std::nullopt;
}

struct UpdateSection {
    std::size_t begin = 0;
    std::size_t end = 0;  // behind its dictionary: of the trailer, or of the stream
    std::optional<std::size_t> previous, stream;  // /Prev, /XRefStm
};

// Behind the >> of the dictionary that begins behind `at`.
std::size_t dictionary_end(std::string_view file, std::size_t at) {
    int depth = 0;
    for (; at + 1 < file.size(); ++at) {
        const auto pair = file.substr(at, 2);
        if (pair != "<<" && pair != ">>") continue;
        depth += pair == "<<" ? 1 : -1;
        ++at;
        if (depth == 0) return at + 1;
    }
    return file.size();
}

UpdateSection update_at(std::string_view file, std::size_t begin) {
    auto at = begin;
    while (at < file.size() && white_at(file[at])) ++at;
    const bool table = file.substr(at, 4) == "xref";
    const auto from = std::min(table ? file.find("trailer", at) : at, file.size());
    UpdateSection section{begin, dictionary_end(file, from), {}, {}};
    const auto dictionary = file.substr(from, section.end - from);
    const auto value = [&](std::string_view name) {
        const auto key = dictionary.find(name);
        auto digits = from + key + name.size();
        return key == dictionary.npos ? std::nullopt : offset_at(file, digits);
    };
    section.previous = value("/Prev");
    section.stream = value("/XRefStm");
    if (!table) section.end = std::min(file.find("endobj", section.end), file.size() - std::min<std::size_t>(file.size(), 6)) + 6;
    return section;
}

// Whether an object begins between the two but the table's own stream: a program that writes two tables for one revision, as 7.5.8.4
// has it, changes nothing between them.
bool has_objects(std::string_view file, std::size_t from, std::size_t to, std::size_t own) {
    constexpr std::size_t longest_head = 24;  // of an object
    for (auto at = file.find("obj", from); at < to; at = file.find("obj", at + 3)) {
        const bool ends = at >= 3 && file.substr(at - 3, 3) == "end";
        if (!ends && (at < own || at > own + longest_head)) return true;
    }
    return false;
}

}  // namespace

void add_unmarked_ends(std::string_view file, const CrossReferences& sections, std::vector<std::size_t>& ends) {
    const auto word = file.rfind(offset_word);
    if (word == file.npos) return;
    auto digits = word + offset_word.size();
    auto next = offset_at(file, digits);
    std::size_t newer = file.size(), newer_stream = file.npos;  // of the section that led here
    for (int step = 0; next && step < most_updates; ++step) {
        const auto at = sections.is_one(*next) ? *next : *next + sections.shift;
        if (!sections.is_one(at)) return;
        const auto section = update_at(file, at);
        const bool marked = std::any_of(ends.begin(), ends.end(), [&](std::size_t end) { return end > at && end <= newer; });
        // Annex F: the first section of a linearised file leads to one behind it, of the same revision.
        const bool first = newer == file.size();
        if (at < newer && !marked && (first || has_objects(file, section.end, newer, newer_stream))) {
            auto end = file.find(offset_word, section.end);
            if (end < newer) end += offset_word.size(), offset_at(file, end);
            else end = section.end;
            ends.insert(std::lower_bound(ends.begin(), ends.end(), end), end);
        }
        newer = at;
        newer_stream = section.stream ? *section.stream + (at == *next ? 0 : sections.shift) : file.npos;
        next = section.previous;
    }
}

}  // namespace review::pdf
