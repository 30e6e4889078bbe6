#include <algorithm>
#include <array>

#include "scan/characters.hpp"
#include "scan/field_names.hpp"
#include "scan/person_beside.hpp"
#include "scan/person_in_sentence.hpp"
#include "scan/verifier.hpp"
#include "text/utf8.hpp"

namespace review {
namespace {

template <std::size_t Size>
bool has_one(std::string_view text, const std::array<std::string_view, Size>& words) {
    return std::any_of(words.begin(), words.end(), [&](auto word) { return text.find(word) != text.npos; });
}

// 癌症中心, 艾滋病防治: a body or a task, no attribute of whom the sentence tells.
bool names_body(std::string_view text, std::size_t end) {
    constexpr std::array<std::string_view, 17> bodies{"中心", "医院", "防治", "研究", "协会", "联合会", "专科", "门诊", "学会", "办公室", "救助站", "筛查", "防控", "知识", "人联合会", "人服务", "证办理"};
    auto behind = text.substr(end, 30);
    for (const std::string_view rest : {"症", "病"}) if (behind.starts_with(rest)) behind.remove_prefix(rest.size());
    return std::any_of(bodies.begin(), bodies.end(), [&](auto word) { return behind.starts_with(word); });
}

// What makes a value one of its label: an illness, a religion, a group of blood, an offence.
bool speaks(std::string_view value) {
    constexpr std::array<std::string_view, 39> words{"症", "病", "癌", "瘤", "炎", "残", "衰竭", "梗", "出血", "阳性", "骨折", "畸形", "障碍", "损伤", "感染", "肢体", "视力", "听力", "言语", "智力", "精神", "瘫", "孕", "流产",
                                                     "中毒", "溃疡", "结核", "结石", "硬化", "坏死", "教", "盗", "罪", "毒", "诈骗", "拘", "刑", "伤害", "抢"};
    const bool blood = value.size() <= 12 && value.find_first_of("ABO") != value.npos;
    return blood || has_one(value, words);
}

bool says_none(std::string_view value) {
    constexpr std::array<std::string_view, 16> words{"无", "不详", "未知", "未见", "没有", "否", "良好", "健康", "正常", "一般", "见附", "详见", "目录", "名称", "种类", "标准"};
    return std::any_of(words.begin(), words.end(), [&](auto word) { return value.starts_with(word); }) || names_field(value, value);
}

// 病种：尿毒症, 宗教信仰\t基督教; the word is told apart from prose by what stands between it and its label.
std::optional<Verdict> at_its_label(const Candidate& candidate) {
    const std::string_view text = candidate.text(), value = candidate.digits(), before = text.substr(0, candidate.begin);
    const bool touches = is_han(decode_utf8_before(text, candidate.begin).value) && !before.ends_with("为") && !before.ends_with("是") && !before.ends_with("系");
    if (touches || says_none(value) || std::find(candidate.labels.begin(), candidate.labels.end(), value) != candidate.labels.end()) return {};
    const bool around = person_form_around(text, candidate.begin, candidate.end), spoken = speaks(value);
    const bool colon = before.ends_with(':') || before.ends_with(": ");
    // 病种 and 金额 side by side are headings, 病种 and 尿毒症 are not.
    const auto last = before.find_last_not_of(" \t");
    const bool beside = last != before.npos && last + 1 < before.size() && std::any_of(candidate.labels.begin(), candidate.labels.end(), [&](const auto& label) { return before.substr(0, last + 1).ends_with(label); });
    if (beside && !spoken) return {};
    if (!around && !(colon && spoken)) return {};
    const bool sure = around && spoken;
    return Verdict{candidate.begin, candidate.end, sure ? Likelihood::likely : Likelihood::possible, {around ? "person-around" : "no-person"}, {}};
}

}  // namespace

// PIPL 28: what an attribute says is sensitive where the same sentence or row says of whom. Statutes are full of the words.
std::optional<Verdict> verify_sensitive_attribute(const Candidate& candidate) {
    if (candidate.at_label) return at_its_label(candidate);
    const std::string_view text = candidate.text();
    // 因犯盗窃罪: the term is the beginning.
    constexpr std::size_t longest_offence = 48;
    const std::size_t begin = candidate.begin;
    std::size_t end = candidate.end;
    if (candidate.digits() == "因犯") {
        constexpr std::string_view offence = "罪";
        const auto found = text.substr(end, longest_offence).find(offence);
        const auto between = text.substr(end, found == text.npos ? 0 : found);
        if (between.empty() || has_one(between, std::array<std::string_view, 4>{",", "。", ";", " "})) return {};
        end += found + offence.size();
    }
    if (names_body(text, end)) return {};
    const char* person = candidate.beside_name ? "person" : person_in_sentence(text, begin, end);
    if (!person && person_beside(text, begin, end)) person = "person";
    if (!person) return {};
    return Verdict{begin, end, Likelihood::likely, {person}, {}};
}

}  // namespace review
