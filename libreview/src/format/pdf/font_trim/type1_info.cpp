#include "format/pdf/font_trim/type1_info.hpp"

#include <algorithm>
#include <optional>
#include <string_view>

namespace review::pdf {

namespace {

constexpr std::string_view info_blanks(" \t\r\n\f\0", 6), info_delimiters("()<>[]{}/% \t\r\n\f\0", 16);

// One token of PostScript: a string or a procedure is one, with all that is in it. Empty at the end and where one is never closed.
class InfoTokens {
public:
    InfoTokens(std::string_view text, std::size_t from) : text_(text), at_(from) {}

    std::string_view next() {
        at_ = std::min(text_.find_first_not_of(info_blanks, at_), text_.size());
        const auto from = at_;
        if (at_ == text_.size()) return {};
        const char c = text_[at_];
        if (c == '(') return closed(from, '(', ')');
        if (c == '{') return closed(from, '{', '}');
        if (const auto two = text_.substr(at_, 2); two == "<<" || two == ">>") return taken(from, 2);
        if (c == '<') return closed(from, '<', '>');
        const bool alone = c != '/' && info_delimiters.find(c) != info_delimiters.npos;
        const auto end = alone ? at_ + 1 : text_.find_first_of(info_delimiters, at_ + 1);
        return taken(from, std::min(end, text_.size()) - from);
    }
    std::size_t place() const { return at_; }

private:
    std::string_view taken(std::size_t from, std::size_t length) {
        at_ = from + length;
        return text_.substr(from, length);
    }
    // A bracket within a string of a procedure is one of a pair in every font there is; where it is not, nothing is dropped.
    std::string_view closed(std::size_t from, char open, char close) {
        int depth = 0;
        for (auto at = from; at < text_.size(); ++at) {
            if (text_[at] == '\\') ++at;
            else if (text_[at] == open) ++depth;
            else if (text_[at] == close && --depth == 0) return taken(from, at + 1 - from);
        }
        at_ = text_.size();
        return {};
    }

    std::string_view text_;
    std::size_t at_;
};

// Where "/FontInfo 9 dict dup begin ... end readonly def" or "/FontInfo << ... >> def" ends, the value beginning at `from`.
std::optional<std::size_t> end_of_info(std::string_view text, std::size_t from) {
    InfoTokens tokens(text, from);
    int depth = 0;
    for (auto token = tokens.next();; token = tokens.next()) {
        if (token.empty() || token.starts_with("/Blend")) return std::nullopt;
        const bool opens = token == "begin" || token == "<<", closes = token == "end" || token == ">>";
        const bool before = token == "dict" || token == "dup" || token.find_first_not_of("0123456789") == token.npos;
        if (depth == 0 && !opens && !before) return std::nullopt;
        depth += opens ? 1 : closes ? -1 : 0;
        if (closes && depth == 0) break;
    }
    auto token = tokens.next();
    while (token == "readonly" || token == "noaccess" || token == "executeonly") token = tokens.next();
    return token == "def" ? std::optional(tokens.place()) : std::nullopt;
}

}  // namespace

void drop_font_info(std::string& clear) {
    InfoTokens tokens(clear, 0);
    for (auto token = tokens.next(); !token.empty(); token = tokens.next()) {
        if (token != "/FontInfo") continue;
        const auto end = end_of_info(clear, tokens.place());
        if (!end) return;
        const auto begin = tokens.place() - token.size();
        const auto rest = clear.find_first_not_of(info_blanks, *end);
        clear.erase(begin, (rest == clear.npos ? clear.size() : rest) - begin);
        tokens = InfoTokens(clear, begin);
    }
}

}  // namespace review::pdf
