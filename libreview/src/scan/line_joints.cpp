#include "scan/line_joints.hpp"

#include <algorithm>
#include <array>

#include "scan/characters.hpp"
#include "scan/masked_run.hpp"
#include "text/utf8.hpp"

namespace review {
namespace {

constexpr std::size_t joint_reach = 180, longest_token = 64, longest_beside_joint = 600;  // bytes
constexpr std::size_t most_chained = 400;                                  // of a line between two joints

// Of numbers, addresses in the net and names of accounts.
constexpr auto token_bytes = [] {
    std::array<bool, 256> table{};
    for (int byte = 0; byte < 0x80; ++byte) table[static_cast<std::size_t>(byte)] = is_alphanumeric(static_cast<char>(byte));
    for (const char byte : std::string_view("@._%+-*!#$&=~/:")) table[static_cast<unsigned char>(byte)] = true;
    return table;
}();
bool of_token(char byte) { return token_bytes[static_cast<unsigned char>(byte)]; }

bool in_middle(std::string_view text, std::size_t at) { return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xc0) == 0x80; }

bool is_high(char byte) { return (byte & 0x80) != 0; }

std::uint32_t pair_key(char32_t before, char32_t behind) { return static_cast<std::uint32_t>(before) * 31 + static_cast<std::uint32_t>(behind); }

std::size_t line_begin(std::string_view text, std::size_t at, std::size_t most) {
    std::size_t begin = at;
    while (begin > 0 && at - begin < most && text[begin - 1] != '\n') --begin;
    while (in_middle(text, begin)) ++begin;
    return begin;
}

std::size_t line_end(std::string_view text, std::size_t at, std::size_t most) {
    std::size_t end = at;
    while (end < text.size() && end - at < most && text[end] != '\n') ++end;
    while (end > at && in_middle(text, end)) --end;
    return end;
}

bool has_tab(std::string_view text, std::size_t begin, std::size_t end) { return text.substr(begin, end - begin).find('\t') != text.npos; }

// "1. ", "12、", "2026年", "E-mail:": something else begins there.
bool begins_anew(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && end - at < 20 && (is_alphanumeric(text[end]) || text[end] == '-')) ++end;
    const auto rest = text.substr(end);
    if (rest.starts_with(':') || rest.starts_with(" :")) return true;
    const auto token = text.substr(at, end - at);
    if (token.find_first_not_of("0123456789") != token.npos) return false;
    if (token.size() == 4 && rest.starts_with("年") && (token.starts_with("19") || token.starts_with("20"))) return true;
    if (token.size() > 2) return false;
    const bool point = rest.starts_with('.') && (rest.size() < 2 || !is_alphanumeric(rest[1]));
    return point || rest.starts_with(')') || rest.starts_with("、");
}

std::size_t end_of_token(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && end - at < longest_token && of_token(text[end])) ++end;
    return end;
}

std::size_t begin_of_token(std::string_view text, std::size_t at) {
    std::size_t begin = at;
    while (begin > 0 && at - begin < longest_token && of_token(text[begin - 1])) --begin;
    return begin;
}

// Lines that a width has broken go on anyhow; these begin something of their own: HOST=x, a word of a sentence, "- item", "# remark", @name below
// @name, 3号楼 behind a name of letters, a telephone behind a number.
bool is_own_line(std::string_view text, std::size_t before, std::size_t behind) {
    auto half = text.substr(begin_of_token(text, before), before - begin_of_token(text, before));
    half.remove_prefix(half.find_last_of(":=") + 1);  // npos + 1 is 0
    const std::size_t end = end_of_token(text, behind);
    const auto next = text.substr(behind, end - behind);
    const bool ends = end >= text.size() || text[end] == ' ' || text[end] == '\n';
    const auto digits = [](std::string_view word) { return !word.empty() && word.find_first_not_of("0123456789") == word.npos; };
    if (text[behind] == '#' || next.starts_with("//") || ((text[behind] == '-' || text[behind] == '*') && next.size() == 1)) return true;
    if (const auto sign = next.find('='); sign != next.npos && sign > 0 && std::all_of(next.begin(), next.begin() + static_cast<std::ptrdiff_t>(sign), [](char c) { return is_alphanumeric(c) || c == '_' || c == '.' || c == '-'; })) return true;
    if (text[behind] == '@' && half.find('@') != half.npos) return true;
    if (half.ends_with('.') && text[behind] >= 'A' && text[behind] <= 'Z') return true;
    const auto upper = [](char byte) { return byte >= 'A' && byte <= 'Z'; };
    const bool shouted = std::all_of(next.begin(), next.end(), upper) && (upper(text[before - 1]) || is_digit(text[before - 1]));
    if (ends && !shouted && is_alphanumeric(text[before - 1]) && std::all_of(next.begin(), next.end(), is_letter)) return true;
    constexpr std::array<std::string_view, 16> counted{"楼", "栋", "幢", "室", "单元", "层", "岁", "年", "月", "日", "万", "元", "个", "人", "号楼", "号院"};
    const bool counts = digits(next) && next.size() <= 3 && std::any_of(counted.begin(), counted.end(), [&](auto unit) { return text.substr(end).starts_with(unit); });
    if (counts && std::any_of(half.begin(), half.end(), is_letter)) return true;
    return digits(half) && half.size() >= 8 && digits(next) && next.size() == 11 && next[0] == '1' && next[1] >= '3';
}

// somebody@example.com over Abstract: the address is at its end.
bool ends_address(std::string_view half, char behind) {
    constexpr std::array<std::string_view, 7> top_levels{"com", "cn", "net", "org", "gov", "edu", "info"};
    // A full stop behind it.
    if (half.ends_with('.') && behind >= 'A' && behind <= 'Z') half.remove_suffix(1);
    const auto at = half.rfind('@'), dot = half.rfind('.');
    if (at == half.npos || dot == half.npos || dot < at || behind == '.') return false;
    const auto top = half.substr(dot + 1);
    return (behind >= 'A' && behind <= 'Z' && top.size() >= 2) || std::find(top_levels.begin(), top_levels.end(), top) != top_levels.end();
}

// "write an e-mail" over somebody@example.com: a word between blanks, and no value behind a colon.
bool is_word_of_sentence(std::string_view text, std::size_t begin, std::string_view half) {
    const bool word = std::all_of(half.begin(), half.end(), [](char byte) { return is_letter(byte) || byte == '-' || byte == '.'; });
    if (word && half.ends_with("mail")) return true;
    if (!word || (begin > 0 && text[begin - 1] != ' ' && text[begin - 1] != '\n')) return false;
    const auto last = text.substr(0, begin).find_last_not_of(' ');
    return last == text.npos || text[last] != ':';
}

// What begins in front of the joint and ends behind it is more than words: a digit is in it, or a mark of an address in the net.
bool breaks_token(std::string_view text, std::size_t before, std::size_t behind) {
    const std::size_t begin = begin_of_token(text, before), end = end_of_token(text, behind);
    // A list or a column has one token a line; a width breaks lines that hold more.
    const bool line = text[behind - 1] == '\n';
    const bool alone = (begin == 0 || text[begin - 1] == '\n') && text.substr(begin, before - begin).find_first_of("=:") == text.npos;
    if (line && (alone || is_own_line(text, before, behind))) return false;
    const auto speaks = [](std::string_view half) { return half.find_first_of("0123456789@_") != half.npos; };
    const auto half = text.substr(begin, before - begin);
    if (ends_address(half, text[behind]) || is_word_of_sentence(text, begin, half)) return false;
    const auto of_number = [](char byte) { return is_digit(byte) || byte == '-'; };
    const bool number = of_number(text[before - 1]) && of_number(text[behind]);
    return (number || before - begin + end - behind >= 4) && (speaks(text.substr(begin, before - begin)) || speaks(text.substr(behind, end - behind)));
}

bool begins_with_unit(std::string_view text) {
    constexpr std::array<std::string_view, 28> units{"岁", "周", "年", "月", "日", "号", "栋", "幢", "座", "单", "室", "楼", "层", "组", "户", "房", "门", "院", "弄", "学", "警", "挂", "区", "巷", "之",
                                                "万", "亿", "元"};
    return std::any_of(units.begin(), units.end(), [&](auto unit) { return text.starts_with(unit); });
}

// 鄂 of a number plate, 第 of a number, 年 of a date, 区 before a door.
bool leads_to_number(std::string_view text) {
    constexpr std::string_view leads = "京津冀晋蒙辽吉黑沪苏浙皖闽赣鲁豫鄂湘粤桂琼渝川贵云藏陕甘青宁新港澳使第路街巷道年月号栋幢院区期城苑园附之元门楼经纬";
    // None of them begins as signs do.
    if (text.size() < 3 || static_cast<unsigned char>(text[text.size() - 3]) < 0xe4) return false;
    const auto found = leads.find(text.substr(text.size() - 3));
    return found != leads.npos && found % 3 == 0;
}

// 二〇 over 一室, 号 over 三单元.
bool breaks_numeral(std::string_view text, std::size_t before, std::size_t behind) {
    constexpr std::u32string_view numerals = U"〇零一二三四五六七八九十百";
    const auto is_numeral = [&](const CodePoint& point) { return numerals.find(point.value) != numerals.npos; };
    const bool last = is_numeral(decode_utf8_before(text, before)), first = is_numeral(decode_utf8(text, behind));
    return last ? first || begins_with_unit(text.substr(behind)) : first && leads_to_number(text.substr(0, before));
}

// The dot of 阿卜杜拉·麦提 and of 鄂C·A1234, and the sign of degrees.
bool is_dot_of_value(char32_t point) {
    constexpr std::u32string_view dots = U"·•・‧∙⋅°";
    return dots.find(point) != dots.npos;
}

// Bytes of UTF-8 that such dots begin with, and those that they end with.
bool begins_dot(char byte) { return byte == '\xc2' || byte == '\xe2' || byte == '\xe3'; }
bool ends_dot(char byte) { return std::string_view("\xb7\xa2\xbb\xa7\x99\x85\xb0").find(byte) != std::string_view::npos; }

// A123456( 3 ) and 1 ,234 ,567: the mark belongs to the digits.
bool breaks_marked_number(std::string_view text, std::size_t before, std::size_t behind) {
    const char last = text[before - 1], first = text[behind];
    const char beside = before > 1 ? text[before - 2] : ' ', next = behind + 1 < text.size() ? text[behind + 1] : ' ';
    const auto closes = [&](std::size_t at) { return at < text.size() && text[at] == ')'; };
    if (first == '(') return is_digit(last) && closes(behind + 2);
    if (last == '(') return is_digit(beside) && closes(behind + 1);
    if (first == ')') return beside == '(' && is_alphanumeric(last);
    return (first == ',' && is_digit(last) && is_digit(next)) || (last == ',' && is_digit(beside) && is_digit(first));
}

// 420302████ over ████0015. A digit on one side of the joint alone (6222____ over 0009) may be the next row of a list, where the line is nothing else.
bool breaks_mask(std::string_view text, std::size_t before, std::size_t behind) {
    constexpr std::size_t most = 40;  // digits and covers
    const bool digit_before = is_digit(text[before - 1]), digit_behind = is_digit(text[behind]);
    if (digit_before && digit_behind) return false;
    bool digits = false;
    std::size_t begin = before, end = behind;
    for (std::size_t units = 0; units < most; ++units) {
        const auto size = mask_unit_before(text, begin);
        if (size == 0) break;
        begin -= size;
        digits = digits || is_digit(text[begin]);
    }
    for (std::size_t units = 0; units < most; ++units) {
        const auto size = mask_unit_at(text, end);
        if (size == 0) break;
        digits = digits || is_digit(text[end]);
        end += size;
    }
    if (begin == before || end == behind || !digits) return false;
    const bool alone = begin == 0 || text[begin - 1] == '\n';
    return (!digit_before && !digit_behind) || !alone;
}

std::size_t width_of(std::string_view line) {
    std::size_t width = 0;
    for (const char byte : line) width += (byte & 0xc0) == 0xc0 ? 2 : (byte & 0x80) ? 0 : 1;
    return width;
}

}  // namespace

LineJoints::Piece LineJoints::keep(std::string_view word) {
    const auto begin = static_cast<std::uint32_t>(words_.size());
    words_ += word;
    return {begin, static_cast<std::uint32_t>(words_.size())};
}

// The first of its slot, whose others come after it.
void LineJoints::link(std::uint32_t number) {
    auto& split = splits_[number - 1];
    auto& first = first_[split.key % first_.size()];
    split.next = first;
    first = number;
}

void LineJoints::add_split(Piece before, Piece behind) {
    const auto key = pair_key(decode_utf8_before(text_of(before), before.end - before.begin).value, decode_utf8(text_of(behind), 0).value);
    known_.set(key & 0xffff);
    splits_.push_back({key, 0, before, behind});
    const auto count = static_cast<std::uint32_t>(splits_.size());
    if (count <= first_.size()) return link(count);
    first_.assign(2 * first_.size(), 0);
    for (std::uint32_t number = 1; number <= count; ++number) link(number);
}

void LineJoints::add_splits(Piece piece) {
    const auto word = text_of(piece);
    for (std::size_t at = decode_utf8(word, 0).size; at < word.size(); at += std::max<std::size_t>(decode_utf8(word, at).size, 1)) {
        const auto before = decode_utf8_before(word, at), behind = decode_utf8(word, at);
        if (!is_han(before.value) && !is_han(behind.value)) continue;  // letters and digits are looked at anyway
        const auto joint = piece.begin + static_cast<std::uint32_t>(at);
        add_split({piece.begin, joint}, {joint, piece.end});
    }
}

void LineJoints::add_word(std::string_view word) { add_splits(keep(word)); }

void LineJoints::add_label(std::string_view label) {
    const auto word = keep(label);
    add_splits(word);
    for (const std::string_view behind : {"", ":", "号", "编号"}) add_split(word, keep(behind));
}

bool LineJoints::breaks_word(std::string_view text, Joint joint) const {
    const auto before = decode_utf8_before(text, joint.begin).value;
    const auto behind = is_alphanumeric(text[joint.end]) && is_han(before) ? 0 : decode_utf8(text, joint.end).value;
    const auto key = pair_key(before, behind);
    if (!known_.test(key & 0xffff)) return false;
    for (auto number = first_[key % first_.size()]; number != 0; number = splits_[number - 1].next) {
        const auto& one = splits_[number - 1];
        if (one.key == key && text.substr(0, joint.begin).ends_with(text_of(one.before)) && text.substr(joint.end).starts_with(text_of(one.behind))) return true;
    }
    return false;
}

bool LineJoints::breaks(std::string_view text, Joint joint) const {
    const char before = text[joint.begin - 1], behind = text[joint.end];
    // Most lines end with a mark, and those of English with a word.
    const auto byte = static_cast<unsigned char>(behind);
    const bool han = byte >= 0xe3 && byte <= 0xf0;
    const bool at_dot = (begins_dot(behind) && is_dot_of_value(decode_utf8(text, joint.end).value)) || (ends_dot(before) && is_dot_of_value(decode_utf8_before(text, joint.begin).value));
    if (at_dot) return true;
    // Of all lines a few end so.
    const auto may_cover = [&](char one, std::size_t beside) { return is_high(one) || std::string_view("*#_?").find(one) != std::string_view::npos || (one == '.' && beside < text.size() && text[beside] == one); };
    if ((may_cover(before, joint.begin - 2) || may_cover(behind, joint.end + 1)) && !han && breaks_mask(text, joint.begin, joint.end)) return true;
    if (!han && byte >= 0x80) return false;
    if (text[joint.begin] == ' ' && !is_alphanumeric(before) && !is_high(before)) return false;
    if (of_token(before) && of_token(behind)) return breaks_token(text, joint.begin, joint.end) && !begins_anew(text, joint.end);
    if (breaks_marked_number(text, joint.begin, joint.end)) return true;
    if (han && before == '.') return joint.begin > 1 && is_high(text[joint.begin - 2]);
    if (behind == '.' && is_high(before)) return true;
    if (han && (is_digit(before) || (before >= 'A' && before <= 'Z')) && begins_with_unit(text.substr(joint.end))) return true;
    if (!han && is_high(before) && of_token(behind) && leads_to_number(text.substr(0, joint.begin)) && !begins_anew(text, joint.end)) return true;
    if (han && is_high(before) && breaks_numeral(text, joint.begin, joint.end)) return true;
    return (han || is_high(before)) && breaks_word(text, joint);
}

// Finds the joints of a text, and writes what stands around them.
class LineJoints::Reader {
public:
    Reader(const LineJoints& words, const TextView& base, const Part& part, TextView& out)
        : words_(words), base_(base), part_(part), text_(base.text()), out_(out) {}

    void read() {
        for (std::size_t at = next_end(0); at < text_.size(); at = next_end(at + 1)) {
            Joint joint{at, at + 1};
            while (joint.begin > 0 && at - joint.begin < 3 && text_[joint.begin - 1] == ' ') --joint.begin;
            if (joint.begin == 0 || joint.end >= text_.size() || is_blank(text_[joint.begin - 1]) || is_blank(text_[joint.end])) continue;
            if (words_.breaks(text_, joint)) take(joint, text_[at] == '\n');
        }
        write();
    }

private:
    static bool is_blank(char byte) { return byte == ' ' || byte == '\t' || byte == '\n'; }

    // A line feed, or the blank that stands for one in a cell.
    std::size_t next_end(std::size_t at) const {
        if (part_.cell_lines.empty()) return std::min(text_.find('\n', at), text_.size());
        for (at = text_.find_first_of(" \n", at); at < text_.size(); at = text_.find_first_of(" \n", at + 1)) {
            if (text_[at] == '\n' || part_.text[base_.origin(at, at + 1).begin] == '\n') return at;
        }
        return text_.size();
    }

    // Rows of a table are no lines of a paragraph; the lines of one cell are one.
    void take(Joint joint, bool line) {
        if (line && has_tab(text_, line_begin(text_, joint.begin, longest_beside_joint), line_end(text_, joint.end, longest_beside_joint))) return;
        const bool chained = !chain_.empty() && joint.begin - chain_.back().end < most_chained &&
                             text_.substr(chain_.back().end, joint.begin - chain_.back().end).find('\n') == text_.npos;
        if (!chained) write();
        chain_.push_back(joint);
    }

    // With the line before it, where a label may stand.
    std::size_t stretch_begin() const {
        const std::size_t at = chain_.front().begin, own = line_begin(text_, at, joint_reach);
        if (own == 0 || text_[own - 1] != '\n') return own;
        const std::size_t before = line_begin(text_, own - 1, joint_reach);
        return at - before < joint_reach && !has_tab(text_, before, own) ? before : own;
    }

    void mark(std::string_view written, std::size_t at) { out_.put(written, at, at + 1); }

    void write() {
        if (chain_.empty()) return;
        // Nothing is found over it, no column goes on behind it.
        constexpr std::string_view apart = "\n\u2042\n\u2042\n\u2042\n\u2042\n", cut = "\u2042";
        const std::size_t begin = stretch_begin(), end = line_end(text_, chain_.back().end, joint_reach);
        mark(apart, begin);
        if (begin > 0 && text_[begin - 1] != '\n') mark(cut, begin);
        std::size_t at = begin;
        for (const Joint& joint : chain_) {
            out_.put(text_.substr(at, joint.begin - at), at, joint.begin);
            at = joint.end;
        }
        out_.put(text_.substr(at, end - at), at, end);
        if (end < text_.size() && text_[end] != '\n') mark(cut, end);
        mark(apart, chain_.back().end);
        chain_.clear();
    }

    const LineJoints& words_;
    const TextView& base_;
    const Part& part_;
    std::string_view text_;
    TextView& out_;
    std::vector<Joint> chain_;
};

void LineJoints::write(const TextView& base, const Part& part, TextView& view) const { Reader(*this, base, part, view).read(); }

bool paragraph_goes_on(std::string_view text, std::size_t at) {
    constexpr std::array<std::string_view, 6> stops{"。", ";", ":", "!", "?", "…"};
    const auto begin = line_begin(text, at, longest_beside_joint), end = line_end(text, at + 1, longest_beside_joint);
    const auto line = text.substr(begin, at - begin), next = text.substr(at + 1, end - at - 1);
    if (line.empty() || next.empty() || next[0] == ' ' || has_tab(text, begin, end)) return false;
    if (std::any_of(stops.begin(), stops.end(), [&](auto stop) { return line.ends_with(stop); }) || begins_anew(text, at + 1)) return false;
    // The last line of a paragraph may be short, no other one; and a form has shorter ones.
    constexpr std::size_t ragged = 6, least_width = 16;
    return width_of(line) >= least_width && width_of(line) + ragged >= width_of(next);
}

ValueOverLines value_over_lines(const TextView& view, const Part& part, std::size_t at, std::size_t longest) {
    const std::string_view text = view.text();
    const auto ends_cell_line = [&](std::size_t i) { return text[i] == ' ' && !part.cell_lines.empty() && part.text[view.origin(i, i + 1).begin] == '\n'; };
    ValueOverLines value;
    bool over = false;
    // A row of a table ends with its line.
    const auto in_row = [&](std::size_t i) { return has_tab(text, line_begin(text, i, longest_beside_joint), line_end(text, i + 1, longest_beside_joint)); };
    for (; at < text.size() && text[at] != '\t' && value.text.size() < longest; ++at) {
        if ((text[at] == '\n' || ends_cell_line(at)) && at + 1 < text.size() && !value.text.empty()) {
            const bool token = of_token(value.text.back()) && of_token(text[at + 1]) && !begins_anew(text, at + 1) && (text[at] != '\n' || !is_own_line(text, at, at + 1));
            const bool words = is_han(decode_utf8_before(value.text, value.text.size()).value) && is_han(decode_utf8(text, at + 1).value) && paragraph_goes_on(text, at);
            if ((token || words) && (text[at] == ' ' || !in_row(at))) {
                over = true;
                continue;
            }
        }
        if (text[at] == '\n') break;
        value.text += text[at];
        value.at.push_back(at);
    }
    if (!over) return {};
    while (!value.text.empty() && in_middle(text, at)) --at, value.text.pop_back(), value.at.pop_back();
    return value;
}

}  // namespace review
