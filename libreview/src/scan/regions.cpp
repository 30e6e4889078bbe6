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

std::vector<int> regions_abbreviated_in(std::string_view place) {
    static const std::vector<NamedRegion> stems = [] {
        std::vector<NamedRegion> all;
        for (std::size_t row = 0; row < region_names.size(); ++row) {
            NamedRegion one{region_names[row], codes_by_name[row]};
            for (const std::string_view ending : {"维吾尔自治区", "壮族自治区", "回族自治区", "自治区", "特别行政区", "省", "市", "区", "县", "旗", "盟"}) {
                if (!one.name.ends_with(ending)) continue;
                one.name.remove_suffix(ending.size());
                break;
            }
            if (one.name.size() >= 6) all.push_back(one);
        }
        std::stable_sort(all.begin(), all.end(), [](const NamedRegion& a, const NamedRegion& b) { return a.name < b.name; });
        return all;
    }();
    std::vector<int> found;
    for (std::size_t at = 0; at < place.size();) {
        std::size_t length = 0;
        const auto rest = place.substr(at);
        auto before = found.size();
        for (const auto ideographs : {5u, 4u, 3u, 2u}) {
            const auto wanted = rest.substr(0, ideographs * 3);
            for (auto row = std::lower_bound(stems.begin(), stems.end(), wanted, [](const NamedRegion& one, std::string_view name) { return one.name < name; });
                 row != stems.end() && row->name == wanted; ++row) found.push_back(row->code);
            if (found.size() == before) continue;
            length = wanted.size();
            break;
        }
        at += std::max<std::size_t>(length, 1);
    }
    return found;
}

}  // namespace review
