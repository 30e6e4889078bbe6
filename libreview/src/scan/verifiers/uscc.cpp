#include <algorithm>
#include <array>

#include "scan/characters.hpp"
#include "scan/identity.hpp"
#include "scan/verifier.hpp"

namespace review {
namespace {

constexpr std::size_t length = 18;
constexpr std::string_view alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";  // GB 32100-2015, table 3

// GB 32100-2015, 5.3: modulus 31, weights are powers of 3.
bool check_fits(std::string_view code) {
    int sum = 0, weight = 1;
    for (const char byte : code.substr(0, length - 1)) {
        sum += static_cast<int>(alphabet.find(byte)) * weight;
        weight = weight * 3 % 31;
    }
    return alphabet[static_cast<std::size_t>((31 - sum % 31) % 31)] == code.back();
}

// GB 11714-1997, 3: modulus 11 over the nine characters of the body's own code.
bool body_fits(std::string_view body) {
    constexpr std::array weights{3, 7, 9, 10, 5, 8, 4, 2};
    int sum = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        const int value = body[i] <= '9' ? body[i] - '0' : body[i] - 'A' + 10;
        sum += value * weights[i];
    }
    const int check = 11 - sum % 11;
    const char expected = check == 10 ? 'X' : check == 11 ? '0' : static_cast<char>('0' + check);
    return body[8] == expected;
}

// GB 32100-2015, 4.3: the region of the registering body. Digits of persons' numbers stand elsewhere.
bool registered_somewhere(std::string_view code) {
    return code == "100000" || region(static_cast<std::uint32_t>(number_of(code))) != Region::never;
}

}  // namespace

std::optional<Verdict> verify_uscc(const Candidate& candidate) {
    const std::string_view text = candidate.text();
    if (candidate.end < length || (candidate.end < text.size() && is_alphanumeric(text[candidate.end]))) return {};
    const std::string_view code = text.substr(candidate.end - length, length);
    if (!std::all_of(code.begin(), code.end(), [](char byte) { return alphabet.find(byte) != alphabet.npos; })) return {};
    if (!check_fits(code) || !registered_somewhere(code.substr(2, 6))) return {};
    Verdict verdict{candidate.end - length, candidate.end, Likelihood::certain, {"checksum"}, {}};
    if (body_fits(code.substr(8, 9))) verdict.evidence.push_back("body-checksum");
    else verdict.likelihood = Likelihood::likely;
    if (code[0] == '1') {
        verdict.likelihood = Likelihood::possible;
        verdict.evidence.push_back("government-body");
    }
    if (code.starts_with("92")) {
        verdict.likelihood = std::min(verdict.likelihood, Likelihood::likely);
        verdict.severity = Severity::medium;  // a natural person stands behind it
        verdict.evidence.push_back("sole-trader");
    }
    note_label(candidate, verdict);
    return verdict;
}

}  // namespace review
