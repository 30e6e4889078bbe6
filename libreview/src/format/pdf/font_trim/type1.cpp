#include "format/pdf/font_trim/type1.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <map>
#include <string_view>
#include <vector>

#include "format/pdf/font_trim/type1_charstring.hpp"
#include "format/pdf/font_trim/type1_words.hpp"
#include "format/pdf/fonts/encodings.hpp"

namespace review::pdf {

namespace {

bool blank(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0'; }

// PostScript tokens as font programs have them: words, names, numbers; brackets stand alone.
class Tokens {
public:
    Tokens(std::string_view text, std::size_t from) : text_(text), at_(from) {}

    std::string_view next() {
        skip();
        const auto from = at_;
        if (at_ >= text_.size()) return {};
        ++at_;
        if (std::string_view("[]{}").find(text_[from]) != std::string_view::npos) return text_.substr(from, 1);
        while (at_ < text_.size() && !blank(text_[at_]) && std::string_view("[]{}/()%").find(text_[at_]) == std::string_view::npos) ++at_;
        return text_.substr(from, at_ - from);
    }
    bool number(std::size_t& value) {
        const auto word = next();
        if (word.empty() || word.size() > 6) return false;
        value = 0;
        for (const char c : word) {
            if (c < '0' || c > '9') return false;
            value = value * 10 + static_cast<std::size_t>(c - '0');
        }
        return true;
    }
    // Binary data after RD or -| and one blank.
    bool binary(std::size_t length, std::string_view& data) {
        if (at_ + 1 + length > text_.size()) return false;
        data = text_.substr(at_ + 1, length);
        at_ += 1 + length;
        return true;
    }
    std::size_t place() const { return at_; }
    void go_back(std::size_t place) { at_ = place; }

private:
    void skip() {
        for (; at_ < text_.size(); ++at_) {
            if (text_[at_] == '%') {
                while (at_ < text_.size() && text_[at_] != '\n' && text_[at_] != '\r') ++at_;
            } else if (!blank(text_[at_])) {
                return;
            }
        }
    }
    std::string_view text_;
    std::size_t at_;
};

// PFB segments (Adobe technical note 5040) belong in files, not in a PDF, and come all the same.
std::string without_segments(ByteView program) {
    const auto text = as_text(program);
    if (program.size() < 6 || program[0] != 0x80) return std::string(text);
    std::string joined;
    for (std::size_t at = 0; at + 6 <= program.size() && program[at] == 0x80 && program[at + 1] != 3;) {
        const std::size_t length = program[at + 2] | program[at + 3] << 8 | program[at + 4] << 16 | std::size_t{program[at + 5]} << 24;
        joined += text.substr(at + 6, length);
        at += 6 + length;
    }
    return joined;
}

// The encrypted portion as bytes, whether the program holds it so or as hexadecimal digits.
std::string binary_portion(std::string_view portion) {
    bool digits = portion.size() >= 4;
    for (std::size_t i = 0; i < 4 && digits; ++i) digits = std::isxdigit(static_cast<unsigned char>(portion[i])) != 0;
    if (!digits) return std::string(portion);
    std::string bytes;
    int high = -1;
    for (const char c : portion) {
        if (blank(c)) continue;
        if (std::isxdigit(static_cast<unsigned char>(c)) == 0) break;
        const int value = c <= '9' ? c - '0' : (c | 32) - 'a' + 10;
        if (high < 0) high = value;
        else bytes += static_cast<char>(high * 16 + value), high = -1;
    }
    return bytes;
}

struct Private {
    std::string before;          // up to /Subrs, or to /CharStrings where there are none
    std::vector<std::string> subroutines;
    bool has_subroutines = false;
    std::string between;         // what stands between the two
    std::map<std::string, std::string> charstrings;  // still encrypted
    std::string after;
    int lead = 4;                // lenIV; -1: not encrypted
    std::string read_word = "RD", subr_tail = "NP", glyph_tail = "ND";
};

// What ends an entry: NP, ND, | or |- as the program defines them, or the two words these stand for.
std::string tail_of(Tokens& tokens) {
    std::string tail(tokens.next());
    if (tail == "noaccess" || tail == "readonly") tail += ' ' + std::string(tokens.next());
    return tail;
}

std::size_t word_at(std::string_view text, std::string_view word, std::size_t from = 0) {
    for (auto at = text.find(word, from); at != std::string_view::npos; at = text.find(word, at + 1)) {
        const auto end = at + word.size();
        if (end < text.size() && (blank(text[end]) || text[end] == '[')) return at;
    }
    return std::string_view::npos;
}

bool read_subroutines(std::string_view text, std::size_t at, Private& out, std::size_t& end) {
    Tokens tokens(text, at + 6);
    std::size_t count = 0;
    if (!tokens.number(count) || count > 65536) return false;
    if (const auto word = tokens.next(); word == "[") {  // an empty array
        if (tokens.next() != "]") return false;
        end = tokens.place();
        return count == 0;
    } else if (word != "array") {
        return false;
    }
    out.has_subroutines = true;
    out.subroutines.resize(count);
    for (;;) {
        const auto place = tokens.place();
        if (tokens.next() != "dup") {
            end = place;
            return true;
        }
        std::size_t index = 0, length = 0;
        std::string_view data;
        if (!tokens.number(index) || !tokens.number(length) || index >= count) return false;
        out.read_word = tokens.next();
        if (!tokens.binary(length, data)) return false;
        out.subroutines[index] = data;
        out.subr_tail = tail_of(tokens);
    }
}

bool read_charstrings(std::string_view text, std::size_t at, Private& out) {
    Tokens tokens(text, at + 12);
    std::size_t count = 0;
    if (!tokens.number(count)) return false;
    for (auto word = tokens.next(); word != "begin"; word = tokens.next()) {
        if (word != "dict" && word != "dup") return false;
    }
    for (;;) {
        const auto word = tokens.next();
        if (word == "end") break;
        if (word.size() < 2 || word[0] != '/') return false;
        std::size_t length = 0;
        std::string_view data;
        if (!tokens.number(length)) return false;
        out.read_word = tokens.next();
        if (!tokens.binary(length, data)) return false;
        out.charstrings[std::string(word.substr(1))] = data;
        out.glyph_tail = tail_of(tokens);
    }
    const auto close = text.find("closefile", tokens.place());
    if (close == std::string_view::npos) return false;
    out.after = std::string(text.substr(tokens.place(), close + 9 - tokens.place())) + "\n";
    // What runs after the glyphs may bring glyphs of its own: hybrid fonts do.
    return out.after.find("RD ") == std::string::npos && out.after.find("/CharStrings") == std::string::npos;
}

std::optional<Private> read_private(std::string_view text) {
    Private out;
    const auto glyphs = word_at(text, "/CharStrings");
    if (glyphs == std::string_view::npos) return std::nullopt;
    if (const auto lead = word_at(text, "/lenIV"); lead != std::string_view::npos) {
        out.lead = std::atoi(std::string(text.substr(lead + 6, 8)).c_str());
        if (out.lead < -1 || out.lead > 16) return std::nullopt;
    }
    const auto routines = word_at(text, "/Subrs");
    auto between = glyphs;
    if (routines != std::string_view::npos) {
        if (routines > glyphs || word_at(text, "/Subrs", routines + 1) != std::string_view::npos) return std::nullopt;
        if (!read_subroutines(text, routines, out, between) || between > glyphs) return std::nullopt;
        out.before = text.substr(0, routines);
    }
    if (routines == std::string_view::npos) out.before = text.substr(0, glyphs);
    else out.between = text.substr(0, glyphs).substr(std::min(text.find_first_not_of(" \n\r\t", between), glyphs));
    if (!read_charstrings(text, glyphs, out)) return std::nullopt;
    return out;
}

std::string decoded(const std::string& charstring, int lead) {
    return lead < 0 ? charstring : decrypt_type1(charstring, charstring_key, static_cast<std::size_t>(lead));
}

// Names that stay, with the parts of accented characters; and the subroutines they call.
bool close_over(const Private& program, std::set<std::string>& names, Type1Use& use) {
    const auto standard = base_encoding("StandardEncoding");
    std::vector<std::string> routines;
    for (const auto& routine : program.subroutines) routines.push_back(decoded(routine, program.lead));
    std::vector<std::string> waiting(names.begin(), names.end());
    while (!waiting.empty()) {
        const auto name = waiting.back();
        waiting.pop_back();
        const auto glyph = program.charstrings.find(name);
        if (glyph == program.charstrings.end()) continue;
        Type1Use own;
        note_use(decoded(glyph->second, program.lead), routines, own);
        if (!own.understood) return false;
        use.subroutines.insert(own.subroutines.begin(), own.subroutines.end());
        for (const auto code : own.standard_codes) {
            for (const auto& [part, data] : program.charstrings) {
                if (unicode_of_glyph_name(part) == standard[code] && names.insert(part).second) waiting.push_back(part);
            }
        }
    }
    for (std::size_t i = 0; i < std::min<std::size_t>(4, routines.size()); ++i) use.subroutines.insert(i);  // flex and hints
    return true;
}

std::string private_with(const Private& program, const std::set<std::string>& names, const Type1Use& use) {
    std::string out = program.before;
    const std::string nothing = program.lead < 0 ? "\x0B" : encrypt_type1("\x0B", charstring_key, static_cast<std::size_t>(program.lead));
    const auto entry = [&](const std::string& head, const std::string& data, const std::string& tail) {
        out += head + ' ' + std::to_string(data.size()) + ' ' + program.read_word + ' ' + data + ' ' + tail + '\n';
    };
    if (program.has_subroutines) {
        out += "/Subrs " + std::to_string(program.subroutines.size()) + " array\n";
        for (std::size_t i = 0; i < program.subroutines.size(); ++i) {
            entry("dup " + std::to_string(i), use.subroutines.count(i) != 0 ? program.subroutines[i] : nothing, program.subr_tail);
        }
    }
    out += program.between;
    std::size_t count = 0;
    for (const auto& [name, data] : program.charstrings) count += names.count(name);
    out += "/CharStrings " + std::to_string(count) + " dict dup begin\n";
    for (const auto& [name, data] : program.charstrings) {
        if (names.count(name) != 0) entry('/' + name, data, program.glyph_tail);
    }
    return out + "end" + program.after;
}

// "dup 65 /A put" for codes that stay; an encoding given by name stays as it is.
std::optional<std::string> clear_portion(std::string_view text, const std::set<std::string>& names, const std::set<std::uint32_t>& codes) {
    const auto at = word_at(text, "/Encoding");
    if (at == std::string_view::npos) return std::string(text);
    Tokens tokens(text, at + 9);
    std::size_t size = 0;
    if (!tokens.number(size)) return std::string(text);  // StandardEncoding def
    if (tokens.next() != "array") return std::nullopt;
    std::string kept;
    for (auto word = tokens.next();; word = tokens.next()) {
        if (word.empty()) return std::nullopt;
        if (word == "def") break;
        if (word == "readonly") continue;
        if (word != "dup") continue;  // 0 1 255 {1 index exch /.notdef put} for
        std::size_t code = 0;
        const auto place = tokens.place();
        if (!tokens.number(code)) {
            tokens.go_back(place);
            continue;
        }
        const auto name = tokens.next();
        if (name.size() < 2 || name[0] != '/' || tokens.next() != "put") return std::nullopt;
        if (codes.count(static_cast<std::uint32_t>(code)) != 0 && names.count(std::string(name.substr(1))) != 0) {
            kept += "dup " + std::to_string(code) + ' ' + std::string(name) + " put\n";
        }
    }
    return std::string(text.substr(0, at)) + "/Encoding " + std::to_string(size) +
           " array\n0 1 255 {1 index exch /.notdef put} for\n" + kept + "readonly def" + std::string(text.substr(tokens.place()));
}

}  // namespace

std::optional<Type1Program> trim_type1(ByteView bytes, const std::set<std::string>& kept, const std::set<std::uint32_t>& codes) {
    const auto whole = without_segments(bytes);
    const std::string_view text = whole;
    auto start = text.find("eexec");
    if (start == std::string_view::npos) return std::nullopt;
    start += 5;
    const auto clear = text.substr(0, start);
    while (start < text.size() && blank(text[start]) && text[start] != '\0') ++start;
    const auto plain = decrypt_type1(binary_portion(text.substr(start)), eexec_key, 4);
    const auto program = read_private(plain);
    if (!program || program->charstrings.empty()) return std::nullopt;
    auto names = kept;
    names.insert(".notdef");
    Type1Use use;
    if (!close_over(*program, names, use)) return std::nullopt;
    auto head = clear_portion(clear, names, codes);
    if (!head) return std::nullopt;
    head = without_words(*head);
    const auto encrypted = encrypt_type1(private_with(*program, names, use), eexec_key, 4);
    std::string trailer = "\n";
    for (int line = 0; line < 8; ++line) trailer += std::string(64, '0') + '\n';
    trailer += "cleartomark\n";
    const auto out = *head + '\n' + encrypted + trailer;
    return Type1Program{Bytes(out.begin(), out.end()), head->size() + 1, encrypted.size(), trailer.size()};
}

}  // namespace review::pdf
