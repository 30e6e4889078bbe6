#include "format/pdf/label_font.hpp"

#include <algorithm>

#include <review/error.hpp>

#include "base/loose_text.hpp"
#include "base/messages/format_pdf.hpp"
#include "base/utf8_scan.hpp"
#include "format/pdf/installed_font.hpp"

namespace review::pdf {

namespace {

constexpr std::size_t longest_code = 32;

std::u32string printable(const std::string& code) {
    const auto characters = code_points(code);
    const bool text = !first_not_utf8(as_bytes(code)) && !characters.empty() && characters.size() <= longest_code;
    const auto prints = [](char32_t c) { return c > 0x20 && c != 0x7F && !(c >= 0x80 && c <= 0xA0) && c != 0xFFFD; };
    if (!text || !std::all_of(characters.begin(), characters.end(), prints)) throw Error(Errc::bad_config, say(Msg::label_bad_code));
    return characters;
}

}  // namespace

std::string file_for_label(const std::string& code, const std::string& file) {
    if (!file.empty()) return file;
    auto found = installed_font(printable(code));
    if (found.empty()) throw Error(Errc::bad_config, say(Msg::label_no_font));
    return found;
}

LabelFont::LabelFont(const std::string& code, const std::string& file)
    : characters_(printable(code)), font_(characters_, file, {Msg::label_no_font, Msg::label_font_kind, Msg::label_font_lacks}) {
    for (const char32_t c : characters_) width_ += font_.advance(c);
    if (width_ <= 0) throw Error(Errc::bad_config, say(Msg::label_bad_code));
    shown_ = font_.shown(characters_);
}

}  // namespace review::pdf
