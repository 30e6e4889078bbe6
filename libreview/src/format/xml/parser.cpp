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

// A declaration of an encoding stands at the very beginning (XML 1.0, 2.8), in whatever it is written.
bool may_be_xml(std::string_view head) { return head.find('<') != head.npos || head.find('\0') != head.npos; }

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

bool load_encodings(ByteView head) {
    static bool usual_loaded = false, others_loaded = false;
    const auto text = as_text(head);
    const bool others = !others_loaded && may_need_others(text), some = !usual_loaded && (others || may_be_xml(text));
    set_up_parser();
    // Never closed: with the last of its kind the module would go.
    if (some) {
        for (const char* name : usual) static_cast<void>(xmlFindCharEncodingHandler(name));
        usual_loaded = true;
    }
    if (others) {
        for (const auto& name : Charset::all_names()) static_cast<void>(xmlFindCharEncodingHandler(name.c_str()));
        others_loaded = true;
    }
    return some || others;
}

}  // namespace review
