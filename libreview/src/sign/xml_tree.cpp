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

// The next node in document order, or nullptr; a loop, since a hostile tree may be deep.
const xmlNode* next(const xmlNode* node) {
    if (node->type == XML_ELEMENT_NODE && node->children) return node->children;
    while (node && !node->next) node = node->parent && node->parent->type == XML_ELEMENT_NODE ? node->parent : nullptr;
    return node ? node->next : nullptr;
}

template <class Visit>
void walk(const xmlDoc* document, Visit visit) {
    for (const xmlNode* node = document->children; node; node = next(node)) visit(node);
}

// Visible is what stands in the element. libxml2 gives namespaces as nodes without a parent.
int inside(void* element, xmlNode* node, xmlNode* parent) {
    for (const xmlNode* at = node->type == XML_NAMESPACE_DECL ? parent : node; at; at = at->parent) {
        if (at == element) return 1;
    }
    return 0;
}

// libxml2 writes what it dislikes to standard error, and quotes the draft there.
class Silence {
public:
    Silence() : context_(xmlStructuredErrorContext), handler_(xmlStructuredError) {
        xmlSetStructuredErrorFunc(nullptr, [](void*, xmlError*) {});
    }
    Silence(const Silence&) = delete;
    Silence& operator=(const Silence&) = delete;
    ~Silence() { xmlSetStructuredErrorFunc(context_, handler_); }

private:
    void* context_;
    xmlStructuredErrorFunc handler_;
};

}  // namespace

XmlTree::XmlTree(ByteView bytes) {
    if (bytes.size() > INT_MAX) return;
    const Owned<xmlParserCtxt, xmlFreeParserCtxt> parser(xmlNewParserCtxt());
    const Silence silence;
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

std::string XmlTree::encoding() const { return std::string(text_of(document_->encoding)); }

bool XmlTree::has_comments() const {
    bool found = false;
    walk(document_.get(), [&](const xmlNode* node) { found = found || node->type == XML_COMMENT_NODE; });
    return found;
}

std::vector<xmlNode*> XmlTree::elements(std::string_view space, std::string_view name) const {
    std::vector<xmlNode*> found;
    walk(document_.get(), [&](const xmlNode* node) {
        if (is_element(node, space, name)) found.push_back(const_cast<xmlNode*>(node));
    });
    return found;
}

std::size_t XmlTree::identified(std::string_view value) const {
    std::size_t count = 0;
    walk(document_.get(), [&](const xmlNode* node) {
        if (node->type != XML_ELEMENT_NODE) return;
        for (const xmlAttr* at = node->properties; at; at = at->next) {
            const auto name = text_of(at->name);
            if (name.size() == 2 && (name[0] | 0x20) == 'i' && (name[1] | 0x20) == 'd' &&
                content(reinterpret_cast<const xmlNode*>(at)) == value) {
                ++count;
            }
        }
    });
    return count;
}

Bytes XmlTree::canonical(const xmlNode* element) const {
    const Silence silence;
    const Owned<xmlBuffer, xmlBufferFree> text(xmlBufferCreate());
    xmlOutputBuffer* output = xmlOutputBufferCreateBuffer(text.get(), nullptr);
    const int size = xmlC14NExecute(document_.get(), element ? inside : nullptr, const_cast<xmlNode*>(element),
                                    XML_C14N_EXCLUSIVE_1_0, nullptr, 0, output);
    xmlOutputBufferClose(output);
    if (size < 0) return {};
    const auto* data = xmlBufferContent(text.get());
    return Bytes(data, data + xmlBufferLength(text.get()));
}

Bytes XmlTree::canonical_without(xmlNode* element) {
    xmlUnlinkNode(element);
    const Owned<xmlNode, xmlFreeNode> gone(element);
    return canonical();
}

bool is_element(const xmlNode* node, std::string_view space, std::string_view name) {
    return node->type == XML_ELEMENT_NODE && text_of(node->name) == name && node->ns && text_of(node->ns->href) == space;
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
