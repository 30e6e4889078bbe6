#include <algorithm>
#include <array>
#include <string>

#include "scan/verifier.hpp"

namespace review {
namespace {

// Numbering plan: 010 and 02x have two digits after the 0 and eight behind; all others three and seven or eight.
bool area_and_number(std::string_view number, std::size_t& area) {
    const bool short_area = number[1] == '1' ? number[2] == '0' : number[1] == '2';
    if (number[0] != '0' || number[1] == '0' || (number[1] == '1' && number[2] != '0')) return false;
    area = short_area ? 3 : 4;
    const std::size_t local = number.size() - area;
    if (short_area ? local != 8 : local != 7 && local != 8) return false;
    return number[area] >= '2';
}

}  // namespace

std::optional<Verdict> verify_landline(const Candidate& candidate) {
    std::string_view number = candidate.digits();
    // ITU-T E.123: +86 719 8123456, the zero of the area code left out.
    std::string national;
    std::size_t country = 0;
    const bool abroad = candidate.begin > 0 && candidate.text()[candidate.begin - 1] == '+';
    for (const std::string_view prefix : {"0086", "86"}) {
        if (prefix == "86" && !abroad && candidate.label_before(candidate.begin).empty()) continue;
        const bool apart = std::any_of(candidate.joints.begin(), candidate.joints.end(), [&](const Joint& joint) { return joint.at == candidate.begin + prefix.size(); });
        if (country > 0 || !apart || !number.starts_with(prefix)) continue;
        country = prefix.size();
        national = (number[country] == '0' ? "" : "0") + std::string(number.substr(country));
        number = national;
    }
    if (number.size() > 12 || number.size() < 10) return {};
    // 0719-8666777 2.代理机构: the number of the next item.
    const bool item = !candidate.joints.empty() && candidate.joints.back().at + 1 == candidate.end && candidate.joints.back().kind != JointKind::change;
    const auto behind = candidate.text().substr(candidate.end);
    if (item && (behind.starts_with('.') || behind.starts_with("、"))) return {};
    std::size_t area = 0;
    if (number.back() == 'X' || candidate.lines_crossed() > 1 || !area_and_number(number, area)) return {};
    Verdict verdict{candidate.begin, candidate.end, Likelihood::possible, {"area"}, {}};
    const bool parted = std::any_of(candidate.joints.begin(), candidate.joints.end(), [&](const Joint& joint) {
        return joint.kind != JointKind::change && joint.at + number.size() == candidate.end + area;
    });
    const auto label = candidate.label_before(candidate.begin);
    if (!label.empty()) verdict.evidence.push_back("label:" + std::string(label));
    if (!parted && label.empty()) return {};
    constexpr std::array<std::string_view, 3> home{"住宅", "家庭", "宅电"};
    constexpr std::array<std::string_view, 9> office{"办公", "监督", "咨询", "举报", "投诉", "服务", "值班", "单位", "传真"};
    const auto speaks = [&](std::string_view word) { return label.find(word) != label.npos; };
    if (std::any_of(home.begin(), home.end(), speaks)) {
        verdict.likelihood = Likelihood::certain;
    } else if (std::any_of(office.begin(), office.end(), speaks)) {
        // 条例 20(2): an office's telephone has to be published.
        verdict.severity = Severity::low;
        verdict.evidence.push_back("office");
    } else {
        verdict.likelihood = Likelihood::likely;
    }
    if (candidate.crosses_line()) {
        // 0719- at the end of a line, 0719-81 over 12233, any piece behind a label; two numbers one below the other are no one, nor is
        // 07-27 over 2021-07-28.
        const bool in_local = candidate.joints.size() == 2 && candidate.joints[0].kind == JointKind::gap && candidate.joints[0].at + number.size() == candidate.end + area;
        const bool told = !label.empty() || abroad;
        if (!in_local && (candidate.joints.size() > (told ? 3 : 1) || (!parted && !told))) return {};
        verdict.likelihood = Likelihood::possible;
        verdict.evidence.push_back("broken-line");
    }
    return verdict;
}

}  // namespace review
