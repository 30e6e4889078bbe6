#define PCRE2_CODE_UNIT_WIDTH 8
#include "unit/scan/reference_matcher.hpp"

#include <pcre2.h>

#include <array>
#include <stdexcept>

namespace support {

ReferenceMatcher::ReferenceMatcher(const std::string& expression, bool characters) : characters_(characters) {
    int error = 0;
    PCRE2_SIZE at = 0;
    // Without its own possessive quantifiers: with them it would tell the longest end of a repetition alone.
    code_ = pcre2_compile(reinterpret_cast<PCRE2_SPTR>(expression.data()), expression.size(),
                          PCRE2_NO_AUTO_POSSESS | PCRE2_MULTILINE | (characters ? PCRE2_UTF : 0), &error, &at, nullptr);
    if (code_ == nullptr) throw std::invalid_argument("PCRE2 refuses " + expression);
}

ReferenceMatcher::~ReferenceMatcher() { pcre2_code_free(static_cast<pcre2_code*>(code_)); }

std::set<std::uint32_t> ReferenceMatcher::ends(std::string_view text) const {
    constexpr std::size_t most = 4096;
    std::set<std::uint32_t> ends;
    auto* data = pcre2_match_data_create(most, nullptr);
    std::array<int, 20000> workspace{};
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (characters_ && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80) continue;
        const int count = pcre2_dfa_match(static_cast<pcre2_code*>(code_), reinterpret_cast<PCRE2_SPTR>(text.data()), text.size(), at,
                                          PCRE2_ANCHORED | PCRE2_NO_UTF_CHECK, data, nullptr, workspace.data(), workspace.size());
        if (count == PCRE2_ERROR_NOMATCH) continue;
        if (count <= 0) throw std::runtime_error("pcre2_dfa_match ended with " + std::to_string(count));
        const auto* places = pcre2_get_ovector_pointer(data);
        for (int i = 0; i < count; ++i) ends.insert(static_cast<std::uint32_t>(places[2 * i + 1]));
    }
    pcre2_match_data_free(data);
    return ends;
}

}  // namespace support
