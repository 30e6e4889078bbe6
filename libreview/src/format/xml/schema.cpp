#include "format/xml/schema.hpp"

#include <libxml/relaxng.h>
#include <libxml/xmlreader.h>
#include <libxml/xmlschemas.h>

#include <algorithm>
#include <cstring>
#include <vector>

#include <review/draft.hpp>
#include <review/error.hpp>

#include "base/mapped_file.hpp"
#include "base/messages/format_xml.hpp"
#include "format/xml/parser.hpp"

namespace review {
namespace {

constexpr std::string_view relax_ng_names = "http://relaxng.org/ns/structure/1.0";
constexpr std::uint64_t largest = 64 << 20;
constexpr int options = XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_BIG_LINES | XML_PARSE_NOERROR | XML_PARSE_NOWARNING;

std::string_view as_text(const xmlChar* text) { return reinterpret_cast<const char*>(text); }

void quiet_structured(void*, xmlErrorPtr) {}

// Counts elements, so that a fault has the number of its own whatever lines the document has.
struct ElementCount {
    std::vector<std::uint64_t> open;
    std::uint64_t started = 0, here = 0;  // here: of the element whose tag was read last

    void start() { open.push_back(here = ++started); }
    void end() {
        here = open.back();
        open.pop_back();
    }
};

struct Watch {
    ElementCount place;
    XmlSchema::Fault fault;
};

void start_watched(void* context, const xmlChar*, const xmlChar*, const xmlChar*, int, const xmlChar**, int, int, const xmlChar**) {
    static_cast<Watch*>(context)->place.start();
}
void end_watched(void* context, const xmlChar*, const xmlChar*, const xmlChar*) { static_cast<Watch*>(context)->place.end(); }

void note_fault(void* context, xmlErrorPtr error) {
    auto& [place, fault] = *static_cast<Watch*>(context);
    if (fault.line != 0) return;
    fault.line = error->line;
    fault.element = place.here;
    // "Element 'd', attribute 'b': The value ..."
    const std::string words = error->message ? error->message : "";
    fault.words = words.substr(0, words.find("': ") == words.npos ? 0 : words.find("': ") + 1);
}

void note_node(void* context, xmlErrorPtr error) {
    auto& faulty = *static_cast<const xmlNode**>(context);
    if (faulty || error->domain != XML_FROM_RELAXNGV) return;
    faulty = static_cast<const xmlNode*>(error->node);
    while (faulty && faulty->type != XML_ELEMENT_NODE) faulty = faulty->parent;
}

template <auto Free>
struct Freed {
    template <typename Object> void operator()(Object* object) const { Free(object); }
};
template <typename Object, auto Free>
using Held = std::unique_ptr<Object, Freed<Free>>;

struct Source {
    ByteView bytes;
    std::size_t read = 0;
};

int read_source(void* context, char* buffer, int size) {
    auto& source = *static_cast<Source*>(context);
    const auto part = source.bytes.subspan(source.read, std::min<std::size_t>(static_cast<std::size_t>(size), source.bytes.size() - source.read));
    std::memcpy(buffer, part.data(), part.size());
    source.read += part.size();
    passed(part);
    return static_cast<int>(part.size());
}
int close_source(void*) { return 0; }

// Of what is validated: the reader itself has read on.
long line_of(xmlTextReaderPtr reader) {
    auto* const node = xmlTextReaderCurrentNode(reader);
    return node ? xmlGetLineNo(node) : xmlTextReaderGetParserLineNumber(reader);
}

// How many elements begin behind the start tag of `top` up to that of `node`, an element that is it or stands in it; 0: it does not.
std::uint64_t elements_up_to(const xmlNode* top, const xmlNode* node) {
    std::uint64_t passed = 0;
    for (const auto* at = top; at;) {
        if (at == node) return passed;
        const xmlNode* next = at->type == XML_ELEMENT_NODE ? at->children : nullptr;
        for (; !next && at && at != top; at = next ? at : at->parent) next = at->next;
        at = next;
        if (at && at->type == XML_ELEMENT_NODE) ++passed;
    }
    return 0;
}

std::optional<XmlSchema::Fault> by_xsd(xmlSchemaPtr schema, Source& source) {
    Watch watch;
    const Held<xmlSchemaValidCtxt, xmlSchemaFreeValidCtxt> valid(xmlSchemaNewValidCtxt(schema));
    auto* const input = xmlParserInputBufferCreateIO(read_source, close_source, &source, XML_CHAR_ENCODING_NONE);
    if (!valid || input == nullptr) throw std::bad_alloc();
    xmlSchemaSetValidStructuredErrors(valid.get(), note_fault, &watch);
    xmlSAXHandler counting{};
    counting.initialized = XML_SAX2_MAGIC;
    counting.serror = quiet_structured;
    counting.startElementNs = start_watched;
    counting.endElementNs = end_watched;
    if (xmlSchemaValidateStream(valid.get(), input, XML_CHAR_ENCODING_NONE, &counting, &watch) == 0) return std::nullopt;
    return watch.fault;
}

std::optional<XmlSchema::Fault> by_relax_ng(xmlRelaxNGPtr schema, Source& source) {
    const Held<xmlTextReader, xmlFreeTextReader> reader(xmlReaderForIO(read_source, close_source, &source, nullptr, nullptr, options));
    if (!reader) throw std::bad_alloc();
    const xmlNode* faulty = nullptr;
    xmlTextReaderSetStructuredErrorHandler(reader.get(), note_node, &faulty);
    if (xmlTextReaderRelaxNGSetSchema(reader.get(), schema) != 0) throw std::bad_alloc();
    ElementCount place;
    int more = 1;
    while ((more = xmlTextReaderRead(reader.get())) == 1) {
        const auto type = xmlTextReaderNodeType(reader.get());
        if (type == XML_READER_TYPE_ELEMENT) place.start();
        if (type == XML_READER_TYPE_END_ELEMENT || (type == XML_READER_TYPE_ELEMENT && xmlTextReaderIsEmptyElement(reader.get()) == 1)) place.end();
        if (xmlTextReaderIsValid(reader.get()) == 1) {
            faulty = nullptr;
            continue;
        }
        // What RELAX NG allows in an element may be known only when all of it was read: the fault stands deeper.
        const auto* const node = xmlTextReaderCurrentNode(reader.get());
        const auto deeper = type == XML_READER_TYPE_ELEMENT && node && faulty ? elements_up_to(node, faulty) : 0;
        return XmlSchema::Fault{line_of(reader.get()), place.here + deeper, {}};
    }
    if (more == 0 && xmlTextReaderIsValid(reader.get()) == 1) return std::nullopt;
    return XmlSchema::Fault{line_of(reader.get()), 0, {}};
}

}  // namespace

struct XmlSchema::Impl {
    Held<xmlDoc, xmlFreeDoc> tree;  // schemas point into it
    Held<xmlSchema, xmlSchemaFree> xsd;
    Held<xmlRelaxNG, xmlRelaxNGFree> rng;
};

XmlSchema::XmlSchema(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
XmlSchema::XmlSchema(XmlSchema&&) noexcept = default;
XmlSchema& XmlSchema::operator=(XmlSchema&&) noexcept = default;
XmlSchema::~XmlSchema() = default;

XmlSchema XmlSchema::load(const std::string& path) {
    set_up_parser();
    const auto bytes = load_settings_file(path, largest).bytes;
    auto impl = std::make_unique<Impl>();
    impl->tree.reset(xmlReadMemory(reinterpret_cast<const char*>(bytes.data()), static_cast<int>(bytes.size()), nullptr, nullptr, options));
    auto* const tree = impl->tree.get();
    auto* const root = tree ? xmlDocGetRootElement(tree) : nullptr;
    if (root && tree->intSubset == nullptr) {
        const bool relax_ng = root->ns && as_text(root->ns->href) == relax_ng_names;
        if (relax_ng) {
            const Held<xmlRelaxNGParserCtxt, xmlRelaxNGFreeParserCtxt> parser(xmlRelaxNGNewDocParserCtxt(tree));
            xmlRelaxNGSetParserStructuredErrors(parser.get(), quiet_structured, nullptr);
            impl->rng.reset(xmlRelaxNGParse(parser.get()));
        } else {
            const Held<xmlSchemaParserCtxt, xmlSchemaFreeParserCtxt> parser(xmlSchemaNewDocParserCtxt(tree));
            xmlSchemaSetParserStructuredErrors(parser.get(), quiet_structured, nullptr);
            impl->xsd.reset(xmlSchemaParse(parser.get()));
        }
    }
    if (!impl->xsd && !impl->rng) throw Error(Errc::bad_config, say(Msg::xml_bad_schema, {path}));
    return XmlSchema(std::move(impl));
}

std::optional<XmlSchema::Fault> XmlSchema::first_fault(ByteView document) const {
    Source source{document};
    return impl_->xsd ? by_xsd(impl_->xsd.get(), source) : by_relax_ng(impl_->rng.get(), source);
}

}  // namespace review
