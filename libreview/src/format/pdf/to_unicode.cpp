#include "format/pdf/to_unicode.hpp"

#include <algorithm>
#include <cctype>
#include <cstdio>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/charset.hpp"

namespace review {

namespace {

// The hex strings, brackets and words of a CMap; all else is of no meaning here (ISO 32000-1, 9.10.3).
std::vector<std::string> tokens_of(std::string_view text) {
    std::vector<std::string> tokens;
    const auto blank = [](char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0'; };
    for (std::size_t i = 0; i < text.size();) {
        if (blank(text[i])) {
            ++i;
        } else if (text[i] == '%') {
            while (i < text.size() && text[i] != '\n' && text[i] != '\r') ++i;
        } else if (text[i] == '<' && i + 1 < text.size() && text[i + 1] != '<') {
            // Digits and nothing else: what an author wrote between them is not carried over.
            std::string token = "<";
            for (++i; i < text.size() && text[i] != '>'; ++i) {
                if (std::isxdigit(static_cast<unsigned char>(text[i])) != 0) token += text[i];
            }
            ++i;
            if (token.size() % 2 == 0) token += '0';  // 7.3.4.3
            tokens.push_back(token);
        } else if (text[i] == '[' || text[i] == ']') {
            tokens.emplace_back(1, text[i++]);
        } else {
            std::string word(1, text[i++]);
            while (i < text.size() && !blank(text[i]) && std::string_view("<>[]/%").find(text[i]) == std::string_view::npos) {
                word += text[i++];
            }
            tokens.push_back(word);
        }
    }
    return tokens;
}

std::optional<std::uint32_t> code_in(const std::string& token) {
    if (token.size() < 2 || token.size() > 9 || token[0] != '<') return std::nullopt;
    std::uint32_t value = 0;
    for (const char c : token.substr(1)) {
        const auto digit = std::string_view("0123456789ABCDEF").find(static_cast<char>(c >= 'a' && c <= 'f' ? c - 32 : c));
        if (digit == std::string_view::npos) return std::nullopt;
        value = value * 16 + static_cast<std::uint32_t>(digit);
    }
    return value;
}

// <base> + step, carried in its last two bytes as readers do.
std::string counted_up(const std::string& base, std::uint32_t step) {
    const auto tail = std::min<std::size_t>(4, base.size() - 1);
    const auto low = code_in('<' + base.substr(base.size() - tail));
    if (!low || tail == 0) return base;
    char digits[12];
    std::snprintf(digits, sizeof digits, "%0*X", static_cast<int>(tail), (*low + step) & (tail == 4 ? 0xFFFFu : 0xFFu));
    return base.substr(0, base.size() - tail) + digits;
}

class Meanings {
public:
    Meanings(const std::vector<std::string>& tokens, const std::set<std::uint32_t>& used) : tokens_(tokens), used_(used) {
        while (at_ < tokens_.size()) {
            const auto& word = tokens_[at_++];
            if (word == "beginbfchar") characters();
            if (word == "beginbfrange") ranges();
            if (word == "begincodespacerange" && at_ < tokens_.size() && tokens_[at_][0] == '<') digits_ = tokens_[at_].size() - 1;
        }
        digits_ = std::clamp<std::size_t>(digits_, 2, 8);  // even, as every token is
    }

    void inherit(const InheritedMeaning& inherited) {
        for (const auto code : used_) {
            if (meanings_.contains(code)) continue;
            const auto units = encode(Charset::utf16be(), inherited(code, digits_ / 2));
            if (!units || units->empty()) continue;
            std::string digits = "<";
            for (const auto byte : *units) {
                char two[3];
                std::snprintf(two, sizeof two, "%02X", byte);
                digits += two;
            }
            meanings_[code] = digits;
        }
    }

    std::string cmap() const {
        const std::string low(digits_, '0'), high(digits_, 'F');
        std::string out = "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
                          "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
                          "1 begincodespacerange\n<" + low + "> <" + high + ">\nendcodespacerange\n";
        constexpr std::size_t block = 100;  // as many as one block may have
        for (auto entry = meanings_.begin(); entry != meanings_.end();) {
            const auto left = static_cast<std::size_t>(std::distance(entry, meanings_.end()));
            const auto count = std::min(block, left);
            out += std::to_string(count) + " beginbfchar\n";
            for (std::size_t i = 0; i < count; ++i, ++entry) {
                char code[12];
                std::snprintf(code, sizeof code, "%0*X", static_cast<int>(digits_), entry->first);
                out += '<' + std::string(code) + "> " + entry->second + ">\n";
            }
            out += "endbfchar\n";
        }
        return out + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
    }

private:
    void characters() {
        while (at_ + 1 < tokens_.size() && tokens_[at_] != "endbfchar") {
            const auto code = code_in(tokens_[at_]);
            note(code, tokens_[at_]);
            if (code && used_.count(*code) != 0 && tokens_[at_ + 1][0] == '<') meanings_[*code] = tokens_[at_ + 1];
            at_ += 2;
        }
    }

    void ranges() {
        while (at_ + 2 < tokens_.size() && tokens_[at_] != "endbfrange") {
            const auto first = code_in(tokens_[at_]);
            const auto last = code_in(tokens_[at_ + 1]);
            note(first, tokens_[at_]);
            at_ += 2;
            const bool list = tokens_[at_] == "[";
            const auto from = list ? at_ + 1 : at_;
            if (list) {
                while (at_ < tokens_.size() && tokens_[at_] != "]") ++at_;
            }
            ++at_;
            if (!first || !last) continue;
            for (auto code = used_.lower_bound(*first); code != used_.end() && *code <= *last; ++code) {
                const auto step = *code - *first;
                if (list && from + step >= at_ - 1) break;
                const auto& meaning = list ? tokens_[from + step] : tokens_[from];
                if (meaning[0] == '<') meanings_[*code] = list ? meaning : counted_up(meaning, step);
            }
        }
    }

    void note(const std::optional<std::uint32_t>& code, const std::string& token) {
        if (code && digits_ < 2) digits_ = token.size() - 1;
    }

    const std::vector<std::string>& tokens_;
    const std::set<std::uint32_t>& used_;
    std::size_t at_ = 0;
    std::size_t digits_ = 0;
    std::map<std::uint32_t, std::string> meanings_;
};

}  // namespace

Bytes to_unicode_of(ByteView cmap, const std::set<std::uint32_t>& used, const InheritedMeaning& inherited) {
    const auto tokens = tokens_of(as_text(cmap));
    Meanings meanings(tokens, used);
    if (inherited) meanings.inherit(inherited);
    const auto text = meanings.cmap();
    return Bytes(text.begin(), text.end());
}

}  // namespace review
