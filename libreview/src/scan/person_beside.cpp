#include "scan/person_beside.hpp"

#include <algorithm>
#include <array>

#include "scan/characters.hpp"
#include "scan/field_names.hpp"
#include "scan/name_words.hpp"
#include "scan/surnames.hpp"
#include "text/utf8.hpp"

namespace review {
namespace {

bool han_at(std::string_view text, std::size_t at) { return is_han(decode_utf8(text, at).value); }

template <std::size_t Size>
bool has_one(std::string_view text, const std::array<std::string_view, Size>& words) {
    return std::any_of(words.begin(), words.end(), [&](auto word) { return text.find(word) != text.npos; });
}

// Two or three ideographs with a common surname and nothing of what prose is made of.
bool looks_like_name(std::string_view name) {
    constexpr std::array<std::string_view, 33> of_prose{"人", "者", "何", "应", "不", "得", "或", "及", "和", "的", "其", "如", "若", "因", "为", "是", "在", "无", "所", "被", "将", "可",
                                                        "能", "等", "以", "上", "下", "患", "病", "对", "于", "员", "类"};
    return common_surname(name.substr(0, ideograph)) && !has_one(name, of_prose) && !names_field(name, name);
}

// A name of three or two ideographs that ends at `end`, and where it begins in what is no word: at the beginning of the text, behind a mark.
bool name_ends_at(std::string_view text, std::size_t end, std::size_t least) {
    for (const std::size_t size : {3 * ideograph, 2 * ideograph}) {
        if (size < least || end < size || han_before(text, end - size) || !han_at(text, end - size)) continue;
        if (looks_like_name(text.substr(end - size, size))) return true;
    }
    return false;
}

bool name_begins_at(std::string_view text, std::size_t begin) {
    constexpr std::array<std::string_view, 9> verbs{"在", "因", "被", "于", "已", "的", "系", "与", "到"};
    for (const std::size_t size : {3 * ideograph, 2 * ideograph}) {
        if (begin + size > text.size()) continue;
        const auto rest = text.substr(begin + size);
        const bool ends = !han_at(rest, 0) || std::any_of(verbs.begin(), verbs.end(), [&](auto verb) { return rest.starts_with(verb); });
        if (ends && looks_like_name(text.substr(begin, size))) return true;
    }
    return false;
}

}  // namespace

bool person_beside(std::string_view text, std::size_t begin, std::size_t end) {
    constexpr std::array<std::string_view, 16> verbs{"被诊断为", "被确诊为", "诊断为", "确诊为", "患有", "确诊", "感染", "身患", "曾因", "患", "系", "因", "为", "是", "曾", "有"};
    constexpr std::array<std::string_view, 8> persons{"感染者", "患者", "病人", "人员", "对象", "户", "者", "人"};
    const std::string_view before = text.substr(0, begin);
    // 严重残疾: without a verb two ideographs are a word.
    const auto verb = size_of_end(before, verbs);
    if (name_ends_at(text, begin - verb, verb > 0 ? 2 * ideograph : 3 * ideograph)) return true;
    std::size_t at = end;
    for (const auto word : persons) {
        if (!text.substr(at).starts_with(word)) continue;
        at += word.size();
        break;
    }
    return at > end && name_begins_at(text, at);
}

bool person_before_age(std::string_view text, std::size_t begin) {
    constexpr std::array<std::string_view, 4> sexes{"男,", "女,", "男", "女"};
    constexpr std::array<std::string_view, 4> marks{",", "(", "、", ":"};
    constexpr std::array<std::string_view, 10> kin{"其子", "其女", "儿子", "女儿", "孙子", "孙女", "外孙", "外孙女", "之子", "之女"};
    std::size_t at = begin;
    at -= size_of_end(text.substr(0, at), sexes);
    const auto mark = size_of_end(text.substr(0, at), marks);
    if (mark == 0) return false;
    at -= mark;
    const auto before = text.substr(0, at);
    if (size_of_end(before, kin) > 0) return true;
    if (before.ends_with("某") && at >= 2 * ideograph) return surname_size(before.substr(at - 2 * ideograph)) > 0;
    // 少年犯王小明: what stands before a name of three does not matter.
    return (at >= 3 * ideograph && han_at(text, at - 3 * ideograph) && looks_like_name(before.substr(at - 3 * ideograph))) || name_ends_at(text, at, 2 * ideograph);
}

bool person_form_around(std::string_view text, std::size_t begin, std::size_t end) {
    constexpr std::size_t page = 3000, next_lines = 400;
    constexpr std::array<std::string_view, 14> words{"姓名", "姓 名", "姓  名", "患者", "户主", "性别", "性 别", "身份证", "死者", "伤者", "住院号", "病案号", "被鉴定人", "残疾人证"};
    const std::size_t from = begin > page ? begin - page : 0;
    return has_one(text.substr(from, std::min(text.size(), end + next_lines) - from), words);
}

}  // namespace review
