#include <array>

#include "scan/verifier.hpp"
#include "text/utf8.hpp"

namespace review {
namespace {

constexpr std::array<std::string_view, 3> levels{"绝密", "机密", "秘密"};

bool blank(char byte) { return byte == ' ' || byte == '\t'; }

std::size_t skip_blanks(std::string_view text, std::size_t at) {
    while (at < text.size() && blank(text[at])) ++at;
    return at;
}

// GB/T 9704-2012, 7.2.2: a period (N 年, N 个月, 长期) or a date. The end, or `at`.
std::size_t period_end(std::string_view text, std::size_t at) {
    constexpr std::string_view numerals[] = {"〇", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"};
    constexpr std::string_view units[] = {"年", "个月", "月", "日", "天"};
    if (text.substr(at).starts_with("长期")) return at + std::string_view("长期").size();
    std::size_t end = at;
    for (int parts = 0; parts < 3; ++parts) {
        std::size_t next = skip_blanks(text, end);
        const std::size_t number = next;
        for (bool more = true; more && next - number < 16;) {
            more = next < text.size() && text[next] >= '0' && text[next] <= '9';
            if (more) ++next;
            for (const auto numeral : numerals) {
                if (!more && text.substr(next).starts_with(numeral)) next += numeral.size(), more = true;
            }
        }
        if (next == number) break;
        next = skip_blanks(text, next);
        std::size_t unit_end = 0;
        for (const auto unit : units) {
            if (unit_end == 0 && text.substr(next).starts_with(unit)) unit_end = next + unit.size();
        }
        if (unit_end == 0) break;
        end = unit_end;
    }
    return end;
}

// "会议开始前": up to 16 ideographs of the same line that end in 前, 后, 时 or 止.
std::size_t condition_end(std::string_view text, std::size_t at) {
    std::size_t end = at;
    for (int i = 0; i < 16; ++i) {
        const CodePoint point = decode_utf8(text, end);
        if (point.value < 0x3400 || point.value > 0x9fff) break;
        end += point.size;
        const std::string_view last = text.substr(end - point.size, point.size);
        if (last == "前" || last == "后" || last == "时" || last == "止") return end;
    }
    return at;
}

std::size_t level_begin(std::string_view text, std::size_t star) {
    while (star > 0 && blank(text[star - 1])) --star;
    for (const auto level : levels) {
        if (star >= level.size() && text.substr(star - level.size(), level.size()) == level) return star - level.size();
    }
    return std::string_view::npos;
}

}  // namespace

// The matcher saw a level and a star: `end` is the byte after the star.
std::optional<Verdict> verify_secret_marking(const Candidate& candidate) {
    const std::string_view text = candidate.text();
    const std::size_t star = candidate.end - decode_utf8_before(text, candidate.end).size;
    const std::size_t begin = level_begin(text, star);
    if (begin == std::string_view::npos || text.substr(0, begin).ends_with("商业")) return {};
    Verdict verdict{begin, candidate.end, Likelihood::certain, {"level"}, {}};
    const std::size_t after = skip_blanks(text, candidate.end);
    const std::size_t period = period_end(text, after);
    const std::size_t condition = period == after ? condition_end(text, after) : after;
    if (period > after) verdict.end = period, verdict.evidence.push_back("period");
    else if (condition > after) verdict.end = condition, verdict.evidence.push_back("condition");
    if (text.substr(star, candidate.end - star) != "★") {
        verdict.likelihood = period > after ? Likelihood::likely : Likelihood::possible;
        verdict.evidence.push_back("star-look-alike");
    }
    return verdict;
}

}  // namespace review
