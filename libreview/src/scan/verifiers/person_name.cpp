#include <algorithm>
#include <array>
#include <span>
#include <string>

#include "scan/characters.hpp"
#include "scan/field_names.hpp"
#include "scan/name_beside.hpp"
#include "scan/name_in_prose.hpp"
#include "scan/name_words.hpp"
#include "scan/surnames.hpp"
#include "scan/verifier.hpp"
#include "text/utf8.hpp"

namespace review {
namespace {

constexpr std::size_t longest = 60;  // bytes to look at: twenty ideographs
// What stands between the parts of a transliterated name: U+00B7 as GB/T 15834 has it, and what people type for it.
constexpr std::array<std::string_view, 7> dots{"·", "•", "・", "‧", "∙", "⋅", "."};

bool han(std::string_view text, std::size_t at) {
    return is_han(decode_utf8(text, at).value);
}

bool begins_with(std::string_view text, std::span<const std::string_view> words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return text.starts_with(word); });
}

// What follows a name without a mark in between: the next label of a row, a verb, a preposition.
constexpr std::array<std::string_view, 70> followers{
    "可以", "患",   "确诊", "性别", "男",   "女",   "家庭", "户籍", "公民", "居民", "政治", "工作", "文化", "电话", "手机", "联系", "身份", "出生", "年龄", "住址", "住所", "地址", "单位", "职务", "职业",
    "民族", "汉族", "籍贯", "学历", "证件", "账号", "银行", "与",   "和",   "及",   "诉",   "不服", "因",   "于",   "在",   "的",   "将",
    "向",   "等",   "系",   "为",   "以",   "对",   "被",   "持",   "称",   "提",   "申请", "未",   "已",   "自",   "从",
    "至",   "到",   "经",   "由",   "所",   "有",   "同志", "先生", "女士", "签",   "主持", "率",   "出席"};

constexpr std::string_view seldom_last = "会社行部队村所处科室组区市省";

// 申请人不服, 其父将位于: what stands behind a label from which the name is gone. 于, 向, 经 and the like are surnames, too.
bool goes_on(std::string_view run) {
    constexpr std::string_view no_surnames = "将与诉因在的等系为被持称提未已至到签率";
    return std::any_of(followers.begin(), followers.end(), [&](std::string_view word) {
        return run.starts_with(word) && (word.size() > ideograph || one_of(no_surnames, word));
    });
}

// The ideographs of a run: where the first `count` of them end, or the end of all.
std::size_t after(std::string_view run, std::size_t count) {
    std::size_t at = 0;
    for (; count > 0 && at < run.size(); --count) at += decode_utf8(run, at).size;
    return at;
}

// 张大为, 李学有, 王胜男, 赵三女: what follows names and ends some, too. A letter of a name that stays is a leak, one more that goes is none.
bool may_end_name(std::string_view letter) {
    constexpr std::string_view ends = "男女为以对有向经自至到率提于在和";
    return one_of(ends, letter);
}

// Bytes of the name at the beginning of a run of ideographs, or 0. The run may go on in words that follow names.
std::size_t name_size(std::string_view run) {
    const std::size_t surname = surname_size(run);
    const bool compound = surname > ideograph;
    const std::size_t least = compound ? 3 : 2, most = compound ? 4 : 3;
    const std::size_t all = after(run, most);
    if (run.size() == all && run.size() >= after(run, least) && after(run, least - 1) < run.size()) {
        // "张三等": a short run may hold a follower, too.
        const auto shorter = after(run, most - 1);
        if (shorter < all && begins_with(run.substr(shorter), followers) && !may_end_name(run.substr(shorter))) return shorter;
        return run.size();
    }
    for (std::size_t count = least; count <= most; ++count) {
        const auto size = after(run, count);
        if (size >= run.size() || !begins_with(run.substr(size), followers)) continue;
        const auto longer = after(run, count + 1);
        const bool goes_on = count < most && may_end_name(run.substr(size, longer - size)) && begins_with(run.substr(longer), followers);
        return goes_on ? longer : size;
    }
    // 吉格阿牛: names of other peoples, which may begin with what is a surname elsewhere.
    const bool common = common_surname(run.substr(0, surname));
    return run.size() == after(run, 4) && after(run, 3) < run.size() && !common && !compound ? run.size() : 0;
}

// 提 ends many a name (买买提); with these behind it it is a verb.
bool follows_dotted_name(std::string_view text) {
    constexpr std::array<std::string_view, 5> verbs{"提供", "提出", "提起", "提交", "提请"};
    return begins_with(text, text.starts_with("提") ? std::span<const std::string_view>(verbs) : std::span<const std::string_view>(followers));
}

// The dot at `at` and the blanks around it, where an ideograph comes behind; 0: none.
std::size_t dot_size(std::string_view text, std::size_t at) {
    std::size_t next = at;
    while (next < text.size() && next - at < 2 && text[next] == ' ') ++next;
    const auto dot = std::find_if(dots.begin(), dots.end(), [&](auto one) { return text.substr(next).starts_with(one); });
    if (dot == dots.end()) return 0;
    next += dot->size();
    for (int blanks = 0; blanks < 2 && next < text.size() && text[next] == ' '; ++blanks) ++next;
    return han(text, next) ? next - at : 0;
}

// 阿卜杜拉·麦提: parts of one to eight ideographs with dots between.
std::size_t dotted_name_size(std::string_view text) {
    std::size_t at = 0, part = 0, parts = 0;
    while (at < text.size()) {
        const auto dot = part > 0 ? dot_size(text, at) : 0;
        if (dot > 0) {
            at += dot, part = 0, ++parts;
        } else if (han(text, at) && part < 8) {
            if (parts > 0 && part >= 2 && follows_dotted_name(text.substr(at))) break;
            at += decode_utf8(text, at).size, ++part;
        } else {
            break;
        }
    }
    return parts > 0 && part > 0 ? at : 0;
}

// 王 小 明, 王  明: a name of two or three ideographs set apart, to the end of its cell or a mark. Its bytes, or 0; `squeezed` is it without blanks.
std::size_t spaced_name_size(std::string_view text, std::string& squeezed) {
    std::size_t at = 0;
    for (int count = 0; count < 3; ++count) {
        std::size_t next = at;
        while (next < text.size() && next - at < 3 && text[next] == ' ') ++next;
        if (!han(text, next) || (count > 0 && next == at) || (count == 0 && next > at)) break;
        const auto size = decode_utf8(text, next).size;
        squeezed += text.substr(next, size);
        at = next + size;
    }
    std::size_t behind = at;
    while (behind < text.size() && text[behind] == ' ') ++behind;
    const bool ends = !han(text, at) && !han(text, behind);
    return ends && squeezed.size() >= 2 * ideograph && surname_size(squeezed) == ideograph ? at : 0;
}

// WANG Jianguo, John A. Smith, SMITH, John: two to four words in capitals or with a capital, none of a form or of a firm. Its bytes, or 0.
std::size_t latin_name_size(std::string_view text) {
    constexpr std::array<std::string_view, 62> no_names_of_people{
        "name", "full", "given", "first", "last", "family", "surname", "middle", "sex", "gender", "date", "of", "birth", "nationality", "passport", "id", "no", "number", "type", "tel", "phone", "telephone", "address", "signature", "title", "position", "contact",
        "person", "party", "company", "co", "ltd", "inc", "corp", "llc", "group", "bank", "university", "college", "school", "department", "office", "ministry", "center", "centre", "institute", "limited", "international", "trading", "technology", "china",
        "the", "and", "for", "to", "in", "applicant", "mobile", "email", "page", "form", "table"};
    std::size_t at = 0, words = 0;
    for (std::size_t begin = 0; words < 4; ++words) {
        std::size_t end = begin;
        while (end < text.size() && (is_letter(text[end]) || (end > begin && std::string_view("'-.").find(text[end]) != std::string_view::npos))) ++end;
        if (end == begin || text[begin] > 'Z' || end - begin > 20) break;
        std::string word(text.substr(begin, end - begin));
        for (auto& letter : word) letter = static_cast<char>(is_letter(letter) ? letter | 0x20 : letter);
        if (word.ends_with('.')) word.pop_back();
        if (std::find(no_names_of_people.begin(), no_names_of_people.end(), word) != no_names_of_people.end()) return 0;
        at = end;
        begin = end + (text.substr(end).starts_with(", ") && words == 0 ? 2 : 1);
        if (end >= text.size() || (text[end] != ' ' && !(words == 0 && text[end] == ','))) {
            ++words;
            break;
        }
    }
    const bool goes_on = at < text.size() && (is_alphanumeric(text[at]) || (text[at] == ' ' && at + 1 < text.size() && is_letter(text[at + 1])));
    return words >= 2 && !goes_on ? at : 0;
}

// 古丽巴哈尔, 乌云其木格: five to eight ideographs that sounds of other languages are written with.
bool is_written_by_sound(std::string_view run) {
    constexpr std::string_view sounds =
        "阿艾爱安巴白班比毕别宾卜布才仓策岑查昌措达大代丹旦当道德登迪地丁顿多朵俄额恩尔尕嘎甘高格贡古哈海汗罕航好赫红呼花吉加佳江将杰金京居觉喀卡开凯坎康科克肯孔库夸拉来兰朗勒雷里力丽连林龙鲁伦罗洛玛麦曼买"
        "毛梅美门米蜜敏明莫木姆穆那纳娜乃南尼努诺帕排潘佩平坡普其奇齐恰强切青琼曲热仁日荣如茹若萨赛桑森沙山珊少沈生圣石曙斯苏索塔台泰坦特提帖铁图土吐托娃瓦外万旺维魏温文翁乌吾西希夏仙祥肖谢亚央尧依伊以益音英永尤于玉"
        "云再赞扎泽曾札展者珍芝只朱珠卓孜子宗祖左";
    for (std::size_t at = 0; at < run.size(); at += ideograph) {
        if (!one_of(sounds, run.substr(at, ideograph))) return false;
    }
    return run.size() >= 5 * ideograph && run.size() <= 8 * ideograph;
}

bool colon_follows(std::string_view text) {
    text.remove_prefix(std::min(text.find_first_not_of(' '), text.size()));
    return text.starts_with(':') || text.starts_with("：");
}

std::size_t run_size(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size() && han(text, at)) at += decode_utf8(text, at).size;
    return at;
}

// Behind a label without a mark between (患者解道林因, 被害人柯建国，女): a surname that is a word, too, and what follows says that a name ended.
enum class Standing : std::uint8_t { none, possible, sure };

Standing standing_of(std::string_view before, std::string_view text, std::string_view run, std::string_view name) {
    constexpr std::string_view of_prose = "的了不应可有或和及与其等以在是否未已须需请求要将被由按依经对于向所为主方双各自可能均也就都除还再并且但而则即若如只能会该此这那";
    constexpr std::array<std::string_view, 14> after_names{"因", "不服", "诉", "系", "与", "称", "于", "在", "持", "对", "向", "将", "被", "涉嫌"};
    if (surname_size(name) == 0) return Standing::none;
    for (std::size_t at = 0; at < name.size(); at += decode_utf8(name, at).size) {
        if (one_of(of_prose, name.substr(at, decode_utf8(name, at).size))) return Standing::none;
    }
    const auto behind = text.substr(name.size(), 12);
    for (const std::string_view sex : {",男", ",女", "(男", "(女"}) if (behind.starts_with(sex)) return Standing::sure;
    // These begin few words behind a word for somebody alone.
    constexpr std::string_view half_clear = "易解明项边费温左白古华季游乐毕祝狄伏康卓";
    constexpr std::array<std::string_view, 10> persons{"患者", "被告人", "被害人", "受害人", "死者", "伤者", "嫌疑人", "罪犯", "证人", "驾驶人"};
    const auto first = name.substr(0, surname_size(name));
    const bool behind_person = std::any_of(persons.begin(), persons.end(), [&](auto label) { return before.ends_with(label); });
    if (after(name, 2) == name.size() || (first.size() == ideograph && !clear_surname(first) && !(behind_person && one_of(half_clear, first)))) return Standing::none;
    if (name.size() == run.size()) return Standing::possible;
    return std::any_of(after_names.begin(), after_names.end(), [&](auto word) { return behind.starts_with(word); }) ? Standing::possible : Standing::none;
}

// 敖工 over 四、评审专家: the line below begins with the number of a heading.
bool begins_heading(const Candidate& candidate, std::size_t size) {
    constexpr std::string_view numerals = "一二三四五六七八九十";
    const std::string_view text = candidate.text();
    const std::size_t end = candidate.begin + size, last = end - ideograph;
    if (candidate.view.kind() != ViewKind::joined || !one_of(numerals, text.substr(last, ideograph)) || !text.substr(end).starts_with("、")) return false;
    const auto from = candidate.view.origin(last - 1, last).end, to = candidate.view.origin(last, last + 1).begin;
    return from < to && std::string_view(candidate.part.text).substr(from, to - from).find('\n') != std::string_view::npos;
}

// The joined view is for what the end of a line breaks; elsewhere it glues words together.
std::optional<Verdict> beside_word(const Candidate& candidate) {
    auto verdict = name_beside_word(candidate.text(), candidate.begin, candidate.end);
    if (!verdict || candidate.view.kind() == ViewKind::base) return verdict;
    // With what stands before and behind: that, too, says where a name ends.
    const auto begin = std::min(verdict->begin, candidate.begin), end = std::max(verdict->end, candidate.end);
    const auto range = candidate.view.origin(begin - std::min(begin, ideograph), std::min(candidate.text().size(), end + ideograph));
    const auto written = std::string_view(candidate.part.text).substr(range.begin, range.end - range.begin);
    return written.find('\n') == written.npos ? std::nullopt : verdict;
}

}  // namespace

// What stands after 姓名 or 当事人 or under it in a table; of a candidate its beginning counts. Of a match, which is of what stands
// beside a name (王小明，男，), its end; of a term both, and the name stands beside it (刘芳违反).
std::optional<Verdict> verify_person_name(const Candidate& candidate) {
    const std::string_view text = candidate.text();
    if (candidate.begin == candidate.end) return name_before_person(text, candidate.end, candidate.labels);
    if (!candidate.at_label) return beside_word(candidate);
    const std::string_view value = text.substr(candidate.begin, longest);
    if (const auto size = dotted_name_size(value)) {
        if (no_name(value.substr(0, size))) return {};
        return Verdict{candidate.begin, candidate.begin + size, Likelihood::likely, {"dotted-name"}, {}};
    }
    const bool set_off = candidate.begin == 0 || !han(text, candidate.begin - std::min(candidate.begin, ideograph));
    if (set_off && is_letter(text[candidate.begin])) {
        const auto size = latin_name_size(value);
        if (size == 0) return {};
        return Verdict{candidate.begin, candidate.begin + size, Likelihood::likely, {"latin-name"}, {}};
    }
    const std::string_view run = value.substr(0, run_size(value));
    if (set_off && is_written_by_sound(run)) return Verdict{candidate.begin, candidate.begin + run.size(), Likelihood::possible, {"written-by-sound"}, {}};
    std::string apart;
    if (const auto spaced = spaced_name_size(value, apart)) {
        if (names_field(apart, apart) || no_name(apart) || apart.find("某") != apart.npos) return {};
        return Verdict{candidate.begin, candidate.begin + spaced, Likelihood::likely, {"surname", "set-apart"}, {}};
    }
    auto size = name_size(run);
    if (size > 2 * ideograph && begins_heading(candidate, size)) size -= ideograph;
    if (size == 0) return {};
    const std::string_view name = value.substr(0, size);
    const auto is_label = [&](const std::string& label) { return label == run || label == name; };
    if (std::any_of(candidate.labels.begin(), candidate.labels.end(), is_label)) return {};  // the next field of a form
    if (goes_on(run) || names_field(run, name) || no_name(name) || name.find("某") != name.npos) return {};  // masked: a rule of its own
    const auto surname = surname_size(name);
    Verdict verdict{candidate.begin, candidate.begin + size, Likelihood::likely, {}, {}};
    const bool touches = candidate.begin >= ideograph && han(text, candidate.begin - ideograph);
    // 当事人应当: without a mark after the label only a common surname makes a name of two or three ideographs; behind 其父 any does.
    constexpr std::array<std::string_view, 18> kin{"其父", "其母", "其妻", "其夫", "其子", "其女", "之父", "之母", "之子", "之女", "妻子", "丈夫", "儿子", "女儿", "父亲", "母亲", "岳父", "岳母"};
    const bool of_kin = surname > 0 && name.size() > 2 * ideograph && std::any_of(kin.begin(), kin.end(), [&](auto word) { return text.substr(0, candidate.begin).ends_with(word); });
    const bool long_name = after(name, 3) < size;
    // 患者解道林因: what is no word and has a surname is looked at by somebody.
    const bool rare = touches && !of_kin && !common_surname(name.substr(0, surname));
    const auto standing = rare ? standing_of(text.substr(0, candidate.begin), value, run, name) : Standing::none;
    if (touches && (long_name || (rare && standing == Standing::none))) return {};
    if (surname > 0) verdict.evidence.push_back("surname");
    // 收款人：  经手：: what a colon follows is rather the next label of a form whose first field is empty.
    const bool heads_field = !common_surname(name.substr(0, surname)) && colon_follows(text.substr(candidate.begin + size));
    if (surname == 0 || (touches && standing != Standing::sure) || heads_field || (surname == ideograph && long_name && size == run.size()) || one_of(seldom_last, name.substr(size - ideograph))) verdict.likelihood = Likelihood::possible;
    return verdict;
}

}  // namespace review
