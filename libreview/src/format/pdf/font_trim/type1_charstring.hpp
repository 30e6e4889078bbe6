#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace review::pdf {

// Adobe Type 1 Font Format, 7: eexec and charstring encryption. `lead`: random bytes in front.
std::string decrypt_type1(std::string_view cipher, std::uint16_t key, std::size_t lead);
std::string encrypt_type1(std::string_view plain, std::uint16_t key, std::size_t lead);

constexpr std::uint16_t eexec_key = 55665, charstring_key = 4330;

// What a charstring uses besides itself: subroutines, and characters of the standard encoding (seac).
struct Type1Use {
    std::set<std::size_t> subroutines;
    std::set<std::uint32_t> standard_codes;
    bool understood = true;
};

// `subroutines` are decrypted charstrings; calls are followed.
void note_use(std::string_view charstring, const std::vector<std::string>& subroutines, Type1Use& use);

}  // namespace review::pdf
