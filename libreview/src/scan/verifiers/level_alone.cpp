#include <array>
#include <string>
#include <vector>

#include "scan/characters.hpp"
#include "scan/verifier.hpp"
#include "text/utf8.hpp"
#include "text/views.hpp"

namespace review {
namespace {

constexpr std::size_t longest_marking = 90, level_bytes = 6;

bool mark(std::string_view text) {
    constexpr std::string_view ascii = " \t,.:;()[]\"";
    constexpr std::array<std::string_view, 9> others{"【", "】", "〔", "〕", "《", "》", "、", "“", "”"};
    if (!text.empty() && ascii.find(text[0]) != ascii.npos) return true;
    for (const auto one : others) if (text.starts_with(one)) return true;
    return false;
}

// What is left of the line beside the level: marks, and a period as 7.2.2 has it.
bool only_marks(std::string_view text) {
    constexpr std::array<std::string_view, 17> period{"个月", "年", "月", "日", "天", "长期", "〇", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
    while (!text.empty()) {
        std::size_t size = mark(text) || is_digit(text[0]) ? decode_utf8(text, 0).size : 0;
        for (const auto word : period) if (size == 0 && text.starts_with(word)) size = word.size();
        if (size == 0) return false;
        text.remove_prefix(size);
    }
    return true;
}

// What says that a level comes behind it; blanks set its ideographs apart (密　级).
constexpr std::array<std::string_view, 8> level_labels{"密级", "等级", "级别", "定密", "密级和保密期限", "密级及保密期限", "密级与期限", "密级标识"};

// Where the label ends that is the last of the line before the level; npos: none.
std::size_t behind_label(std::string_view before) {
    std::string squeezed;
    std::vector<std::size_t> ends;  // by byte of `squeezed`, in `before`
    for (std::size_t at = 0; at < before.size(); ++at) {
        if (before[at] != ' ') squeezed += before[at], ends.push_back(at + 1);
    }
    std::size_t last = before.npos;
    for (const auto label : level_labels) {
        const auto found = squeezed.rfind(label);
        if (found == squeezed.npos) continue;
        const std::size_t end = ends[found + label.size() - 1];
        if (last == before.npos || end > last) last = end;
    }
    return last;
}

// 鄂办发电〔2026〕33号: the level of a telegram stands behind its number.
bool ends_with_number_of_document(std::string_view before) {
    while (before.ends_with(' ')) before.remove_suffix(1);
    if (!before.ends_with("号")) return false;
    before.remove_suffix(std::string_view("号").size());
    const auto digits = before.find_last_not_of("0123456789");
    if (digits == before.npos || digits + 1 == before.size()) return false;
    before = before.substr(0, digits + 1);
    for (const std::string_view close : {"〕", "]", ")", "】"}) {
        if (before.ends_with(close)) return true;
    }
    return false;
}

}  // namespace

// The level where nothing else stands on its line or in its cell, behind 密级 or the number of a telegram, or in brackets of its own behind what it is the level of.
// Statutes have the words in sentences.
std::optional<Verdict> verify_level_alone(const Candidate& candidate) {
    const std::string_view text = candidate.text();
    const std::size_t begin = candidate.end - level_bytes;
    Verdict verdict{begin, candidate.end, Likelihood::likely, {}, {}};
    const auto bracketed = [&](std::string_view open, std::string_view close) {
        return text.substr(0, begin).ends_with(open) && text.substr(candidate.end).starts_with(close);
    };
    const std::string_view whole = candidate.line_of(begin, candidate.end, longest_marking);
    if (whole.empty() && !bracketed("(", ")")) return {};
    std::string line = in_view(ViewKind::base, whole);
    // The joined view has no tabs: it is for 机　密.
    if (line.find(text.substr(begin, level_bytes)) == line.npos) line = in_view(ViewKind::joined, whole);
    const auto at = line.find(text.substr(begin, level_bytes));
    if (at != line.npos) {
        const std::string_view before = std::string_view(line).substr(0, at), behind = std::string_view(line).substr(at + level_bytes);
        const auto label = behind_label(before);
        const bool labelled = label != before.npos && only_marks(before.substr(label));
        const auto cell = behind.substr(0, std::min(behind.find('\t'), behind.size()));
        const bool numbered = ends_with_number_of_document(before) && only_marks(behind);
        if ((only_marks(before) && only_marks(behind)) || (labelled && only_marks(cell)) || numbered) {
            // A period belongs to the marking; it ends with its line.
            const auto last = static_cast<std::size_t>(whole.data() - candidate.part.text.data()) + whole.size();
            std::size_t end = candidate.end;
            while (!labelled && end < text.size() && candidate.view.origin(end, end + 1).end <= last && text[end] != '\t') ++end;
            while (end > candidate.end && mark(text.substr(end - 1)) && text[end - 1] != ')') --end;
            const bool has_period = text.substr(candidate.end, end - candidate.end).find_first_of("0123456789") != text.npos || end - candidate.end >= level_bytes;
            if (has_period) verdict.end = end, verdict.evidence.push_back("period");
            verdict.evidence.push_back(labelled ? "label:密级" : numbered ? "behind-number" : "own-line");
            return verdict;
        }
    }
    if (bracketed("(", ")")) {
        verdict.likelihood = Likelihood::possible;
        verdict.evidence.push_back("in-brackets");
        return verdict;
    }
    return {};
}

}  // namespace review
