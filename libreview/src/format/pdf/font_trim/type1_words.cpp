#include "format/pdf/font_trim/type1_words.hpp"

#include "format/pdf/font_trim/type1_info.hpp"

namespace review::pdf {

namespace {

constexpr std::string_view blanks = " \t\r\n\f";

void rename(std::string& clear) {
    const auto key = clear.find("/FontName");
    if (key == std::string::npos) return;
    const auto name = clear.find_first_not_of(blanks, key + 9);
    if (name == std::string::npos || clear[name] != '/') return;
    const auto end = clear.find_first_of(blanks, name);
    if (end != std::string::npos) clear.replace(name, end - name, "/Font");
}

}  // namespace

std::string without_words(std::string_view text) {
    std::string out = "%!PS-AdobeFont-1.0: Font\n";
    const auto head = out.size();
    for (std::size_t at = 0; at < text.size();) {
        if (text[at] == '%') {
            while (at < text.size() && text[at] != '\n' && text[at] != '\r') ++at;
        } else if (text[at] == '(') {
            int open = 0;
            do {
                if (text[at] == '\\') ++at;
                else if (text[at] == '(') ++open;
                else if (text[at] == ')') --open;
                ++at;
            } while (open > 0 && at < text.size());
            out += "()";
        } else if (out.size() == head && blanks.find(text[at]) != blanks.npos) {
            ++at;  // behind the first line, which was a comment itself: or each time there would be a line more
        } else {
            out += text[at++];
        }
    }
    drop_font_info(out);
    rename(out);
    return out;
}

}  // namespace review::pdf
