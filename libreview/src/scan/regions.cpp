#include "scan/regions.hpp"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <iterator>

#include "base/packed_words.hpp"

namespace review {
namespace {

constexpr int codes[] = {
#include "scan/regions.inc"
};

struct NamedRegion {
    std::string_view name;
    int code;
};

// Never in memory: packed below.
constexpr auto named_regions = [] {
    return std::to_array<NamedRegion>({
#include "scan/region_names.inc"
    });
};
constexpr auto region_names = packed_words([] {
    const auto rows = named_regions();
    std::array<std::string_view, rows.size()> names;
    std::transform(rows.begin(), rows.end(), names.begin(), [](const NamedRegion& row) { return row.name; });
    return names;
});
constexpr auto codes_by_name = [] {
    const auto rows = named_regions();
    std::array<int, rows.size()> all{};
    std::transform(rows.begin(), rows.end(), all.begin(), [](const NamedRegion& row) { return row.code; });
    return all;
}();

constexpr bool closer(int code, int wanted) { return (code < 0 ? -code : code) < wanted; }

}  // namespace

Region region(std::uint32_t code) {
    // Residence permits of 2018: Hong Kong, Macau, Taiwan.
    if (code == 810000 || code == 820000 || code == 830000) return Region::current;
    const int wanted = static_cast<int>(code);
    const auto* found = std::lower_bound(std::begin(codes), std::end(codes), wanted, closer);
    if (found != std::end(codes) && std::abs(*found) == wanted) {
        return *found < 0 ? Region::abolished : Region::current;
    }
    const int province = wanted / 10000 * 10000;
    const auto* above = std::lower_bound(std::begin(codes), std::end(codes), province, closer);
    const bool known = above != std::end(codes) && std::abs(*above) == province;
    return known ? Region::province : Region::never;
}

std::span<const int> region_codes() { return codes; }

std::vector<int> regions_named_in(std::string_view text) {
    std::vector<int> found;
    const auto starts = [](char byte) { return (static_cast<unsigned char>(byte) & 0xc0) != 0x80; };
    for (std::size_t at = 0; at < text.size();) {
        const auto ideograph = text.substr(at, 3);
        std::size_t length = 0;
        const std::size_t before = found.size();
        for (auto row = region_names.lower_bound(ideograph, 3); row < region_names.size() && region_names[row].starts_with(ideograph); ++row) {
            const auto name = region_names[row];
            if (name.size() < length || !text.substr(at).starts_with(name)) continue;
            if (name.size() > length) found.resize(before);  // a longer name stands there
            length = name.size();
            found.push_back(codes_by_name[row]);
        }
        at += std::max<std::size_t>(length, 1);
        while (at < text.size() && !starts(text[at])) ++at;
    }
    return found;
}

}  // namespace review
