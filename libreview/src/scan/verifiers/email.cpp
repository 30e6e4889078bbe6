#include <algorithm>

#include "scan/characters.hpp"
#include "scan/verifier.hpp"

namespace review {
namespace {

bool in_local_part(char byte) { return is_letter(byte) || is_digit(byte) || std::string_view("._%+-").find(byte) != std::string_view::npos; }
bool in_domain(char byte) { return is_letter(byte) || is_digit(byte) || byte == '.' || byte == '-'; }

// RFC 5321, 4.5.3.1: the longest local part and domain.
constexpr std::size_t longest_local_part = 64, longest_domain = 255;

std::size_t local_begin(std::string_view text, std::size_t at) {
    std::size_t begin = at;
    while (begin > 0 && at - begin < longest_local_part && in_local_part(text[begin - 1])) --begin;
    while (begin < at && text[begin] == '.') ++begin;
    return begin;
}

std::size_t domain_end(std::string_view text, std::size_t begin) {
    std::size_t end = begin;
    while (end < text.size() && end - begin < longest_domain && in_domain(text[end])) ++end;
    while (end > begin && !is_letter(text[end - 1]) && !is_digit(text[end - 1])) --end;
    return end;
}

bool has_top_level(std::string_view domain) {
    const auto dot = domain.rfind('.');
    if (dot == domain.npos || dot == 0) return false;
    const auto top = domain.substr(dot + 1);
    return top.size() >= 2 && top.size() <= 24 && std::all_of(top.begin(), top.end(), is_letter) &&
           domain.find("..") == domain.npos;
}

void leave_to_body(std::string_view domain, Verdict& verdict) {
    if (!domain.ends_with(".gov.cn")) return;
    // 条例 20(2): an office's mailbox has to be published.
    verdict.likelihood = Likelihood::possible;
    verdict.severity = Severity::low;
    verdict.evidence.push_back("institution");
}

// Behind a label, as it is written against robots: zhangsan#163.com, zhangsan[at]163.com, zhangsan at qq dot com. The shape is all there is.
std::optional<Verdict> written_against_robots(const Candidate& candidate) {
    Verdict verdict{candidate.begin, candidate.end, Likelihood::likely, {"domain"}, {}};
    leave_to_body(candidate.digits(), verdict);
    return verdict;
}

}  // namespace

// The matcher saw "x@y": `end` is the byte after the domain's first.
std::optional<Verdict> verify_email(const Candidate& candidate) {
    if (candidate.at_label) return written_against_robots(candidate);
    const std::string_view text = candidate.text();
    const std::size_t at = candidate.end - 2;
    const std::size_t begin = local_begin(text, at);
    const std::size_t end = domain_end(text, at + 1);
    const std::string_view domain = text.substr(at + 1, end - at - 1);
    if (begin == at || !has_top_level(domain)) return {};
    Verdict verdict{begin, end, Likelihood::certain, {"domain"}, {}};
    leave_to_body(domain, verdict);
    note_label(candidate, verdict);
    return verdict;
}

}  // namespace review
