#include "format/pdf/font_trim/type1_charstring.hpp"

#include <algorithm>

namespace review::pdf {

namespace {

constexpr std::uint32_t c1 = 52845, c2 = 22719;

// Runs a charstring as far as calls need it: numbers, callsubr, callothersubr with pop, seac, div.
class Run {
public:
    Run(const std::vector<std::string>& subroutines, Type1Use& use) : subroutines_(subroutines), use_(use) {}

    void charstring(std::string_view code, unsigned depth) {
        if (depth > 10 || ++steps_ > 10'000) {  // the interpreter's own limit of nesting is 10
            use_.understood = false;
            return;
        }
        for (std::size_t at = 0; at < code.size();) {
            const auto byte = static_cast<unsigned char>(code[at++]);
            if (byte >= 32) number(code, at, byte);
            else if (byte == 12) escape(at < code.size() ? static_cast<unsigned char>(code[at++]) : 255u);
            else if (byte == 10) call(depth);
            else if (byte == 11 || byte == 14) return;  // return, endchar
            else stack_.clear();
            if (!use_.understood) return;
        }
    }

private:
    void number(std::string_view code, std::size_t& at, unsigned byte) {
        const auto next = [&] { return at < code.size() ? static_cast<unsigned char>(code[at++]) : 0u; };
        if (byte <= 246) stack_.push_back(static_cast<int>(byte) - 139);
        else if (byte <= 250) stack_.push_back(static_cast<int>((byte - 247) * 256 + next() + 108));
        else if (byte <= 254) stack_.push_back(-static_cast<int>((byte - 251) * 256 + next() + 108));
        else {
            std::uint32_t value = 0;
            for (int i = 0; i < 4; ++i) value = value << 8 | next();
            stack_.push_back(static_cast<int>(value));
        }
    }

    int taken() {
        if (stack_.empty()) {
            use_.understood = false;
            return -1;
        }
        const int value = stack_.back();
        stack_.pop_back();
        return value;
    }

    void call(unsigned depth) {
        const int index = taken();
        if (index < 0 || static_cast<std::size_t>(index) >= subroutines_.size()) {
            use_.understood = false;
            return;
        }
        use_.subroutines.insert(static_cast<std::size_t>(index));
        charstring(subroutines_[static_cast<std::size_t>(index)], depth + 1);
    }

    void escape(unsigned op) {
        if (op == 16) {  // callothersubr
            const int other = taken();
            const int count = taken();
            passed_.clear();
            for (int i = 0; i < count && use_.understood; ++i) passed_.push_back(taken());
            // Hint replacement gives back its argument, or 3 in an interpreter without it.
            if (other == 3) use_.subroutines.insert(3);
        } else if (op == 17) {  // pop
            if (passed_.empty()) {
                stack_.push_back(0);
            } else {
                stack_.push_back(passed_.back());
                passed_.pop_back();
            }
        } else if (op == 12) {  // div
            const int divisor = taken(), dividend = taken();
            stack_.push_back(divisor == 0 ? 0 : dividend / divisor);
        } else if (op == 6) {  // seac
            if (stack_.size() < 5) {
                use_.understood = false;
                return;
            }
            for (std::size_t i = stack_.size() - 2; i < stack_.size(); ++i) use_.standard_codes.insert(static_cast<std::uint32_t>(stack_[i]) & 0xFF);
            stack_.clear();
        } else {
            stack_.clear();
        }
    }

    const std::vector<std::string>& subroutines_;
    Type1Use& use_;
    std::vector<int> stack_, passed_;
    unsigned steps_ = 0;
};

}  // namespace

std::string decrypt_type1(std::string_view cipher, std::uint16_t key, std::size_t lead) {
    std::string plain;
    plain.reserve(cipher.size());
    for (const char c : cipher) {
        const auto byte = static_cast<std::uint8_t>(c);
        plain += static_cast<char>(byte ^ (key >> 8));
        key = static_cast<std::uint16_t>((byte + key) * c1 + c2);
    }
    return plain.substr(std::min(lead, plain.size()));
}

std::string encrypt_type1(std::string_view plain, std::uint16_t key, std::size_t lead) {
    std::string cipher;
    cipher.reserve(plain.size() + lead);
    const auto put = [&](std::uint8_t byte) {
        const auto coded = static_cast<std::uint8_t>(byte ^ (key >> 8));
        key = static_cast<std::uint16_t>((coded + key) * c1 + c2);
        cipher += static_cast<char>(coded);
    };
    for (std::size_t i = 0; i < lead; ++i) put(0);
    for (const char c : plain) put(static_cast<std::uint8_t>(c));
    return cipher;
}

void note_use(std::string_view charstring, const std::vector<std::string>& subroutines, Type1Use& use) {
    Run(subroutines, use).charstring(charstring, 0);
}

}  // namespace review::pdf
