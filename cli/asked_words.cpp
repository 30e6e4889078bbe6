#include "cli/asked_words.hpp"

#include <algorithm>

#include <review/draft.hpp>
#include <review/error.hpp>

#include "base/messages/base.hpp"
#include "base/messages/written_text.hpp"
#include "base/utf8_scan.hpp"
#include "base/written_text.hpp"

namespace cli {

using namespace review;

namespace {

// U+00A0 and U+3000 look like a blank, too.
bool is_blank(std::string_view text) {
    constexpr std::string_view blanks[] = {" ", "\t", "\xc2\xa0", "\xe3\x80\x80"};
    while (!text.empty()) {
        const auto* blank = std::find_if(std::begin(blanks), std::end(blanks), [&](std::string_view one) { return text.starts_with(one); });
        if (blank == std::end(blanks)) return false;
        text.remove_prefix(blank->size());
    }
    return true;
}

// A lost character is found nowhere, and neither is what stands beside a control character (UTF-16 without its mark has zeroes).
bool is_damaged(std::string_view text) { return has_binary_control(as_bytes(text)) || text.find("\xef\xbf\xbd") != text.npos; }

[[noreturn]] void complain_of_line(const std::string& path, std::size_t line, const Message& what) {
    throw Error(Errc::bad_config, say(Msg::config_syntax, {path, std::to_string(line), say(what)}));
}

}  // namespace

std::vector<AskedWord> words_of_option(const std::string& option, const std::vector<std::string>& values) {
    std::vector<AskedWord> words;
    for (const auto& value : values) {
        const auto number = std::to_string(words.size() + 1);
        if (first_not_utf8(as_bytes(value))) throw Error(Errc::bad_config, say(Msg::written_option_not_utf8, {option, number}));
        if (is_blank(value) || is_damaged(value)) throw Error(Errc::bad_config, say(Msg::written_option_no_word, {option, number}));
        words.push_back({value, say(Msg::written_option_place, {option, number})});
    }
    return words;
}

std::vector<AskedWord> words_of_file(const std::string& path) {
    const auto written = written_text(load_settings_file(path, Limits{}.file_bytes).bytes);
    if (written.wrong_line > 0) complain_of_line(path, written.wrong_line, Msg::written_not_utf8);
    std::vector<AskedWord> words;
    std::string_view rest = written.utf8;
    for (std::size_t number = 1; !rest.empty(); ++number) {
        const auto end = std::min(rest.find_first_of("\r\n"), rest.size());
        const auto line = rest.substr(0, end);
        rest.remove_prefix(end);
        rest.remove_prefix(rest.starts_with("\r\n") ? 2 : rest.empty() ? 0 : 1);
        if (is_blank(line)) continue;
        if (is_damaged(line)) complain_of_line(path, number, Msg::written_no_word);
        words.push_back({std::string(line), path + ":" + std::to_string(number)});
    }
    if (words.empty()) throw Error(Errc::bad_config, say(Msg::written_no_words, {path}));
    return words;
}

}  // namespace cli
