#include "format/xml/parser.hpp"

#include <libxml/parser.h>

#include <algorithm>
#include <mutex>
#include <set>
#include <string>

namespace review {
namespace {

xmlParserInputPtr no_entity(const char*, const char*, xmlParserCtxtPtr) { return nullptr; }

}  // namespace

void set_up_parser() {
    static std::once_flag once;
    std::call_once(once, [] {
        xmlInitParser();
        xmlSetExternalEntityLoader(no_entity);
    });
}

bool load_encoding_named_in(ByteView head) {
    constexpr std::string_view word = "encoding=", plain = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    static std::set<std::string> loaded;
    const auto text = as_text(head);
    const auto at = text.starts_with("<?xml") ? text.substr(0, text.find("?>")).find(word) : text.npos;
    if (at == text.npos) return false;
    const auto name = text.substr(std::min(at + word.size() + 1, text.size())).substr(0, 40);
    const std::string encoding(name.substr(0, name.find_first_not_of(plain)));
    if (encoding.empty() || !loaded.insert(encoding).second) return false;
    set_up_parser();
    const auto* const handler = xmlFindCharEncodingHandler(encoding.c_str());  // never closed, as below
    return handler && handler->iconv_in != nullptr;
}

void load_encodings() {
    set_up_parser();
    static std::once_flag once;
    std::call_once(once, [] {
        // Never closed: with the last of its kind the module would go.
        for (const char* name : {"GB18030", "GBK", "GB2312"}) static_cast<void>(xmlFindCharEncodingHandler(name));
    });
}

}  // namespace review
