#include <algorithm>
#include <array>
#include <span>

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

std::size_t any_of_end(std::string_view text, std::size_t at, std::span<const std::string_view> words) {
    for (const auto word : words) {
        if (text.substr(at).starts_with(word)) return at + word.size();
    }
    return at;
}

// 10, 十, 二〇四〇, 一百二十. The end, or `at`.
std::size_t number_end(std::string_view text, std::size_t at) {
    static constexpr std::string_view numerals[] = {"〇", "零", "○", "一", "二", "两", "三", "四", "五", "六", "七", "八", "九", "十", "百", "千", "半", "元"};
    constexpr std::size_t longest = 30;
    auto end = at;
    for (bool more = true; more && end - at < longest;) {
        const bool digit = end < text.size() && text[end] >= '0' && text[end] <= '9';
        const auto next = digit ? end + 1 : any_of_end(text, end, numerals);
        more = next > end;
        end = next;
    }
    return end;
}

// 10年, 10年11个月, 2030年1月1日.
std::size_t units_end(std::string_view text, std::size_t at) {
    static constexpr std::string_view units[] = {"年", "个月", "月", "日", "天"};
    auto end = at;
    for (int parts = 0; parts < 3; ++parts) {
        const auto begin = skip_blanks(text, end), number = number_end(text, begin);
        const auto unit = skip_blanks(text, number), past = any_of_end(text, unit, units);
        if (number == begin || past == unit) break;
        end = past;
    }
    return end;
}

// 2050.01.01, 2050-1-1, 2050/1: a year of four digits first.
std::size_t digits_date_end(std::string_view text, std::size_t at) {
    const auto digits_end = [&](std::size_t from) {
        while (from < text.size() && text[from] >= '0' && text[from] <= '9') ++from;
        return from;
    };
    auto end = digits_end(at);
    if (end - at != 4) return at;
    for (int parts = 0; parts < 2 && end < text.size() && std::string_view("./-").find(text[end]) != std::string_view::npos; ++parts) {
        const auto next = digits_end(end + 1);
        if (next - end < 2 || next - end > 3) break;
        end = next;
    }
    return end - at > 4 ? end : at;
}

// GB/T 9704-2012, 7.2.2: a period (N 年, N 个月, 长期) or a date, until when it holds or from when until when. The end, or `at`.
std::size_t period_end(std::string_view text, std::size_t at) {
    static constexpr std::string_view always[] = {"长期", "永久"}, opens[] = {"（", "(", "【", "[", "〔"}, closes[] = {"）", ")", "】", "]", "〕"};
    static constexpr std::string_view before[] = {"保密期限", "期限", "至", "到", "自", "从", "：", ":"}, until[] = {"-", "—", "–", "－", "~", "～", "至", "到", "起至"};
    const auto inner = skip_blanks(text, any_of_end(text, at, opens));
    if (const auto end = any_of_end(text, inner, always); end > inner) return any_of_end(text, end, closes);
    const auto point_end = [&](std::size_t from) {
        auto begin = skip_blanks(text, from);
        for (auto next = any_of_end(text, begin, before); next > begin; next = any_of_end(text, begin, before)) begin = skip_blanks(text, next);
        const auto date = digits_date_end(text, begin);
        const auto end = date > begin ? date : units_end(text, begin);
        return end > begin ? end : from;
    };
    auto end = point_end(inner);
    if (end == inner) {
        // 2026-2050年
        const auto year = number_end(text, inner);
        const auto sign = any_of_end(text, skip_blanks(text, year), until);
        if (year - inner != 4 || sign <= year || point_end(sign) == sign) return at;
        end = point_end(sign);
    } else if (const auto sign = any_of_end(text, skip_blanks(text, end), until); sign > skip_blanks(text, end)) {
        end = std::max(end, point_end(sign) > sign ? point_end(sign) : end);
    }
    return inner > at ? any_of_end(text, skip_blanks(text, end), closes) : end;
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
