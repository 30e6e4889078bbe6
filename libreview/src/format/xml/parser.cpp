#include "format/xml/parser.hpp"

#include <libxml/parser.h>

#include <algorithm>
#include <array>
#include <mutex>
#include <string_view>

#include "base/charset.hpp"

namespace review {
namespace {

constexpr std::array usual{"GB18030", "GBK", "GB2312"};

xmlParserInputPtr no_entity(const char*, const char*, xmlParserCtxtPtr) { return nullptr; }

// Members of a zip say for themselves what they are written in, and so do attachments and forms of a PDF, of which nothing
// that stands in clear need tell (ISO 32000-1, 7.5.7).
bool may_need_others(std::string_view head) {
    if (head.starts_with("PK") || head.find("%PDF-") != head.npos) return true;
    constexpr std::string_view word = "encoding=";
    const auto at = head.starts_with("<?xml") ? head.substr(0, head.find("?>")).find(word) : head.npos;
    if (at == head.npos) return false;
    const auto name = head.substr(std::min(at + word.size() + 1, head.size()));
    const auto is = [&](std::string_view known) {
        return name.size() > known.size() && (name[known.size()] == '"' || name[known.size()] == '\'') &&
               std::equal(known.begin(), known.end(), name.begin(), [](char a, char b) { return a == b || a == (b ^ 0x20); });
    };
    return !is("UTF-8") && !is("UTF-16") && std::none_of(usual.begin(), usual.end(), is);
}

}  // namespace

void set_up_parser() {
    static std::once_flag once;
    std::call_once(once, [] {
        xmlInitParser();
        xmlSetExternalEntityLoader(no_entity);
    });
}

void load_encodings() {
    set_up_parser();
    static std::once_flag once;
    // Never closed: with the last of its kind the module would go.
    std::call_once(once, [] {
        for (const char* name : usual) static_cast<void>(xmlFindCharEncodingHandler(name));
    });
}

bool load_other_encodings(ByteView head) {
    static bool loaded = false;
    if (loaded || !may_need_others(as_text(head))) return false;
    loaded = true;
    set_up_parser();
    for (const auto& name : Charset::all_names()) static_cast<void>(xmlFindCharEncodingHandler(name.c_str()));
    return true;
}

}  // namespace review
