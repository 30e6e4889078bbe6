#include <algorithm>
#include <array>

#include "scan/characters.hpp"
#include "scan/line_joints.hpp"
#include "scan/verifier.hpp"
#include "text/utf8.hpp"

namespace review {
namespace {

constexpr std::size_t longest_address = 150, longest_name = 42;  // bytes: fifty ideographs, fourteen

// What numbers of an address are counted in. Longer words before their beginnings.
constexpr std::array<std::string_view, 18> doors{"号街坊", "号楼", "号院", "号附", "单元", "支弄", "号", "栋", "幢", "座", "室", "组", "户", "层", "楼", "弄", "门", "房"};
constexpr std::array<std::string_view, 7> inner{"号楼", "单元", "栋", "幢", "座", "室", "户"};
constexpr std::array<std::string_view, 17> streets{"大道", "路", "街", "巷", "胡同", "弄", "村", "小区", "社区", "花园", "家园", "公寓",
                                                   "苑",   "里", "屯", "庄", "湾"};
// A place that has houses of its own; B区, 二期 part it.
constexpr std::array<std::string_view, 21> estates{"小区", "花园", "家园", "公寓", "新村", "广场", "大厦", "宿舍", "山庄", "社区", "城", "苑", "府", "庭", "居", "湾", "郡", "里",
                                                   "院", "区", "期"};
// An address begins behind these; what stands before tells of it.
constexpr std::array<std::string_view, 21> leads_to_address{"住所地", "家住", "现住", "居住", "住在", "住址", "地址", "住所", "位于", "住", "在", "于",
                                                 "至",   "到",   "为",   "是",   "往",   "址",   "从",   "和", "及"};
constexpr std::array<std::string_view, 16> home_labels{"寄送地址", "邮寄地址", "收件地址", "送达地址", "家庭住址", "家庭地址", "户籍地址", "户籍地", "户籍所在地", "现住址", "居住地",
                                                       "居住地址", "经常居住地", "住址", "家住", "现住"};


template <std::size_t Size>
bool has_one_of(std::string_view text, const std::array<std::string_view, Size>& words) {
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return text.find(word) != text.npos; });
}

template <std::size_t Size>
std::size_t starts_with_one_of(std::string_view text, const std::array<std::string_view, Size>& words) {
    for (const auto word : words) {
        if (text.starts_with(word)) return word.size();
    }
    return 0;
}

// Back over ideographs, digits and letters, to where the sentence begins or a word that leads to an address, and over so
// many ends of lines.
std::size_t address_begin(const Candidate& candidate, int lines) {
    const std::string_view text = candidate.text();
    const std::size_t end = candidate.end;
    std::size_t begin = end;
    while (begin > 0 && end - begin < longest_address) {
        if (candidate.ends_line(begin - 1) && lines-- > 0) {
            --begin;
            continue;
        }
        // (老粮站家属院): said of the place that stands before.
        if (text[begin - 1] == ')') {
            const auto open = text.rfind('(', begin - 1);
            if (open == text.npos || begin - open > longest_name || text.substr(open, begin - open).find('\n') != text.npos) break;
            begin = open;
            continue;
        }
        // "37 号", "12 号 2-301": office programs set digits apart from Han.
        const bool beside_digit = begin >= 2 && begin < text.size() && text[begin - 1] == ' ' && text[begin - 2] != ' ' &&
                                  (is_digit(text[begin - 2]) || is_digit(text[begin])) && (is_han(decode_utf8_before(text, begin - 1).value) || is_han(decode_utf8(text, begin).value));
        if (beside_digit) {
            --begin;
            continue;
        }
        const CodePoint point = decode_utf8_before(text, begin);
        const bool part = is_han(point.value) || (point.size == 1 && (is_digit(text[begin - 1]) || text[begin - 1] == '-' ||
                                                            (text[begin - 1] >= 'A' && text[begin - 1] <= 'Z')));
        if (!part) break;
        begin -= point.size;
    }
    const std::string_view whole = text.substr(begin, end - begin);
    std::size_t past = 0;
    for (const auto lead : leads_to_address) {
        const auto found = whole.rfind(lead);
        // 住 inside 住宅路 and the like leads nowhere: some ideographs of a place have to follow.
        if (found != whole.npos && found + lead.size() + 9 <= whole.size()) past = std::max(past, found + lead.size());
    }
    return begin + past;
}

bool of_number(char byte) { return is_digit(byte) || byte == '-' || byte == '#' || (byte >= 'A' && byte <= 'Z'); }

constexpr std::size_t longest_door = 24;

std::size_t past_one_of(std::string_view text, std::size_t at, std::string_view ideographs) {
    const auto found = at + 3 <= text.size() ? ideographs.find(text.substr(at, 3)) : ideographs.npos;
    return found != ideographs.npos && found % 3 == 0 ? at + 3 : at;
}

// 二〇一, 十二. Where it ends.
std::size_t numeral_end(std::string_view text, std::size_t at) {
    constexpr std::string_view numerals = "〇零一二三四五六七八九十百";
    for (std::size_t next = past_one_of(text, at, numerals); next > at; next = past_one_of(text, at, numerals)) at = next;
    return at;
}

// B3-1-1204, -3: as it stands, to the end of its digits and letters.
std::size_t written_number_end(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && end - at < longest_door && (of_number(text[end]) || (end > at && is_digit(text[end - 1]) && is_letter(text[end])))) ++end;
    while (end > at && !is_alphanumeric(text[end - 1])) --end;
    return end;
}

// What is written of a door alone, without what it counts: 401, 1-1-1204. A telephone, a year and a sum are none.
bool is_door_alone(std::string_view text, std::size_t begin, std::size_t end) {
    constexpr std::array<std::string_view, 9> counted{"年", "月", "日", "元", "人", "万", "亿", "平", "%"};
    std::size_t digits = 0, most = 0;
    for (const char byte : text.substr(begin, end - begin)) {
        digits = is_digit(byte) ? digits + 1 : 0;
        most = std::max(most, digits);
    }
    if (most == 0 || most > 5 || (end < text.size() && is_alphanumeric(text[end]))) return false;
    return starts_with_one_of(text.substr(end), counted) == 0 && !text.substr(end).starts_with('.');
}

// 12号之一, 12号甲.
std::size_t past_branch(std::string_view text, std::size_t end) {
    if (text.substr(end).starts_with("之")) {
        const std::size_t at = end + 3, next = std::max(numeral_end(text, at), written_number_end(text, at));
        return next > at && !(next < text.size() && is_alphanumeric(text[next])) ? next : end;
    }
    const auto next = past_one_of(text, end, "甲乙丙丁戊");
    return is_han(decode_utf8(text, next).value) ? end : next;
}

// 99号阳光花园B区12-2-602: the houses of an estate begin behind the number of the street. Where the first number of the estate ends, or `end`.
std::size_t door_of_estate(std::string_view text, std::size_t end) {
    std::size_t at = end, number = end;
    bool named = false;
    while (at < text.size() && at - end < longest_name) {
        const std::size_t from = at;
        at = written_number_end(text, at);
        if (at > from && is_digit(text[at - 1]) && named) number = at;
        if (number > end) break;
        const CodePoint point = decode_utf8(text, at);
        if (!is_han(point.value)) break;
        at += point.size;
        named = named || std::any_of(estates.begin(), estates.end(), [&](auto word) { return text.substr(end, at - end).ends_with(word); });
    }
    if (number == end) return end;
    const auto unit = starts_with_one_of(text.substr(number), doors);
    // "99号社区2026年": a number alone may be anything.
    return unit > 0 ? number + unit : text.substr(end, number - end).find('-') != std::string_view::npos ? number : end;
}

// The end of the first number and what it counts. The matcher saw a piece: 229号 of 229号院, 1-12 of 1-1204.
std::size_t first_door_end(std::string_view text, std::size_t end) {
    while (end < text.size() && end > 0 && is_alphanumeric(text[end - 1]) && (is_alphanumeric(text[end]) || (text[end] == '-' && end + 1 < text.size() && is_alphanumeric(text[end + 1])))) {
        end += text[end] == '-' ? 2 : 1;
    }
    if (!text.substr(0, end).ends_with("号")) return end;
    for (const std::string_view rest : {"街坊", "院", "楼"}) if (text.substr(end).starts_with(rest)) return end + rest.size();
    return end;
}

// On over further doors: "1号2栋3单元401室", "401".
std::size_t address_end(const Candidate& candidate) {
    const std::string_view text = candidate.text();
    std::size_t end = first_door_end(text, candidate.end);
    for (bool estate = false; end - candidate.end < longest_address;) {
        const std::size_t behind = end + (candidate.ends_line(end) ? 1 : 0);
        if (const auto branch = past_branch(text, behind); branch > behind) {
            end = branch;
            continue;
        }
        // One blank or comma may stand between doors, as well as the end of a line.
        std::size_t from = behind;
        const bool apart = from < text.size() && (text[from] == ' ' || text[from] == ',') && !(from == end && candidate.ends_line(end));
        from += apart ? 1 : 0;
        if (apart && candidate.ends_line(from)) ++from;
        if (text.substr(from).starts_with("附") && from + 3 < text.size() && is_digit(text[from + 3])) from += 3;
        const std::size_t written = written_number_end(text, from);
        std::size_t next = std::max(written, numeral_end(text, from));
        // 西单元, 东户.
        if (next == from) next = past_one_of(text, from, "东西南北");
        std::size_t counted = next;
        if (next > from && next + 1 < text.size() && text[next] == ' ' && starts_with_one_of(text.substr(next + 1), doors) > 0) ++counted;
        const auto unit = next > from ? starts_with_one_of(text.substr(counted), doors) : 0;
        const bool dashed = written > from && text[from] == '-';
        if (unit > 0) end = first_door_end(text, counted + unit);
        else if (written > from && (from == end || apart) && (written - from >= 3 || dashed) && is_door_alone(text, from, written)) end = written;
        else if (const auto beyond = estate ? end : door_of_estate(text, end); beyond > end) end = beyond, estate = true;
        else return end;
    }
    return end;
}

// Whether a place is named in front of the first number. `numeral`: where that is written as a word (二组).
struct Front {
    std::size_t number;
    bool named;
};

Front front_of(std::string_view whole, std::size_t numeral) {
    const auto digits = whole.find_first_of("0123456789");
    const auto number = digits == whole.npos ? numeral : digits;
    return {number, number >= 6 && !whole.substr(0, number).ends_with("第") && has_one_of(whole.substr(0, number), streets)};
}

// A postcode, a telephone, the number of a row, an age, a date: what stands before an address and is none of it ends here.
bool ends_other_number(std::string_view text, std::size_t from, std::size_t at) {
    constexpr std::array<std::string_view, 3> of_date{"年", "月", "日"};
    if (!is_han(decode_utf8(text, at).value) || starts_with_one_of(text.substr(at), doors) > 0) return false;
    const auto before = text.substr(from, at - from);
    if (before.ends_with(' ')) return before.size() > 1 && is_digit(before[before.size() - 2]);
    // Six digits without a blank: no door has so many, and narrow columns of a page stand close.
    if (!before.empty() && is_digit(before.back())) return before.size() > 5 && std::all_of(before.end() - 6, before.end(), is_digit);
    if (before.ends_with(')')) return before.size() > 2 && is_digit(before[before.size() - 2]);
    return std::any_of(of_date.begin(), of_date.end(), [&](auto word) { return before.ends_with(word) && before.size() > word.size() && is_digit(before[before.size() - word.size() - 1]); });
}

// Where an address begins in what stands before its door: at `from`, unless no place is named there but behind another number.
std::size_t named_from(std::string_view text, std::size_t from, std::size_t door, std::size_t end) {
    const auto named = [&](std::size_t at) { return front_of(text.substr(at, end - at), door - at - std::min<std::size_t>(6, door - at)).named; };
    if (named(from)) return from;
    for (std::size_t at = from + 1; at < door; ++at) {
        if (ends_other_number(text, from, at) && named(at)) return at;
    }
    return from;
}

}  // namespace

// 条例 15; a street is published, a door is not. The matcher saw a number and a door: `end` is the byte after it.
std::optional<Verdict> verify_address(const Candidate& candidate) {
    const std::string_view text = candidate.text();
    const std::size_t end = address_end(candidate);
    // A narrow cell breaks an address two or three times; a line before one that has a street of its own is another matter,
    // unless its paragraph goes on.
    const auto broken_before = [&](std::size_t at) { return at > 0 && text[at - 1] == '\n' && paragraph_goes_on(text, at - 1); };
    bool street = false;
    std::size_t begin = candidate.end;
    for (int lines = 0; lines < 4 && (!street || broken_before(begin)); ++lines) {
        const std::size_t from = named_from(text, address_begin(candidate, lines), candidate.end, end);
        const auto [number, named] = front_of(text.substr(from, end - from), candidate.end - from - std::min<std::size_t>(6, candidate.end - from));
        const bool at_line = from > 0 && candidate.ends_line(from - 1);
        if (number < 6 && lines == 0 && !at_line) return {};
        if (street && (!named || from == begin)) break;
        street = named;
        begin = from;
        if (!street && !at_line) return {};
    }
    if (!street) return {};
    const std::string_view address = text.substr(begin, end - begin);
    Verdict verdict{begin, end, Likelihood::possible, {}, {}};
    const auto window = text.substr(begin > 60 ? begin - 60 : 0, begin > 60 ? 60 : begin);
    const bool home = has_one_of(window, home_labels);
    const bool village = address.find("村") != address.npos && address.find("组") != address.npos;
    const bool dashed = end > 3 && is_digit(text[end - 1]) && address.find('-') != address.npos;  // 12-2-602
    if (dashed || has_one_of(address, inner)) verdict.evidence.push_back("door"), verdict.likelihood = Likelihood::likely;
    else if (village) verdict.evidence.push_back("village-group"), verdict.likelihood = Likelihood::likely;
    else verdict.evidence.push_back("house-number");
    const bool office = note_label(candidate, verdict);
    if (home) {
        verdict.likelihood = verdict.likelihood == Likelihood::likely ? Likelihood::certain : Likelihood::likely;
        verdict.evidence.push_back("home");
    } else if (office) {
        // 条例 20(2): where an office is has to be published.
        verdict.likelihood = Likelihood::possible;
        verdict.severity = Severity::low;
    }
    return verdict;
}

}  // namespace review
