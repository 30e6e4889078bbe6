#include <algorithm>
#include <array>

#include "scan/verifier.hpp"
#include "text/views.hpp"

namespace review {
namespace {

constexpr std::size_t longest_line = 160;  // bytes; a marking is short

// What a line that is a marking is made of, and nothing else. Longer words before their beginnings.
constexpr std::array<std::string_view, 40> words{
    "仅供内部使用", "仅限内部使用", "供内部使用", "仅供内部参考", "仅供内部参阅", "内部使用", "内部事项", "内部资料", "内部文件", "内部材料",
    "内部刊物", "内部发行", "内部传阅", "内部参阅", "内部参考", "内部掌握", "注意保管", "注意保存", "妥善保管", "妥善保存",
    "不得外传", "严禁外传", "请勿外传", "禁止外传", "不得复制", "不得转发", "不得扩散", "严禁扩散", "传阅后收回", "阅后收回",
    "阅后即焚", "工作秘密", "密件", "此件不公开", "此件不予公开", "该件不公开", "本件不公开", "内部公文", "内部件", "内部"};
// What may stand beside them: what it is that they mark, a period, and what any publisher forbids.
constexpr std::array<std::string_view, 60> trimmings{
    " ", "\t", ",", ".", "!", "(", ")", "[", "]", ";", ":", "，", "。", "、", "！", "【",
    "】", "《", "》", "〔", "〕", "★", "*", "保密期限", "文件密级", "密级", "公开属性", "公开方式", "长期", "本纪要", "本文件", "本资料",
    "本材料", "本刊物", "本报告", "本方案", "本通报", "本手册", "本件", "本刊", "此件", "本表", "请", "为", "系", "属于", "属", "并",
    "仅供参考", "不得复印", "严禁复印", "禁止复印", "请勿复印", "严禁复制", "禁止复制", "请勿复制", "不得翻印", "严禁翻印", "严禁转发", "不得摘抄"};

template <std::size_t Size>
std::size_t begins_with_one_of(std::string_view text, const std::array<std::string_view, Size>& choices) {
    for (const auto choice : choices) {
        if (text.starts_with(choice)) return choice.size();
    }
    return 0;
}

// 5年, 6个月; 0: none begins there.
std::size_t period_size(std::string_view text) {
    const auto digits = std::min(text.find_first_not_of("0123456789"), text.size());
    if (digits == 0 || digits > 4) return 0;
    const auto unit = begins_with_one_of(text.substr(digits), std::array<std::string_view, 4>{"年", "个月", "月", "日"});
    return unit > 0 ? digits + unit : 0;
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
        if (const auto word = begins_with_one_of(left, words)) {
            at += word;
            ++found;
        } else if (const auto trimming = begins_with_one_of(left, trimmings)) {
            at += trimming;
        } else if (const auto period = period_size(left)) {
            at += period;
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
