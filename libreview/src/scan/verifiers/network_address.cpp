#include <arpa/inet.h>

#include <algorithm>
#include <array>
#include <string>

#include "scan/characters.hpp"
#include "scan/verifier.hpp"

namespace review {
namespace {

bool hex(char byte) { return is_digit(byte) || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'f'); }
bool word(char byte) { return is_digit(byte) || ((byte | 0x20) >= 'a' && (byte | 0x20) <= 'z') || byte == '_'; }

template <std::size_t Size>
bool ends_with_one_of(std::string_view text, const std::array<std::string_view, Size>& words) {
    while (text.ends_with(' ')) text.remove_suffix(1);
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return text.ends_with(word); });
}

// Clauses, standards, versions and dates have dots between numbers, too.
bool numbers_something_else(std::string_view before, std::string_view after) {
    constexpr std::array<std::string_view, 13> leads{"第", "/T", "GB", "GA", "DB", "ISO", "IEC", "YY", "版本", "版", "Version", "version", "V"};
    constexpr std::array<std::string_view, 6> tails{"条", "款", "节", "章", "项", "版"};
    if (ends_with_one_of(before, leads) || before.ends_with('v')) return true;
    return std::any_of(tails.begin(), tails.end(), [&](std::string_view tail) { return after.starts_with(tail); });
}

// LibreOffice/7.4.7.2$Linux_X86_64, Chrome/120.0.6099.71: a version behind the name of a program (RFC 9110, 10.1.5). A path has a slash before the name, too.
bool versions_program(std::string_view before) {
    constexpr std::array<std::string_view, 12> programs{"LibreOffice", "OpenOffice", "OpenOffice.org", "Collabora Office", "Microsoft Office", "WPS Office", "Chrome", "Chromium", "Firefox", "Acrobat", "Distiller", "wkhtmltopdf"};
    if (before.ends_with(' ') && ends_with_one_of(before, programs)) return true;  // as pages name what wrote them
    if (!before.ends_with('/')) return false;
    before.remove_suffix(1);
    const auto name = before.find_last_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz");
    const auto letters = before.size() - (name == before.npos ? 0 : name + 1);
    return letters >= 2 && (name == before.npos || before[name] == ' ' || before[name] == '\n' || before[name] == '\t');
}

// RFC 1918, RFC 3927, RFC 4193: inside a network; RFC 1122: the machine itself; RFC 5737, RFC 3849: examples.
const char* scope_of(std::string_view address) {
    if (address.starts_with("127.") || address == "0.0.0.0" || address == "::1" || address.starts_with("255.")) return "no-host";
    if (address.starts_with("192.0.2.") || address.starts_with("198.51.100.") || address.starts_with("203.0.113.")) return "example";
    if (address.starts_with("10.") || address.starts_with("192.168.") || address.starts_with("169.254.")) return "private";
    if (address.starts_with("172.") && address.size() > 6 && address[6] == '.') {
        const int second = (address[4] - '0') * 10 + address[5] - '0';
        if (second >= 16 && second <= 31) return "private";
    }
    if (address.starts_with("fd") || address.starts_with("fc") || address.starts_with("fe80")) return "private";
    return "public";
}

bool parses(const std::string& address, int family) {
    std::array<unsigned char, 16> bytes{};
    return inet_pton(family, address.c_str(), bytes.data()) == 1;
}

}  // namespace

// RFC 791, RFC 4291. The matcher saw a part of it.
std::optional<Verdict> verify_network_address(const Candidate& candidate) {
    const std::string_view text = candidate.text();
    const bool six = text.substr(candidate.end > 6 ? candidate.end - 6 : 0, std::min<std::size_t>(candidate.end, 6)).find(':') != text.npos;
    const auto part = [&](char byte) { return six ? hex(byte) || byte == ':' || byte == '.' : is_digit(byte) || byte == '.'; };
    std::size_t begin = candidate.end, end = candidate.end;
    while (begin > 0 && candidate.end - begin < 48 && part(text[begin - 1])) --begin;
    while (end < text.size() && end - candidate.end < 48 && part(text[end])) ++end;
    while (end > begin && (text[end - 1] == '.' || (text[end - 1] == ':' && !text.substr(0, end).ends_with("::")))) --end;
    if ((begin > 0 && (word(text[begin - 1]) || text[begin - 1] == '.')) || (end < text.size() && word(text[end]))) return {};
    std::string address(text.substr(begin, end - begin));
    if (!parses(address, six ? AF_INET6 : AF_INET)) return {};
    if (six && std::count(address.begin(), address.end(), ':') < 3) return {};
    if (!six && (numbers_something_else(text.substr(0, begin), text.substr(end)) || versions_program(text.substr(0, begin)))) return {};
    std::transform(address.begin(), address.end(), address.begin(), [](char byte) { return byte >= 'A' && byte <= 'F' ? static_cast<char>(byte | 0x20) : byte; });
    const std::string_view scope = scope_of(address);
    if (scope == "no-host" || scope == "example") return {};
    Verdict verdict{begin, end, Likelihood::possible, {std::string(scope)}, {}};
    if (note_label(candidate, verdict) || six) verdict.likelihood = Likelihood::likely;
    return verdict;
}

}  // namespace review
