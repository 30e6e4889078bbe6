#include <algorithm>
#include <array>

#include "scan/identity.hpp"
#include "scan/verifier.hpp"

namespace review {
namespace {

// ISO 3166-1, numeric.
constexpr std::array countries{
    4,   8,   12,  16,  20,  24,  28,  31,  32,  36,  40,  44,  48,  50,  51,  52,  56,  60,  64,  68,  70,  72,  76,  84,  90,  96,
    100, 104, 108, 112, 116, 120, 124, 132, 140, 144, 148, 152, 170, 174, 178, 180, 188, 191, 192, 196, 203, 204, 208, 212, 214, 218,
    222, 226, 231, 232, 233, 242, 246, 250, 262, 266, 268, 270, 275, 276, 288, 296, 300, 308, 320, 324, 328, 332, 340, 348, 352, 356,
    360, 364, 368, 372, 376, 380, 384, 388, 392, 398, 400, 404, 408, 410, 414, 417, 418, 422, 426, 428, 430, 434, 438, 440, 442, 450,
    454, 458, 462, 466, 470, 478, 480, 484, 492, 496, 498, 499, 504, 508, 512, 516, 520, 524, 528, 540, 548, 554, 558, 562, 566, 578,
    583, 584, 585, 586, 591, 598, 600, 604, 608, 616, 620, 624, 626, 634, 642, 643, 646, 659, 662, 670, 674, 678, 682, 686, 688, 690,
    694, 702, 703, 704, 705, 706, 710, 716, 724, 728, 729, 740, 748, 752, 756, 760, 762, 764, 768, 776, 780, 784, 788, 792, 795, 798,
    800, 804, 807, 818, 826, 834, 840, 854, 858, 860, 862, 882, 887, 894};

}  // namespace

// 外国人永久居留身份证, since 2023-12-01: 9, the province of the application, ISO 3166 numeric, birth, serial, MOD 11-2.
std::optional<Verdict> verify_foreign_permanent(const Candidate& candidate) {
    const std::string_view id = candidate.digits();
    if (id.size() != 18 || id[0] != '9') return {};
    if (!std::binary_search(countries.begin(), countries.end(), number_of(id.substr(3, 3)))) return {};
    if (region(static_cast<std::uint32_t>(number_of(id.substr(1, 2)) * 10000)) == Region::never) return {};
    if (!past_date(number_of(id.substr(6, 4)), number_of(id.substr(10, 2)), number_of(id.substr(12, 2)))) return {};
    Verdict verdict{candidate.begin, candidate.end, Likelihood::certain, {"country", "date"}, {}};
    if (mod11_2_fits(id)) {
        verdict.evidence.push_back("checksum");
    } else {
        if (candidate.crosses_line()) return {};
        verdict.evidence.push_back("checksum-fails");
        verdict.likelihood = Likelihood::possible;
    }
    note_label(candidate, verdict);
    return verdict;
}

}  // namespace review
