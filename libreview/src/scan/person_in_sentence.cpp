#include "scan/person_in_sentence.hpp"

#include <algorithm>
#include <array>

#include "scan/characters.hpp"
#include "scan/line_joints.hpp"
#include "scan/surnames.hpp"
#include "text/utf8.hpp"

namespace review {
namespace {

constexpr std::size_t longest_sentence = 600, reach = 150;  // bytes

bool han(std::string_view text, std::size_t at) {
    return is_han(decode_utf8(text, at).value);
}

struct Sentence {
    std::size_t begin, end;
};

Sentence sentence_of(std::string_view text, std::size_t at) {
    constexpr std::array<std::string_view, 4> stops{"。", "\r", "!", ";"};
    const auto stop_at = [&](std::size_t i) {
        if (text[i] == '\n') return !paragraph_goes_on(text, i);
        return std::any_of(stops.begin(), stops.end(), [&](auto stop) { return text.substr(i).starts_with(stop); });
    };
    Sentence found{at, at};
    while (found.begin > 0 && at - found.begin < longest_sentence && !stop_at(found.begin - 1)) --found.begin;
    // A full stop is three bytes: the loop above stops on its first and leaves two behind.
    while (found.begin < at && (static_cast<unsigned char>(text[found.begin]) & 0xc0) == 0x80) ++found.begin;
    while (found.end < text.size() && found.end - at < longest_sentence && !stop_at(found.end)) ++found.end;
    return found;
}

// "13周岁", "45岁".
bool age(std::string_view text) {
    for (const std::string_view unit : {"周岁", "岁"}) {
        for (auto at = text.find(unit); at != text.npos; at = text.find(unit, at + 1)) {
            std::size_t number = at;
            while (number > 0 && text[number - 1] >= '0' && text[number - 1] <= '9') --number;
            if (number < at && at - number <= 3) return true;
        }
    }
    return false;
}

// ",男," and "(女": the sex of somebody, no part of a word.
bool sex(std::string_view text) {
    for (const std::string_view word : {"男", "女"}) {
        for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 1)) {
            const bool left = at > 0 && (std::string_view(",( \t:").find(text[at - 1]) != std::string_view::npos ||
                                         text.substr(0, at).ends_with("、") || text.substr(0, at).ends_with("，"));
            const std::size_t after = at + word.size();
            const bool right = after >= text.size() || !han(text, after) || text.substr(after).starts_with("性,") || text.substr(after).starts_with("、");
            if (left && right) return true;
        }
    }
    return false;
}

// A cell that a name of two or three ideographs fills; 高血压 is the attribute itself.
bool name_in_cell(std::string_view text, std::string_view attribute) {
    for (auto tab = text.find('\t'); tab != text.npos; tab = text.find('\t', tab + 1)) {
        std::size_t begin = tab;
        while (begin > 0 && text[begin - 1] != '\t' && text[begin - 1] != '\n') --begin;
        const auto cell = text.substr(begin, tab - begin);
        if (cell != attribute && (cell.size() == 6 || cell.size() == 9) && common_surname(cell.substr(0, 3)) && han(cell, 3) && han(cell, cell.size() - 3)) return true;
    }
    return false;
}

// 王某, 李某某, 确诊病例3, 患者张三.
bool person(std::string_view text, std::string_view attribute) {
    constexpr std::array<std::string_view, 7> verbs{"患", "因", "信", "系", "为", "被", "有"};
    for (auto at = text.find("某"); at != text.npos; at = text.find("某", at + 3)) {
        if (at >= 3 && common_surname(text.substr(at - 3, 3))) return true;
    }
    for (const std::string_view word : {"确诊病例", "无症状感染者", "病例"}) {
        const auto at = text.find(word);
        if (at != text.npos && at + word.size() < text.size() && text[at + word.size()] >= '0' && text[at + word.size()] <= '9') return true;
    }
    for (const std::string_view word : {"患者", "姓名:", "学生", "本人系", "村民", "居民", "职工", "当事人", "被告人", "申请人", "死者", "伤者", "女儿", "儿子", "孩子", "妻子", "丈夫", "父亲", "母亲", "其父", "其母", "其妻", "其夫", "其子", "其女", "老人", "残疾人"}) {
        for (auto at = text.find(word); at != text.npos; at = text.find(word, at + 3)) {
            std::size_t name = at + word.size();
            while (name < text.size() && (text[name] == ':' || text[name] == ' ')) ++name;
            if (!common_surname(text.substr(name, 3)) || !han(text, name + 3)) continue;
            const auto ends = [&](std::size_t end) { return end >= text.size() || !han(text, end) || std::any_of(verbs.begin(), verbs.end(), [&](auto verb) { return text.substr(end).starts_with(verb); }); };
            if (ends(name + 6) || ends(name + 9)) return true;
        }
    }
    return name_in_cell(text, attribute);
}

}  // namespace

TextRange around_of_person(std::string_view text, std::size_t begin, std::size_t end) {
    const Sentence sentence = sentence_of(text, begin);
    // A row is one record, however wide.
    const bool row = text.substr(sentence.begin, sentence.end - sentence.begin).find('\t') != text.npos;
    const auto most = row ? longest_sentence : reach;
    return {std::max(sentence.begin, begin > most ? begin - most : 0), std::min(std::max(sentence.end, end), end + most)};
}

const char* person_in_sentence(std::string_view text, std::size_t begin, std::size_t end) {
    const Sentence sentence = sentence_of(text, begin);
    const std::size_t from = std::max(sentence.begin, begin > reach ? begin - reach : 0);
    const std::string_view window = text.substr(from, std::min(std::max(sentence.end, end), end + reach) - from);
    if (person(window, text.substr(begin, end - begin))) return "person";
    return sex(window) && age(window) ? "sex-and-age" : nullptr;
}

}  // namespace review
