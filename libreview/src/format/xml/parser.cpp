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

}  // namespace review
