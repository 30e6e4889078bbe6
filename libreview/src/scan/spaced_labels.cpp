#include "scan/spaced_labels.hpp"

#include <algorithm>
#include <cstdint>
#include <vector>

#include <review/bytes.hpp>

#include "base/wide_loops.hpp"
#include "scan/characters.hpp"
#include "text/utf8.hpp"

namespace review {
namespace {

constexpr std::size_t most_blanks = 8;       // between two ideographs of a word
constexpr std::size_t longest_run = 256;     // ideographs looked at at once

bool is_beyond_ascii(char byte) { return (byte & 0x80) != 0; }

std::size_t key_of_pair(char32_t first, char32_t second) { return (static_cast<std::size_t>(first) * 31 + static_cast<std::size_t>(second)) & 0xffff; }

// The blanks between two ideographs that begin at `at`; 0: none, or too many.
std::size_t gap_at(std::string_view text, std::size_t at) {
    std::size_t end = at;
    while (end < text.size() && text[end] == ' ' && end - at <= most_blanks) ++end;
    return end - at <= most_blanks && is_han(decode_utf8(text, end).value) ? end - at : 0;
}

// bytes[-1] is there.
REVIEW_WIDE bool blank_in(const std::uint8_t* bytes, std::size_t size) {
    std::uint8_t any = 0;
    for (std::size_t i = 0; i < size; ++i) any |= static_cast<std::uint8_t>((bytes[i] == ' ') & (bytes[static_cast<std::ptrdiff_t>(i) - 1] >= 0x80));
    return any != 0;
}

// The first blank at or after `at` behind a character beyond ASCII: the words of English have none.
std::size_t next_blank(std::string_view text, std::size_t at) {
    constexpr std::size_t step = 64;
    const auto* const bytes = as_bytes(text).data();
    at = std::max<std::size_t>(at, 1);
    while (at + step <= text.size() && !blank_in(bytes + at, step)) at += step;
    while (at < text.size() && !(text[at] == ' ' && is_beyond_ascii(text[at - 1]))) ++at;
    return at;
}

}  // namespace

std::string without_blanks_in_words(std::string_view text) {
    std::string out;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const auto next = text[at] == ' ' ? text.find_first_not_of(' ', at) : at;
        const bool inside = next != at && next != text.npos && is_beyond_ascii(text[next]) && !out.empty() && is_beyond_ascii(out.back());
        if (inside) at = next;
        out += text[at];
    }
    return out;
}

// Ideographs with blanks between some of them.
struct SpacedLabels::Run {
    std::string word;                 // without the blanks
    std::vector<std::size_t> in_word; // where each ideograph begins, and the end
    std::vector<std::size_t> at;      // where it begins in the text
    std::vector<std::size_t> blanks;  // how many gaps are before it

    void add(std::string_view text, std::size_t from, std::size_t size, bool apart) {
        in_word.push_back(word.size());
        at.push_back(from);
        blanks.push_back((blanks.empty() ? 0 : blanks.back()) + (apart ? 1 : 0));
        word += text.substr(from, size);
    }
    std::size_t size() const { return at.size(); }
};

void SpacedLabels::add(std::size_t rule, const std::string& term, bool in_form) {
    std::vector<char32_t> points;
    for (std::size_t at = 0; at < term.size();) {
        const auto point = decode_utf8(term, at);
        if (!is_han(point.value)) return;
        points.push_back(point.value);
        at += point.size;
    }
    if (points.size() < 2) return;
    beginnings_.set(key_of_pair(points[0], points[1]));
    for (std::size_t i = 1; i < points.size(); ++i) inside_.set(key_of_pair(points[i - 1], points[i]));
    longest_ = std::max(longest_, points.size());
    labels_.emplace(term, Label{rule, term, in_form});
}

// Most blanks of a text stand between ideographs that are together in no label.
bool SpacedLabels::may_part_label(std::string_view text, std::size_t gap) const {
    std::size_t end = gap;
    while (end < text.size() && text[end] == ' ') ++end;
    if (end >= text.size() || end - gap > most_blanks || !is_beyond_ascii(text[end])) return false;
    return inside_.test(key_of_pair(decode_utf8_before(text, gap).value, decode_utf8(text, end).value));
}

void SpacedLabels::each_in(const Run& run, const std::function<void(const Label&, std::size_t, std::size_t)>& visit) const {
    const std::string_view word = run.word;
    for (std::size_t first = 0; first + 2 <= run.size(); ++first) {
        if (!beginnings_.test(key_of_pair(decode_utf8(word, run.in_word[first]).value, decode_utf8(word, run.in_word[first + 1]).value))) continue;
        for (std::size_t last = first + 1; last < run.size() && last - first < longest_; ++last) {
            if (run.blanks[last] == run.blanks[first]) continue;
            const std::size_t size = decode_utf8(word, run.in_word[last]).size;
            const auto [begin, end] = labels_.equal_range(std::string(word.substr(run.in_word[first], run.in_word[last] + size - run.in_word[first])));
            for (auto label = begin; label != end; ++label) visit(label->second, run.at[first], run.at[last] + size);
        }
    }
}

void SpacedLabels::each(std::string_view text, const std::function<void(const Label&, std::size_t, std::size_t)>& visit) const {
    std::size_t looked_at = 0;
    for (auto gap = next_blank(text, 0); gap < text.size() && longest_ > 0; gap = next_blank(text, gap + 1)) {
        if (gap < looked_at || !may_part_label(text, gap)) continue;
        std::size_t begin = gap;
        for (std::size_t count = 0; count < longest_ && begin > looked_at; ++count) {
            const auto before = decode_utf8_before(text, begin);
            if (!is_han(before.value)) break;
            begin -= before.size;
        }
        Run run;
        std::size_t at = begin;
        while (at < text.size() && run.size() < longest_run) {
            const std::size_t blanks = run.size() == 0 ? 0 : gap_at(text, at);
            const auto point = decode_utf8(text, at + blanks);
            if (!is_han(point.value)) break;
            run.add(text, at + blanks, point.size, blanks > 0);
            at += blanks + point.size;
        }
        each_in(run, visit);
        // A label may begin in this run and end in the next.
        const bool cut = run.size() == longest_run;
        looked_at = cut ? run.at[run.size() - longest_] : at;
        gap = std::max(gap, looked_at - (cut ? 1 : 0));
    }
}

}  // namespace review
