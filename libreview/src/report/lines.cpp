#include "report/lines.hpp"

#include <algorithm>
#include <cstring>

#include "base/mapped_file.hpp"
#include "report/entries.hpp"

namespace review {
namespace {

// Counts line feeds of a file that arrives in pieces.
class Counter {
public:
    explicit Counter(ByteView head) {
        const bool little = head.size() > 1 && head[0] == 0xff && head[1] == 0xfe, big = head.size() > 1 && head[0] == 0xfe && head[1] == 0xff;
        unit_ = little || big ? 2 : 1;
        low_ = big ? 1 : 0;
    }

    // Line feeds in `piece`, which begins at byte `at` of the file.
    std::uint32_t in(ByteView piece, std::uint64_t at) {
        std::uint32_t count = 0;
        for (const auto* from = piece.data(), *end = from + piece.size(); from != end; ++from) {
            from = static_cast<const std::uint8_t*>(std::memchr(from, '\n', static_cast<std::size_t>(end - from)));
            if (from == nullptr) break;
            if (unit_ == 1 || is_unit(piece, from, at)) ++count;
        }
        if (!piece.empty()) before_ = piece.back();
        return count;
    }

private:
    // U+000A has a zero beside it; the byte before a piece was kept, and one behind it is taken for zero.
    bool is_unit(ByteView piece, const std::uint8_t* byte, std::uint64_t at) const {
        const auto index = static_cast<std::size_t>(byte - piece.data());
        if ((at + index) % 2 != low_) return false;
        if (low_ == 1) return (index > 0 ? piece[index - 1] : before_) == 0;
        return index + 1 >= piece.size() || piece[index + 1] == 0;
    }

    unsigned unit_ = 1, low_ = 0;
    std::uint8_t before_ = 0;
};

}  // namespace

std::vector<std::uint32_t> lines_of_findings(ByteView file, const ScannedDocument& document) {
    std::vector<std::uint32_t> lines(document.findings.size(), 0);
    if (!has_file_bytes(document.format)) return lines;
    std::vector<std::pair<std::uint64_t, std::size_t>> places;
    for (std::size_t i = 0; i < document.findings.size(); ++i) {
        if (const auto& bytes = document.findings[i].where.bytes; bytes && bytes->begin <= file.size()) places.emplace_back(bytes->begin, i);
    }
    if (places.empty()) return lines;
    std::sort(places.begin(), places.end());
    Counter counter(file);
    std::uint64_t passed = 0;
    std::uint32_t line = 1;
    auto next = places.begin();
    in_passing(file.first(places.back().first), [&](ByteView piece) {
        const auto end = passed + piece.size();
        for (; next != places.end() && next->first <= end; ++next) {
            const auto step = static_cast<std::size_t>(next->first - passed);
            line += counter.in(piece.first(step), passed);
            lines[next->second] = line;
            piece = piece.subspan(step);
            passed = next->first;
        }
        line += counter.in(piece, passed);
        passed = end;
    });
    for (; next != places.end(); ++next) lines[next->second] = line;
    return lines;
}

}  // namespace review
