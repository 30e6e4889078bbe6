#include "scan/regions.hpp"

#include <algorithm>
#include <cstdlib>
#include <iterator>

namespace review {
namespace {

constexpr int codes[] = {
#include "scan/regions.inc"
};

struct NamedRegion {
    std::string_view name;
    int code;
};

constexpr NamedRegion names[] = {
#include "scan/region_names.inc"
};

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
    const auto first_of = [](const NamedRegion& one, std::string_view ideograph) { return one.name.substr(0, 3) < ideograph; };
    for (std::size_t at = 0; at < text.size();) {
        const auto ideograph = text.substr(at, 3);
        std::size_t length = 0;
        const std::size_t before = found.size();
        for (auto row = std::lower_bound(std::begin(names), std::end(names), ideograph, first_of);
             row != std::end(names) && row->name.starts_with(ideograph); ++row) {
            if (row->name.size() < length || !text.substr(at).starts_with(row->name)) continue;
            if (row->name.size() > length) found.resize(before);  // a longer name stands there
            length = row->name.size();
            found.push_back(row->code);
        }
        at += std::max<std::size_t>(length, 1);
        while (at < text.size() && !starts(text[at])) ++at;
    }
    return found;
}

}  // namespace review
