#include "scan/name_in_prose.hpp"

#include <algorithm>
#include <array>

#include "base/packed_words.hpp"
#include "scan/characters.hpp"
#include "scan/line_joints.hpp"
#include "scan/name_words.hpp"
#include "scan/spelt_names.hpp"
#include "text/utf8.hpp"

namespace review {
namespace {

// The words themselves are terms of cn-person/name. What a person does or suffers; a name may stand right before.
constexpr auto said_of_persons = packed_words([] {
    auto all = std::to_array<std::string_view>({
        "违反", "违法", "违规", "违纪", "涉嫌", "不服", "死亡", "身亡", "遇难", "遇害", "溺亡", "受伤", "轻伤", "重伤", "负伤", "确诊", "因病", "病逝", "去世", "失踪", "家属", "同志", "给予", "处以", "反映", "举报", "投诉", "起诉",
        "上诉", "申诉", "控告", "检举", "诉", "犯", "患", "代领", "领取", "签收", "拒不", "酒后", "醉酒", "醉驾", "无证", "驾驶", "驾车", "持刀", "盗窃", "殴打", "打伤", "赌博", "吸毒", "贩毒", "诈骗", "受贿", "行贿", "贪污", "挪用",
        "收受", "索取", "骗取", "冒领", "服刑", "自首", "被判", "擅自", "伙同", "名下", "提起", "提出", "利用职务", "户籍", "摔伤", "被撞", "被困", "住院", "就医", "就诊", "自杀", "坠楼", "坠亡", "溺水", "中毒", "触电", "感染", "离婚", "超生", "辍学", "申领", "申请", "诉称", "辩称", "供述", "承认", "欠缴", "拖欠", "承租", "被公安", "被处", "被开除", "被查", "被拘", "被行政", "先生", "女士",
    });
    std::sort(all.begin(), all.end());
    return all;
});

// What is done to a person, or tells one; a name may stand right behind.
constexpr auto leads_to_persons = packed_words([] {
    auto all = std::to_array<std::string_view>({
        "责令", "给予", "收到", "接到", "处罚", "追究", "开除", "判处", "判令", "告知", "询问", "讯问", "传唤", "拘留", "逮捕", "抓获", "查获", "举报", "投诉", "反映", "控告", "起诉", "委托", "救助", "慰问", "资助", "赔偿", "补偿", "录用",
        "聘用", "准予", "殴打", "打伤", "被告人", "嫌疑人", "伙同", "之子", "之女", "名叫", "约谈", "安置", "抢救", "走访", "看望", "帮扶", "拖欠", "撞倒", "救出", "训诫",
    });
    std::sort(all.begin(), all.end());
    return all;
});

// Behind what else a name may begin in a sentence. None names who acts for a body (局长, 负责人): they stay public.
constexpr auto leads = packed_words([] {
    auto all = std::to_array<std::string_view>({
        "对", "由", "向", "与", "和", "及", "被", "将", "把", "给", "系", "令", "找", "跟", "因", "据", "为", "是", "让", "请", "经查", "查明", "认定", "发现", "证实", "得知", "确认", "批准", "同意", "撤销", "取消", "关于", "其中", "以及", "造成",
        "导致", "致使", "致", "支付", "退还", "发放", "鉴于", "由于", "因为", "当事人", "申请人", "上诉人", "原告", "被告", "第三人", "受害人", "被害人", "举报人", "投诉人", "信访人", "违法行为人", "死者", "伤者", "患者", "村民", "居民", "职工",
        "员工", "学生", "教师", "老师", "男子", "女子", "男童", "女童", "司机", "户主", "业主", "房东", "店主", "摊主", "老人", "市民", "网民", "群众", "乘客", "游客", "旅客", "工人", "农民", "民工", "驾驶人", "驾驶员", "妻子", "丈夫", "儿子",
        "女儿", "父亲", "母亲", "之妻", "之夫", "同学", "罪犯", "低保户", "贫困户", "邻居", "我局对", "依法对",
    });
    std::sort(all.begin(), all.end());
    return all;
});

// And before what else one may end.
constexpr auto goes_on_behind = packed_words([] {
    auto all = std::to_array<std::string_view>({
        "的", "等", "与", "和", "及", "因", "于", "在", "系", "将", "被", "为", "向", "对", "从", "未", "已", "曾", "并", "罚款", "警告", "限期", "停止", "改正", "立即", "退还", "缴纳", "拆除", "搬离", "行政", "党内", "政务", "开除", "处分", "记过",
        "撤职", "降级", "降职", "免职", "拘留", "逮捕", "一次性", "补助", "救助", "补偿", "赔偿", "生活", "临时", "医疗", "家庭", "本人", "来信", "来访", "来电", "提交", "申请", "有期", "无期", "拘役", "管制", "死刑", "为", "其", "承担", "支付", "归还",
        "履行", "低保", "以及", "五", "十", "两", "人民币",
    });
    std::sort(all.begin(), all.end());
    return all;
});

constexpr std::size_t longest_word = 5;  // ideographs

template <typename Words>
std::size_t size_at_end(std::string_view text, const Words& words) {
    for (std::size_t size = longest_word * ideograph; size > 0; size -= ideograph) {
        if (text.size() >= size && words.contains(text.substr(text.size() - size))) return size;
    }
    return 0;
}

template <typename Words>
std::size_t size_at_begin(std::string_view text, const Words& words) {
    for (std::size_t size = longest_word * ideograph; size > 0; size -= ideograph) {
        if (text.size() >= size && words.contains(text.substr(0, size))) return size;
    }
    return 0;
}

enum class Edge : std::uint8_t { none, soft, sure };

bool joins(char byte) { return is_alphanumeric(byte) || std::string_view("%-_/.*").find(byte) != std::string_view::npos; }

// A line that ends in the middle of a sentence is no mark; the joined view is without it.
Edge edge_before(std::string_view text, std::size_t at) {
    if (at == 0) return Edge::sure;
    if (text[at - 1] == '\n') return paragraph_goes_on(text, at - 1) ? Edge::none : Edge::sure;
    if (!han_before(text, at)) return joins(text[at - 1]) || text.substr(0, at).ends_with("·") ? Edge::none : Edge::sure;
    const auto before = text.substr(0, at);
    const auto size = std::max(size_at_end(before, leads), size_at_end(before, leads_to_persons));
    return size == 0 ? Edge::none : size > ideograph ? Edge::sure : Edge::soft;
}

Edge edge_behind(std::string_view text, std::size_t at) {
    if (at >= text.size()) return Edge::sure;
    if (text[at] == '\n') return paragraph_goes_on(text, at) ? Edge::none : Edge::sure;
    const auto next = decode_utf8(text, at).value;
    if (!is_han(next)) return is_letter(text[at]) || next == U'·' || next == U'*' ? Edge::none : Edge::sure;
    const auto behind = text.substr(at);
    const auto size = std::max(size_at_begin(behind, goes_on_behind), size_at_begin(behind, said_of_persons));
    return size == 0 ? Edge::none : size > ideograph ? Edge::sure : Edge::soft;
}

// 买买提·吐尔逊: parts of at most eight ideographs to the left of dots, without the word that leads to it.
std::size_t dotted_before(std::string_view text, std::size_t end) {
    constexpr std::array<std::string_view, 3> dots{"·", "•", "・"};
    std::size_t at = end, parts = 0;
    while (parts < 6) {
        const std::size_t last = at;
        for (int count = 0; count < 9 && han_before(text, at); ++count) at -= decode_utf8_before(text, at).size;
        if (last - at < ideograph || last - at > 8 * ideograph) return end;
        const auto dot = size_of_end(text.substr(0, at), dots);
        if (dot == 0) break;
        at -= dot, ++parts;
    }
    if (parts == 0 || size_at_end(text.substr(0, end), said_of_persons) > 0) return end;
    for (std::size_t lead = at + longest_word * ideograph; lead > at; lead -= ideograph) {
        if (leads.contains(text.substr(at, lead - at)) || leads_to_persons.contains(text.substr(at, lead - at))) return lead;
    }
    return at;
}

// 王建国同志任局长, 高度给予, 刘芳诉讼: what the word is of otherwise.
bool of_others(std::string_view text, std::size_t begin, std::size_t end) {
    const auto word = text.substr(begin, end - begin), behind = text.substr(end);
    const auto one_behind = [&](auto... others) { return (behind.starts_with(others) || ...); };
    if (word == "诉") return one_behind("讼", "求", "状", "权");
    if (word == "犯") return one_behind("罪分子", "罪嫌疑", "人");
    if (word == "同志") {
        return one_behind("任", "为", "兼", "担任", "出任", "主持", "出席", "讲话", "率", "具体", "负责", "分管", "牵头", "在会", "作", "宣读", "的讲话", "重要", "到会", "参加", "陪同", "带队");
    }
    return false;
}

// 刘芳多次违反, 王建国因涉嫌: what stands between the name and the word.
std::size_t without_adverbs(std::string_view text, std::size_t at) {
    constexpr std::string_view ends = "次重幸场后期外在因曾已又仍";
    if (at < ideograph || !one_of(ends, text.substr(at - ideograph, ideograph))) return at;
    constexpr std::array<std::string_view, 13> adverbs{"多次", "严重", "不幸", "当场", "先后", "长期", "意外", "存在", "因", "曾", "已", "又", "仍"};
    const auto size = size_of_end(text.substr(0, at), adverbs);
    return size > 0 && han_before(text, at - size) ? at - size : at;
}

Verdict told_by(std::size_t begin, std::size_t end, Spelt spelt, std::string_view word) {
    return {begin, end, spelt == Spelt::name ? Likelihood::likely : Likelihood::possible, {"surname", "beside-word:" + std::string(word)}, {}};
}

// To whom the word is said to be done, not by whom: 对胡建军给予.
bool asks_for_object(std::string_view word) { return word == "给予" || word == "处以"; }

constexpr std::size_t dotted_window = 9 * ideograph;  // the last part of such a name, and its dot

std::optional<Verdict> name_before_word(std::string_view text, std::size_t at, std::string_view word) {
    const auto window = text.substr(0, at);
    if (window.substr(at - std::min<std::size_t>(at, dotted_window)).find("·") != window.npos) {
        if (const auto dotted = dotted_before(text, at); dotted < at) return Verdict{dotted, at, Likelihood::likely, {"dotted-name", "beside-word:" + std::string(word)}, {}};
    }
    if (!may_end_as_name(window)) return {};
    for (std::size_t count = 4; count >= 2; --count) {
        if (at < count * ideograph) continue;
        const std::size_t begin = at - count * ideograph;
        const auto spelt = spelt_name(text.substr(begin, at - begin));
        if (spelt == Spelt::none) continue;
        const auto edge = edge_before(text, begin);
        if (edge == Edge::none || (spelt == Spelt::perhaps && edge == Edge::soft)) continue;
        if (asks_for_object(word) && !text.substr(0, begin).ends_with("对")) continue;
        return told_by(begin, at, spelt, word);
    }
    return {};
}

std::optional<Verdict> name_behind_word(std::string_view text, std::size_t at, std::string_view word) {
    if (!begins_surname(text.substr(at))) return {};
    for (std::size_t count = 4; count >= 2; --count) {
        const std::size_t end = at + count * ideograph;
        if (end > text.size()) continue;
        const auto spelt = spelt_name(text.substr(at, end - at));
        if (spelt == Spelt::none) continue;
        const auto edge = edge_behind(text, end);
        if (edge == Edge::none || (spelt == Spelt::perhaps && edge == Edge::soft)) continue;
        return told_by(at, end, spelt, word);
    }
    return {};
}

}  // namespace

std::optional<Verdict> name_beside_word(std::string_view text, std::size_t begin, std::size_t end) {
    const auto word = text.substr(begin, end - begin);
    if (word == "患" && text.substr(end).starts_with("者")) return {};
    const auto plain = without_adverbs(text, begin);
    auto before = name_before_word(text, begin, word);
    if (!before && plain < begin) before = name_before_word(text, plain, word);
    if (before && said_of_persons.contains(word) && !of_others(text, begin, end)) return before;
    auto behind = name_behind_word(text, end, word);
    return behind && leads_to_persons.contains(word) ? behind : std::nullopt;
}

bool tells_person(std::string_view word) { return said_of_persons.contains(word) || leads_to_persons.contains(word); }

std::size_t words_that_tell_persons() {
    std::size_t both = 0;
    for (std::size_t i = 0; i < leads_to_persons.size(); ++i) both += said_of_persons.contains(leads_to_persons[i]) ? 1 : 0;
    return said_of_persons.size() + leads_to_persons.size() - both;
}

std::vector<TextRange> names_listed_with(std::string_view text, std::size_t begin, std::size_t end) {
    constexpr std::array<std::string_view, 4> between{"、", "和", "与", "及"};
    constexpr std::size_t most = 200;
    std::vector<TextRange> listed;
    for (std::size_t at = begin; listed.size() < most;) {
        const auto mark = size_of_end(text.substr(0, at), between);
        const std::size_t last = at - mark;
        std::size_t first = last;
        for (std::size_t count = 4; mark > 0 && count >= 2 && first == last; --count) {
            if (last < count * ideograph || spelt_name(text.substr(last - count * ideograph, count * ideograph)) != Spelt::name) continue;
            if (edge_before(text, last - count * ideograph) != Edge::none) first = last - count * ideograph;
        }
        if (first == last) break;
        listed.push_back({first, last});
        at = first;
    }
    for (std::size_t at = end; listed.size() < most;) {
        const auto mark = std::find_if(between.begin(), between.end(), [&](auto one) { return text.substr(at).starts_with(one); });
        if (mark == between.end()) break;
        const std::size_t first = at + mark->size();
        std::size_t last = first;
        for (std::size_t count = 4; count >= 2 && first == last; --count) {
            if (spelt_name(text.substr(first, count * ideograph)) != Spelt::name) continue;
            if (const auto behind = first + count * ideograph; behind <= text.size() && edge_behind(text, behind) != Edge::none) last = behind;
        }
        if (first == last) break;
        listed.push_back({first, last});
        at = last;
    }
    return listed;
}

}  // namespace review
