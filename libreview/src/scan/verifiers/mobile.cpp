#include <array>
#include <algorithm>

#include "scan/verifier.hpp"

namespace review {
namespace {

// Numbering plan as of 2022: segments that no operator was given.
bool unassigned(std::string_view number) {
    constexpr std::array<std::string_view, 6> segments{"142", "143", "154", "161", "164", "194"};
    return std::find(segments.begin(), segments.end(), number.substr(0, 3)) != segments.end();
}

// Sizes of the groups in which people write eleven digits, country code left out.
bool usual_groups(const std::vector<std::size_t>& sizes) {
    using Sizes = std::vector<std::size_t>;
    static const std::array<Sizes, 6> usual{Sizes{11}, Sizes{3, 4, 4}, Sizes{3, 8}, Sizes{7, 4}, Sizes{4, 4, 3},
                                            Sizes{3, 3, 5}};
    const bool one_by_one = sizes.size() == 11;
    return one_by_one || std::find(usual.begin(), usual.end(), sizes) != usual.end();
}

std::vector<std::size_t> groups(const Candidate& candidate, std::size_t begin) {
    std::vector<std::size_t> sizes;
    std::size_t from = begin;
    for (const Joint& joint : candidate.joints) {
        if (joint.kind == JointKind::change || joint.at <= begin) continue;
        sizes.push_back(joint.at - from);
        from = joint.at;
    }
    sizes.push_back(candidate.end - from);
    return sizes;
}

bool followed_by_money(const Candidate& candidate) {
    std::string_view after = candidate.text().substr(candidate.end, 8);
    while (after.starts_with(' ')) after.remove_prefix(1);
    for (const std::string_view unit : {"元", "万", "亿", "美元", "%"}) {
        if (after.starts_with(unit)) return true;
    }
    return false;
}

// 执法证号：17030012345
bool number_of_paper(const Candidate& candidate) {
    std::string_view before = candidate.text().substr(0, candidate.begin);
    while (before.ends_with(' ') || before.ends_with(':')) before.remove_suffix(1);
    constexpr std::array<std::string_view, 5> papers{"证号", "编号", "单号", "文号", "批号"};
    return std::any_of(papers.begin(), papers.end(), [&](auto word) { return before.ends_with(word); });
}

bool letter_before(const Candidate& candidate, std::size_t begin) {
    const auto letter = [&](std::size_t at) {
        return at < candidate.text().size() && (candidate.text()[at] | 0x20) >= 'a' && (candidate.text()[at] | 0x20) <= 'z';
    };
    return letter(begin - 1) || letter(candidate.end);
}

}  // namespace

std::optional<Verdict> verify_mobile(const Candidate& candidate) {
    std::string_view number = candidate.digits();
    std::string_view prefix = number.substr(0, number.size() - 11);
    if (prefix != "" && prefix != "0" && prefix != "86" && prefix != "0086") return {};
    number.remove_prefix(prefix.size());
    if (number[0] != '1' || number[1] < '3' || number.back() == 'X') return {};
    const std::size_t begin = candidate.begin + prefix.size();
    const auto sizes = groups(candidate, begin);
    Verdict verdict{candidate.begin, candidate.end, Likelihood::certain, {"segment"}, {}};
    const auto lower = [&](Likelihood to, const char* why) {
        verdict.likelihood = std::min(verdict.likelihood, to);
        verdict.evidence.emplace_back(why);
    };
    const bool broken_once = candidate.lines_crossed() == 1 && (sizes.size() == 2 || usual_groups(sizes) || !candidate.label_before(candidate.begin).empty());
    // One digit a line is how vertical text and narrow cells come; without a label it is a column of small numbers.
    const bool one_a_line = candidate.crosses_line() && sizes.size() == number.size();
    if (one_a_line && candidate.label_before(begin).empty()) return {};
    const bool usual = usual_groups(sizes);
    // However the digits are grouped, right behind 手机 they are a number.
    if (!broken_once && !one_a_line && (candidate.crosses_line() || (!usual && candidate.label_before(candidate.begin).empty()))) return {};
    // The zero that long-distance calls to mobiles once had; alone it may be the end of something else.
    if (prefix == "0" && candidate.label_before(candidate.begin).empty()) return {};
    if (!usual && !candidate.crosses_line()) lower(Likelihood::likely, "unusual-groups");
    if (one_a_line) lower(Likelihood::likely, "one-a-line");
    if (broken_once) lower(Likelihood::possible, "broken-line");
    if (unassigned(number)) lower(Likelihood::possible, "unassigned-segment");
    if (followed_by_money(candidate)) lower(Likelihood::possible, "amount");
    if (!note_label(candidate, verdict)) {
        verdict.likelihood = std::min(verdict.likelihood, Likelihood::likely);
        if (number_of_paper(candidate)) lower(Likelihood::possible, "number-of-a-paper");
        if (letter_before(candidate, candidate.begin)) lower(Likelihood::possible, "letter-beside");
    }
    return verdict;
}

}  // namespace review
