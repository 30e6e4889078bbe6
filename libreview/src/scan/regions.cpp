#include "scan/regions.hpp"

#include <algorithm>
#include <cstdlib>
#include <iterator>

namespace review {
namespace {

constexpr int codes[] = {
#include "scan/regions.inc"
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

}  // namespace review
