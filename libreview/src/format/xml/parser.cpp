#include "format/xml/parser.hpp"

#include <libxml/parser.h>

#include <mutex>

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

void load_encodings() {
    set_up_parser();
    static std::once_flag once;
    std::call_once(once, [] {
        // Never closed: with the last of its kind the module would go.
        for (const char* name : {"GB18030", "GBK", "GB2312"}) static_cast<void>(xmlFindCharEncodingHandler(name));
    });
}

}  // namespace review
