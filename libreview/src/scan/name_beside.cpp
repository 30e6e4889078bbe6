#include "scan/name_beside.hpp"

#include <algorithm>
#include <array>

#include "scan/characters.hpp"
#include "scan/field_names.hpp"
#include "scan/name_words.hpp"
#include "scan/surnames.hpp"
#include "text/utf8.hpp"

namespace review {
namespace {

constexpr std::size_t reach = 120;  // bytes between a name and what stands behind it

// What is said between a name and a number, longest first where one ends another.
constexpr std::array<std::string_view, 31> number_words{
    "居民身份证号码", "公民身份号码", "身份证件号码", "身份证号码", "居民身份证号", "居民身份证", "身份证号", "身份证", "证件号码", "证件号", "手机号码", "手机号", "手机", "联系电话", "移动电话",
    "联系方式", "电话号码", "电话", "本人电话", "联系", "银行账号", "银行卡号", "微信号", "微信", "卡号", "账号", "公民", "居民", "的", "其", "号码"};
// And between it and a birth, an age: only behind a mark, since names end with some of them (王胜男, 李月).
constexpr std::array<std::string_view, 20> person_words{"日出生", "月出生", "年出生", "日生", "月生", "年生", "出生于", "出生", "周岁", "汉族", "回族", "满族", "藏族", "男", "女", "岁", "年", "月", "日", "生"};
// What ends before a name within a sentence.
constexpr std::array<std::string_view, 66> intros{
    "当事人", "申请人", "被告人", "嫌疑人", "负责人", "经办人", "联系人", "代理人", "代表人", "驾驶人", "驾驶员", "受害人", "被害人", "举报人", "投诉人", "承租人", "第三人", "原告", "被告", "死者", "伤者", "患者", "村民", "居民", "职工",
    "员工", "学生", "老师", "男子", "女子", "司机", "户主", "业主", "房东", "妻子", "丈夫", "儿子", "女儿", "父亲", "母亲", "之子", "之女", "之妻", "之夫", "家属", "人员", "对象", "查明", "询问", "联系", "委托", "名叫", "同志",
    "与", "和", "及", "对", "由", "向", "将", "给", "找", "系", "为", "是", "被"};

// The key of a field: "phone", 'id_card'; phone of {name:"张三",phone:, also where it begins a line.
std::size_t size_of_key(std::string_view text) {
    constexpr std::size_t most_blanks = 40;
    const auto is_quote = [&](std::size_t end) { return end > 0 && (text[end - 1] == '"' || text[end - 1] == '\''); };
    std::size_t at = text.size();
    while (at > 0 && (is_alphanumeric(text[at - 1]) || text[at - 1] == '_')) --at;
    if (at == text.size()) return 0;
    std::size_t before = is_quote(at) ? at - 1 : at;
    const std::size_t key = before;
    while (before > 0 && key - before < most_blanks && std::string_view(" \t\r\n").find(text[before - 1]) != std::string_view::npos) --before;
    if (before > 1 && text[before - 1] == ',' && is_quote(before - 1)) return text.size() - before;
    return key < at ? text.size() - at : 0;
}

bool is_between_mark(char byte) { return std::string_view(" \t,:;(\"'").find(byte) != std::string_view::npos; }

// Where what stands between the name and the number at `at` begins; `at` where the name touches it.
std::size_t between_begins(std::string_view text, std::size_t at) {
    const std::size_t least = at > reach ? at - reach : 0;
    for (bool more = true; more && at > least;) {
        more = false;
        while (at > least && is_between_mark(text[at - 1])) --at, more = true;
        const std::string_view before = text.substr(0, at);
        std::size_t size = size_of_end(before, number_words);
        if (size == 0) size = size_of_key(before);
        // 张三	男	420…: the cell of the sex.
        if (size == 0 && (before.ends_with("男") || before.ends_with("女")) && !han_before(text, at - ideograph)) size = ideograph;
        if (size > 0) at -= size, more = true;
    }
    return at;
}

// Where sex, age and birth begin that end at `at`, with the mark before them.
std::size_t person_begins(std::string_view text, std::size_t at) {
    const std::size_t least = at > reach ? at - reach : 0;
    for (bool more = true; more && at > least;) {
        more = false;
        while (at > least && (is_between_mark(text[at - 1]) || is_digit(text[at - 1]) || std::string_view(")./-").find(text[at - 1]) != std::string_view::npos)) --at, more = true;
        const std::string_view before = text.substr(0, at);
        if (before.ends_with("、") || before.ends_with("。")) at -= ideograph, more = true;
        const std::size_t size = size_of_end(before, person_words);
        if (size > 0 && !han_before(text, at - size)) at -= size, more = true;
    }
    return at;
}

// The ideographs before `end`, eleven at most, one more than any name with what leads to it.
std::size_t run_begins(std::string_view text, std::size_t end, int& count) {
    std::size_t at = end;
    for (count = 0; count < 11 && han_before(text, at); ++count) at -= decode_utf8_before(text, at).size;
    return at;
}

enum class Shape : std::uint8_t { none, surname, common };

// One or two ideographs behind a surname, and no word that stands where a name could.
Shape shape_of(std::string_view name, int count, std::span<const std::string> labels) {
    const auto surname = surname_size(name);
    const int given = count - (surname > ideograph ? 2 : 1);
    if (surname == 0 || given < 1 || given > 2) return Shape::none;
    if (no_name(name) || names_field(name, name) || name.find("某") != name.npos || name.find("们") != name.npos) return Shape::none;
    if (std::find(labels.begin(), labels.end(), name) != labels.end()) return Shape::none;
    // 高新区, 张科长: a place; somebody whose name is not said.
    constexpr std::string_view places = "区市省县镇乡组族";
    constexpr std::array<std::string_view, 26> titles{"先生", "女士", "小姐", "同志", "科长", "处长", "局长", "主任", "书记", "经理", "老师", "师傅", "医生", "律师", "法官", "警官",
                                                      "队长", "院长", "站长", "所长", "校长", "园长", "总", "工", "村长", "主席"};
    if (one_of(places, name.substr(name.size() - ideograph)) || (size_of_end(name, titles) + surname == name.size())) return Shape::none;
    const auto first = name.substr(0, surname);
    if (surname > ideograph || common_surname(first)) return Shape::common;
    // 来电, 缴费: two ideographs with a rare surname are rather a word.
    return given == 2 || clear_surname(first) ? Shape::surname : Shape::none;
}

struct Name {
    std::size_t begin;
    bool common;    // a surname that most people have
    bool set_off;   // nothing touches it that is no word before a name
};

// 买买提·吐尔逊: parts to the left of a dot.
std::size_t dotted_begins(std::string_view text, std::size_t end) {
    constexpr std::array<std::string_view, 3> dots{"·", "•", "・"};
    int count = 0, parts = 0;
    std::size_t at = run_begins(text, end, count);
    for (auto dot = size_of_end(text.substr(0, at), dots); dot > 0 && count > 0 && count <= 8; dot = size_of_end(text.substr(0, at), dots)) {
        at = run_begins(text, at - dot, count), ++parts;
    }
    return parts > 0 && count > 0 && count <= 8 ? at : end;
}

std::optional<Name> name_that_ends(std::string_view text, std::size_t end, std::span<const std::string> labels) {
    if (const auto dotted = dotted_begins(text, end); dotted < end) return Name{dotted, true, true};
    int count = 0;
    const std::size_t run = run_begins(text, end, count);
    if (const auto shape = shape_of(text.substr(run, end - run), count, labels); count <= 4 && shape != Shape::none) return Name{run, shape == Shape::common, true};
    // The longest that a word leads to; then one of three ideographs that a sentence goes on to.
    std::optional<Name> in_sentence;
    for (int size = std::min(count - 1, 4); size >= 2; --size) {
        std::size_t begin = end;
        for (int left = size; left > 0; --left) begin -= decode_utf8_before(text, begin).size;
        if (shape_of(text.substr(begin, end - begin), size, labels) != Shape::common) continue;
        const auto before = text.substr(0, begin);
        const bool led = size_of_end(before, intros) > 0 || std::any_of(labels.begin(), labels.end(), [&](const auto& label) { return before.ends_with(label); });
        if (led) return Name{begin, true, true};
        if (size == 3 && !in_sentence) in_sentence = Name{begin, true, false};
    }
    return in_sentence;
}

// Where a name would begin: behind a bracket, or a key that says so.
std::size_t named_behind(std::string_view text, std::size_t end) {
    constexpr std::array<std::string_view, 10> keys{"name\":\"", "Name\":\"", "name\": \"", "Name\": \"", "xm\":\"", "姓名\":\"", "name:\"", "Name:\"", "name: \"", "Name: \""};
    while (end < text.size() && text[end] == ' ') ++end;
    const auto window = text.substr(end, 24);
    if (window.starts_with('(')) return end + 1;
    if (!window.starts_with("\",")) return text.size();
    std::size_t at = text.size();
    for (const auto key : keys) {
        if (const auto found = window.find(key); found != window.npos) at = std::min(at, end + found + key.size());
    }
    return at;
}

Verdict told(const Name& name, std::size_t end, const char* beside) {
    return {name.begin, end, name.common && name.set_off ? Likelihood::likely : Likelihood::possible, {"surname", beside}, {}};
}

}  // namespace

std::optional<Verdict> name_before_number(std::string_view text, std::size_t at, std::span<const std::string> labels) {
    std::size_t end = between_begins(text, at);
    if (!han_before(text, end)) return {};
    for (const std::string_view title : {"先生", "女士", "同志", "老师", "医生"}) {
        if (text.substr(0, end).ends_with(title)) end -= title.size();
    }
    const auto name = name_that_ends(text, end, labels);
    if (!name) return {};
    return told(*name, end, "beside-number");
}

std::optional<Verdict> name_behind_number(std::string_view text, std::size_t end, std::span<const std::string> labels) {
    const std::size_t begin = named_behind(text, end);
    std::size_t at = begin;
    int count = 0;
    for (; count < 5 && at < text.size() && is_han(decode_utf8(text, at).value); ++count) at += decode_utf8(text, at).size;
    if (count < 2 || at >= text.size() || std::string_view("),\" ").find(text[at]) == std::string_view::npos) return {};
    if (shape_of(text.substr(begin, at - begin), count, labels) != Shape::common) return {};
    return told({begin, true, true}, at, "beside-number");
}

std::optional<Verdict> name_before_person(std::string_view text, std::size_t end, std::span<const std::string> labels) {
    const std::size_t name_end = person_begins(text, end);
    if (name_end == end || !han_before(text, name_end)) return {};
    const auto name = name_that_ends(text, name_end, labels);
    if (!name || !name->common) return {};
    return told(*name, name_end, "beside-sex-or-age");
}

}  // namespace review
