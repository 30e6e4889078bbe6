#include "release/bundle/public_words.hpp"

#include <cctype>

#include <review/error.hpp>
#include <review/prove.hpp>
#include <review/release.hpp>

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

void refuse_blocked(const std::vector<PublicWord>& words, const Scanner& scanner, const Policy& policy) {
    for (const auto& word : words) {
        const Bytes text(word.text.begin(), word.text.end());
        const auto scanned = scan_document(make_draft("words.txt", text), scanner, policy, {});
        for (const auto& finding : scanned.findings) {
            if (finding.action == Action::block) throw Error(Errc::refused, say(Msg::bundle_word_blocked, {word.where, finding.rule}));
        }
    }
}

}  // namespace review
