#include "format/pdf/inspect/revisions.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <string_view>
#include <utility>

#include "format/pdf/inspect/update_chain.hpp"

namespace review::pdf {
namespace {

constexpr std::string_view end_mark = "%%EOF", start_mark = "startxref";

bool is_space(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0'; }

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// The offset between startxref and an end mark; nothing: another word stands there.
std::optional<std::size_t> offset_before(std::string_view file, std::size_t mark) {
    const auto from = mark > 128 ? mark - 128 : 0;
    const auto start = file.substr(from, mark - from).rfind(start_mark);
    if (start == std::string_view::npos) return std::nullopt;
    auto rest = file.substr(from + start + start_mark.size(), mark - from - start - start_mark.size());
    while (!rest.empty() && is_space(rest.front())) rest.remove_prefix(1);
    std::size_t offset = 0, digits = 0;
    for (; !rest.empty() && is_digit(rest.front()) && digits < 15; ++digits, rest.remove_prefix(1)) {
        offset = offset * 10 + static_cast<std::size_t>(rest.front() - '0');
    }
    const bool alone = std::all_of(rest.begin(), rest.end(), is_space);
    return digits > 0 && alone ? std::optional(offset) : std::nullopt;
}

// 7.5.4 and 7.5.8: a cross-reference table or the stream that is one.
bool is_cross_reference(std::string_view file, std::size_t at) {
    while (at < file.size() && is_space(file[at])) ++at;
    const auto here = file.substr(std::min(at, file.size()), 32);
    if (here.starts_with("xref")) return true;
    std::size_t i = 0;
    for (int numbers = 0; numbers < 2; ++numbers) {
        const auto begin = i;
        while (i < here.size() && is_digit(here[i])) ++i;
        if (i == begin) return false;
        while (i < here.size() && is_space(here[i])) ++i;
    }
    const auto object = file.substr(std::min(at + i, file.size()), 4096);
    return object.starts_with("obj") && object.substr(0, object.find("stream")).find("/XRef") != std::string_view::npos;
}

// How many streams are open where, by their keywords: an embedded file has streams of its own.
class Streams {
public:
    explicit Streams(std::string_view file) {
        constexpr std::string_view word = "stream";
        int depth = 0;
        for (auto at = file.find(word); at != std::string_view::npos; at = file.find(word, at + word.size())) {
            const bool closes = at >= 3 && file.substr(at - 3, 3) == "end";
            depth = std::max(0, depth + (closes ? -1 : 1));
            depths_.emplace_back(at, depth);
        }
    }
    bool around(std::size_t at) const {
        const auto next = std::partition_point(depths_.begin(), depths_.end(), [&](const auto& event) { return event.first < at; });
        return next != depths_.begin() && std::prev(next)->second > 0;
    }

private:
    std::vector<std::pair<std::size_t, int>> depths_;
};

}  // namespace

std::vector<std::size_t> revision_ends(ByteView bytes) {
    const auto file = as_text(bytes);
    // Offsets count from the header, in files with something before it.
    const auto header = file.substr(0, 1024).find("%PDF-");
    const std::size_t shift = header == std::string_view::npos ? 0 : header;
    const Streams streams(file);
    const CrossReferences sections{[&](std::size_t at) { return is_cross_reference(file, at); }, shift};
    std::vector<std::size_t> ends;
    for (auto mark = file.find(end_mark); mark != std::string_view::npos; mark = file.find(end_mark, mark + 1)) {
        const auto offset = offset_before(file, mark);
        if (!offset || *offset == 0) continue;  // annex F: the first half of a linearised file says 0
        const auto points_back = [&](std::size_t at) { return at < mark && is_cross_reference(file, at); };
        const bool sound = points_back(*offset) || points_back(*offset + shift);
        if (!sound && streams.around(mark)) continue;
        ends.push_back(mark + end_mark.size());
    }
    add_unmarked_ends(file, sections, ends);
    return ends;
}

std::size_t bytes_after_end(ByteView bytes) {
    const auto file = as_text(bytes);
    const auto mark = file.rfind(end_mark);
    if (mark == std::string_view::npos) return 0;
    auto rest = file.substr(mark + end_mark.size());
    while (!rest.empty() && is_space(rest.front())) rest.remove_prefix(1);
    while (!rest.empty() && is_space(rest.back())) rest.remove_suffix(1);
    return rest.size();
}

}  // namespace review::pdf
