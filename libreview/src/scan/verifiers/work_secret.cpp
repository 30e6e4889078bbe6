#include <algorithm>
#include <array>

#include "scan/verifier.hpp"
#include "text/views.hpp"

namespace review {
namespace {

constexpr std::size_t longest_line = 160;  // bytes; a marking is short

// What a line that is a marking is made of, and nothing else. Longer words before their beginnings.
constexpr std::array<std::string_view, 23> words{
    "仅供内部使用", "仅限内部使用", "供内部使用", "内部使用", "内部事项", "内部资料", "内部文件", "内部材料",
    "注意保管",     "注意保存",     "妥善保管",   "不得外传", "严禁外传", "请勿外传", "禁止外传", "不得复制",
    "不得转发",     "传阅后收回",   "阅后收回",   "阅后即焚", "工作秘密", "密件",     "内部"};
constexpr std::array<std::string_view, 22> trimmings{" ", "\t", ",", ".", "!", "(", ")", "[", "]", ";", "，",
                                                     "。", "、", "！", "【", "】", "《", "》", "〔", "〕", "★", "*"};

template <std::size_t Size>
std::size_t begins_with_one_of(std::string_view text, const std::array<std::string_view, Size>& choices) {
    for (const auto choice : choices) {
        if (text.starts_with(choice)) return choice.size();
    }
    return 0;
}

}  // namespace

// 保密法 64: the words of a marking alarm only where they stand alone on their line; regulations
// speak of work secrets in every other sentence.
std::optional<Verdict> verify_work_secret(const Candidate& candidate) {
    const std::size_t seen = candidate.end - 3;  // the last ideograph of the word
    const std::string_view line = candidate.line_of(seen, candidate.end, longest_line);
    if (line.empty()) return {};
    std::string rest = in_view(ViewKind::joined, line);
    int found = 0;
    std::size_t at = 0;
    while (at < rest.size()) {
        const std::string_view left = std::string_view(rest).substr(at);
        if (const auto trimming = begins_with_one_of(left, trimmings)) {
            at += trimming;
        } else if (const auto word = begins_with_one_of(left, words)) {
            at += word;
            ++found;
        } else {
            return {};
        }
    }
    if (found == 0) return {};
    // The joined view has no end of a line between ideographs: where this one begins and ends is asked of the part.
    const std::string_view text = candidate.text();
    const auto first = static_cast<std::size_t>(line.data() - candidate.part.text.data());
    std::size_t begin = seen, end = candidate.end;
    while (begin > 0 && candidate.view.origin(begin - 1, begin).begin >= first) --begin;
    while (end < text.size() && candidate.view.origin(end, end + 1).end <= first + line.size()) ++end;
    while (begin < text.size() && (text[begin] == ' ' || text[begin] == '\t')) ++begin;
    while (end > begin && (text[end - 1] == ' ' || text[end - 1] == '\t')) --end;
    return Verdict{begin, end, Likelihood::likely, {"own-line"}, {}};
}

}  // namespace review
