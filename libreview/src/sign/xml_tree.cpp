#include "sign/xml_tree.hpp"

#include <libxml/c14n.h>
#include <libxml/parser.h>

#include <algorithm>
#include <climits>

namespace review {
namespace {

std::string_view text_of(const xmlChar* text) { return text ? reinterpret_cast<const char*>(text) : ""; }

void refuse_dtd(void* context, const xmlChar*, const xmlChar*, const xmlChar*) {
    auto* parser = static_cast<xmlParserCtxt*>(context);
    *static_cast<bool*>(parser->_private) = true;
    xmlStopParser(parser);
}

// Visible is what stands in the element. libxml2 gives namespaces as nodes without a parent.
int inside(void* element, xmlNode* node, xmlNode* parent) {
    for (const xmlNode* at = node->type == XML_NAMESPACE_DECL ? parent : node; at; at = at->parent) {
        if (at == element) return 1;
    }
    return 0;
}

}  // namespace

XmlSilence::XmlSilence() : context_(xmlStructuredErrorContext), handler_(xmlStructuredError) {
    xmlSetStructuredErrorFunc(nullptr, [](void*, xmlError*) {});
}

XmlSilence::~XmlSilence() { xmlSetStructuredErrorFunc(context_, handler_); }

XmlTree::XmlTree(ByteView bytes) {
    if (bytes.size() > INT_MAX) return;
    const Owned<xmlParserCtxt, xmlFreeParserCtxt> parser(xmlNewParserCtxt());
    const XmlSilence silence;
    bool dtd = false;
    parser->_private = &dtd;
    parser->sax->internalSubset = refuse_dtd;
    document_.reset(xmlCtxtReadMemory(parser.get(), reinterpret_cast<const char*>(bytes.data()),
                                      static_cast<int>(bytes.size()), nullptr, nullptr,
                                      XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING));
    if (dtd || (document_ && document_->intSubset)) {
        state_ = State::has_dtd;
    } else if (document_ && root()) {
        state_ = State::read;
    }
}

Bytes XmlTree::canonical(const xmlNode* element) const {
    const XmlSilence silence;
    const Owned<xmlBuffer, xmlBufferFree> text(xmlBufferCreate());
    xmlOutputBuffer* output = xmlOutputBufferCreateBuffer(text.get(), nullptr);
    const int size = xmlC14NExecute(document_.get(), element ? inside : nullptr, const_cast<xmlNode*>(element),
                                    XML_C14N_EXCLUSIVE_1_0, nullptr, 0, output);
    xmlOutputBufferClose(output);
    if (size < 0) return {};
    const auto* data = xmlBufferContent(text.get());
    return Bytes(data, data + xmlBufferLength(text.get()));
}

const xmlNode* child(const xmlNode* node, std::string_view name, std::size_t nth) {
    for (const xmlNode* at = node ? node->children : nullptr; at; at = at->next) {
        if (at->type == XML_ELEMENT_NODE && text_of(at->name) == name && nth-- == 0) return at;
    }
    return nullptr;
}

std::string attribute(const xmlNode* node, const char* name) {
    if (!node) return {};
    const Owned<xmlChar, [](xmlChar* text) { xmlFree(text); }> value(
        xmlGetNoNsProp(node, reinterpret_cast<const xmlChar*>(name)));
    return std::string(text_of(value.get()));
}

std::string content(const xmlNode* node) {
    if (!node) return {};
    const Owned<xmlChar, [](xmlChar* text) { xmlFree(text); }> value(xmlNodeGetContent(node));
    return std::string(text_of(value.get()));
}

}  // namespace review
