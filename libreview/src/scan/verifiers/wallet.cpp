#include <array>
#include <string>

#include <review/digest.hpp>

#include "scan/characters.hpp"
#include "scan/verifier.hpp"

namespace review {
namespace {

// Base58Check: 21 bytes and the first four of their SHA-256, taken twice.
bool fits_base58(std::string_view address) {
    constexpr std::string_view letters = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
    std::array<std::uint8_t, 25> bytes{};
    for (const char letter : address) {
        const auto digit = letters.find(letter);
        if (digit == letters.npos) return false;
        auto carry = static_cast<unsigned>(digit);
        for (auto byte = bytes.rbegin(); byte != bytes.rend(); ++byte) {
            carry += 58u * *byte;
            *byte = static_cast<std::uint8_t>(carry);
            carry >>= 8;
        }
        if (carry != 0) return false;
    }
    const auto once = sha256(ByteView(bytes).first(21)).hex();
    Bytes digest;
    for (std::size_t i = 0; i < once.size(); i += 2) digest.push_back(static_cast<std::uint8_t>(std::stoi(once.substr(i, 2), nullptr, 16)));
    const auto twice = sha256(digest).hex();
    for (std::size_t i = 0; i < 4; ++i) {
        if (std::stoi(twice.substr(2 * i, 2), nullptr, 16) != bytes[21 + i]) return false;
    }
    return true;
}

}  // namespace

// Digests in Base64 look like Bitcoin's older addresses: these have a checksum. Of the others the shape is looked at. The matcher
// saw one: `end` is the byte after it.
std::optional<Verdict> verify_wallet(const Candidate& candidate) {
    constexpr std::size_t longest = 96;
    const std::string_view text = candidate.text();
    std::size_t begin = candidate.end;
    while (begin > 0 && candidate.end - begin < longest && is_alphanumeric(text[begin - 1])) --begin;
    const std::string_view address = text.substr(begin, candidate.end - begin);
    const bool shape = address.starts_with("0x") || address.starts_with("bc1");
    if (!shape && !fits_base58(address)) return {};
    Verdict verdict{begin, candidate.end, Likelihood::possible, {}, {}};
    if (!shape) verdict.evidence.emplace_back("checksum");
    if (note_label(candidate, verdict)) verdict.likelihood = Likelihood::likely;
    return verdict;
}

}  // namespace review
