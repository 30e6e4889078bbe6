#include "release/bundle/public_words.hpp"

#include <cctype>

#include <review/error.hpp>
#include <review/prove.hpp>

#include "base/loose_text.hpp"
#include "base/messages/bundle.hpp"

namespace review {
namespace {

// "%E5%BC%A0" as browsers show it.
std::string without_percents(const std::string& text) {
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool escape = text[i] == '%' && i + 2 < text.size() && std::isxdigit(static_cast<unsigned char>(text[i + 1])) && std::isxdigit(static_cast<unsigned char>(text[i + 2]));
        plain += escape ? static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16)) : text[i];
        if (escape) i += 2;
    }
    return plain;
}

// Letters and digits alone: 张-三-丰, 138.0013.8000.
std::string letters_of(const std::string& text) {
    std::string letters;
    for (const char c : text) {
        if (static_cast<unsigned char>(c) >= 0x80 || std::isalnum(static_cast<unsigned char>(c))) letters += c;
    }
    return letters;
}

}  // namespace

void refuse_values(const std::vector<PublicWord>& words, const RedactionPlan& plan) {
    RedactionPlan values;
    values.format = "text";
    for (const auto& value : plan.values) values.values.push_back({Sensitive(std::string(value.text.reveal())), value.rule});
    for (const auto& word : words) {
        if (word.text.empty()) continue;
        const auto plain = without_percents(word.text);
        const auto letters = letters_of(plain);
        const auto all = word.text + "\n" + plain + "\n" + letters + "\n" + std::string(letters.rbegin(), letters.rend()) + "\n";
        const auto seen = prove(as_bytes(all), values, nullptr, nullptr);
        if (!seen.residue.empty()) throw Error(Errc::refused, say(Msg::bundle_word_spells_value, {word.where, seen.residue.front().rule}));
        const auto spelled = loose(all);
        for (const auto& value : plan.values) {
            const auto text = loose(value.text.reveal());
            if (text.size() > 1 && spelled.find(text) != spelled.npos) throw Error(Errc::refused, say(Msg::bundle_word_spells_value, {word.where, value.rule}));
        }
    }
}

bool has_format_characters(std::string_view text) {
    for (const std::string_view one : {"\xE2\x80\x8B", "\xE2\x80\x8C", "\xE2\x80\x8D", "\xE2\x80\x8E", "\xE2\x80\x8F", "\xE2\x80\xAA", "\xE2\x80\xAB", "\xE2\x80\xAC",
                                       "\xE2\x80\xAD", "\xE2\x80\xAE", "\xE2\x81\xA6", "\xE2\x81\xA7", "\xE2\x81\xA8", "\xE2\x81\xA9", "\xEF\xBB\xBF"}) {
        if (text.find(one) != text.npos) return true;
    }
    return false;
}

}  // namespace review
