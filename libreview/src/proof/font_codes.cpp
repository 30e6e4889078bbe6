#include "proof/font_codes.hpp"

#include <array>
#include <memory>
#include <vector>

#include <qpdf/BufferInputSource.hh>
#include <qpdf/QPDFTokenizer.hh>

#include "base/charset.hpp"
#include "base/loose_text.hpp"

namespace review {
namespace {

constexpr std::uint32_t most_codes = 1u << 18;

std::string utf8_of_utf16be(std::string_view bytes) {
    std::string text;
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) {
        const auto unit = [&](std::size_t at) {
            return static_cast<char32_t>(static_cast<unsigned char>(bytes[at]) << 8 | static_cast<unsigned char>(bytes[at + 1]));
        };
        char32_t point = unit(i);
        if (point >= 0xd800 && point < 0xdc00 && i + 3 < bytes.size()) {
            point = 0x10000 + ((point - 0xd800) << 10) + ((unit(i + 2) - 0xdc00) & 0x3ff);
            i += 2;
        }
        append_utf8(text, point);
    }
    return text;
}

std::uint32_t number_of(std::string_view bytes) {
    std::uint32_t value = 0;
    for (const char c : bytes) value = value << 8 | static_cast<unsigned char>(c);
    return value;
}

std::string code_of(std::uint32_t value, std::size_t width) {
    std::string bytes(width, '\0');
    for (auto i = width; i-- > 0; value >>= 8) bytes[i] = static_cast<char>(value & 0xff);
    return bytes;
}

// Glyph names of ASCII (Adobe Glyph List) that are not the character itself.
constexpr std::array<std::pair<std::string_view, char>, 42> glyph_names{{
    {"space", ' '}, {"exclam", '!'}, {"quotedbl", '"'}, {"numbersign", '#'}, {"dollar", '$'}, {"percent", '%'},
    {"ampersand", '&'}, {"quotesingle", '\''}, {"parenleft", '('}, {"parenright", ')'}, {"asterisk", '*'},
    {"plus", '+'}, {"comma", ','}, {"hyphen", '-'}, {"minus", '-'}, {"period", '.'}, {"slash", '/'}, {"zero", '0'},
    {"one", '1'}, {"two", '2'}, {"three", '3'}, {"four", '4'}, {"five", '5'}, {"six", '6'}, {"seven", '7'},
    {"eight", '8'}, {"nine", '9'}, {"colon", ':'}, {"semicolon", ';'}, {"less", '<'}, {"equal", '='},
    {"greater", '>'}, {"question", '?'}, {"at", '@'}, {"bracketleft", '['}, {"backslash", '\\'},
    {"bracketright", ']'}, {"underscore", '_'}, {"braceleft", '{'}, {"bar", '|'}, {"braceright", '}'}, {"asciitilde", '~'},
}};

std::string text_of_glyph_name(std::string_view name) {
    if (name.starts_with("/")) name.remove_prefix(1);
    name = name.substr(0, name.find('.'));
    if (name.size() == 1) return std::string(name);
    for (const auto& [known, letter] : glyph_names) {
        if (known == name) return {letter};
    }
    const bool uni = name.starts_with("uni") && name.size() >= 7;
    if (!uni && !(name.starts_with("u") && name.size() >= 5)) return {};
    const auto digits = name.substr(uni ? 3 : 1, uni ? 4 : 6);
    if (digits.find_first_not_of("0123456789ABCDEFabcdef") != digits.npos) return {};
    std::string text;
    append_utf8(text, static_cast<char32_t>(std::stoul(std::string(digits), nullptr, 16)));
    return text;
}

}  // namespace

FontCodes::FontCodes(QPDFObjectHandle font, std::string_view to_unicode) {
    const bool composite = font.getKey("/Subtype").isNameAndEquals("/Type0");
    auto encoding = font.getKey("/Encoding");
    const auto name = encoding.isName() ? encoding.getName() : std::string();
    width_ = composite ? 2 : 1;
    utf16_ = composite && (name.find("UCS2") != name.npos || name.find("UTF16") != name.npos);
    gbk_ = composite && name.starts_with("/GB");  // ISO 32000-1, table 118: GB-EUC, GBpc-EUC, GBK-EUC, GBKp-EUC, GBK2K
    if (!composite) read_encoding(encoding);
    if (!to_unicode.empty()) read_to_unicode(to_unicode);
}

void FontCodes::map(const std::string& code, const std::string& utf8) {
    if (text_.size() >= most_codes || code.empty()) return;
    auto& meaning = text_[code];
    meaning = utf8;
    codes_.emplace(loose(utf8), code);
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(code[at]); };
    if (code.size() == 1) of_one_byte_[byte(0)] = &meaning;
    if (code.size() != 2) return;
    auto& row = of_two_bytes_[byte(0)];
    if (!row) row = std::make_unique<Row>();
    (*row)[byte(1)] = &meaning;
}

const std::string* FontCodes::meaning_of(std::string_view code) const {
    const auto byte = [&](std::size_t at) { return static_cast<unsigned char>(code[at]); };
    if (code.size() == 1) return of_one_byte_[byte(0)];
    if (code.size() == 2) return of_two_bytes_[byte(0)] ? (*of_two_bytes_[byte(0)])[byte(1)] : nullptr;
    const auto found = text_.find(code);
    return found == text_.end() ? nullptr : &found->second;
}

void FontCodes::read_encoding(QPDFObjectHandle encoding) {
    for (char letter = 0x20; letter < 0x7f; ++letter) map({letter}, {letter});
    if (!encoding.isDictionary() || !encoding.getKey("/Differences").isArray()) return;
    std::uint32_t code = 0;
    for (auto& item : encoding.getKey("/Differences").getArrayAsVector()) {
        if (item.isInteger()) code = static_cast<std::uint32_t>(item.getIntValue() & 0xff);
        else if (item.isName() && code < 256) map(code_of(code++, 1), text_of_glyph_name(item.getName()));
    }
}

// ISO 32000-1, 9.10.3: bfchar pairs, bfrange triples whose third is a string or an array.
void FontCodes::read_to_unicode(std::string_view cmap) {
    auto source = std::make_shared<BufferInputSource>("cmap", std::string(cmap));
    QPDFTokenizer tokenizer;
    tokenizer.allowEOF();
    std::vector<std::string> strings;
    std::vector<std::string> array;
    bool in_array = false, wide = false;
    const auto range = [&](const std::string& from, const std::string& to, const std::vector<std::string>& targets) {
        const auto first = number_of(from), last = number_of(to);
        for (auto code = first; code <= last && code - first < 65536; ++code) {
            const auto step = code - first;
            if (in_array) {
                if (step >= targets.size()) break;
                map(code_of(code, from.size()), utf8_of_utf16be(targets[step]));
            } else {
                auto target = targets.front();
                if (target.size() >= 2) {
                    const auto tail = code_of(number_of(std::string_view(target).substr(target.size() - 2)) + step, 2);
                    target.replace(target.size() - 2, 2, tail);
                }
                map(code_of(code, from.size()), utf8_of_utf16be(target));
            }
            if (code == ~0u) break;
        }
    };
    enum class Section { none, codespace, chars, ranges } section = Section::none;
    for (;;) {
        const auto token = tokenizer.readToken(source, "cmap", true);
        const auto type = token.getType();
        if (type == QPDFTokenizer::tt_eof || type == QPDFTokenizer::tt_bad) break;
        if (type == QPDFTokenizer::tt_word) {
            const auto& word = token.getValue();
            section = word == "beginbfchar" ? Section::chars : word == "beginbfrange" ? Section::ranges
                    : word == "begincodespacerange" ? Section::codespace : Section::none;
            strings.clear();
        } else if (type == QPDFTokenizer::tt_array_open) {
            in_array = true;
            array.clear();
        } else if (type == QPDFTokenizer::tt_array_close) {
            if (section == Section::ranges && strings.size() == 2) range(strings[0], strings[1], array);
            strings.clear();
            in_array = false;
        } else if (type == QPDFTokenizer::tt_string && in_array) {
            array.push_back(token.getValue());
        } else if (type == QPDFTokenizer::tt_string) {
            strings.push_back(token.getValue());
            if (section == Section::codespace && !wide) width_ = std::max<std::size_t>(1, strings.back().size());
            if (section == Section::codespace) wide = true;
            if (section == Section::chars && strings.size() == 2) map(strings[0], utf8_of_utf16be(strings[1]));
            if (section == Section::ranges && strings.size() == 3) range(strings[0], strings[1], {strings[2]});
            const std::size_t row = section == Section::ranges ? 3 : 2;
            if (strings.size() == row) strings.clear();
        }
    }
}

std::string FontCodes::text_of(std::string_view shown) const {
    if (utf16_ && text_.empty()) return utf8_of_utf16be(shown);
    if (gbk_ && text_.empty()) return decode(Charset::gb18030(), as_bytes(shown), 0, shown.size()).utf8;
    std::string text;
    for (std::size_t i = 0; i < shown.size();) {
        const auto* const found = meaning_of(shown.substr(i, width_));
        const auto* const single = found == nullptr && width_ == 2 ? meaning_of(shown.substr(i, 1)) : nullptr;
        if (found != nullptr) {
            text += *found;
            i += width_;
        } else if (single != nullptr) {
            text += *single;
            ++i;
        } else {
            text += "\xef\xbf\xbd";  // unknown: it still stands between its neighbours
            i += width_;
        }
    }
    return text;
}

std::optional<std::string> FontCodes::codes_for(std::u32string_view text) const {
    std::string codes;
    for (const char32_t point : text) {
        std::string letter;
        append_utf8(letter, point);
        const auto found = codes_.find(letter);
        if (found == codes_.end()) return std::nullopt;
        codes += found->second;
    }
    return codes;
}

}  // namespace review
