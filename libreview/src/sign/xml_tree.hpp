#pragma once

#include <libxml/tree.h>
#include <libxml/xmlerror.h>

#include <string>
#include <string_view>
#include <vector>

#include <review/bytes.hpp>

#include "sign/openssl_handles.hpp"

namespace review {

inline constexpr std::string_view dsig_namespace = "http://www.w3.org/2000/09/xmldsig#";
inline constexpr std::string_view xades_namespace = "http://uri.etsi.org/01903/v1.3.2#";

// libxml2 writes what it dislikes to standard error, and quotes the draft there. Not while this lives.
class XmlSilence {
public:
    XmlSilence();
    XmlSilence(const XmlSilence&) = delete;
    XmlSilence& operator=(const XmlSilence&) = delete;
    ~XmlSilence();

private:
    void* context_;
    xmlStructuredErrorFunc handler_;
};

// A small parsed XML document, without network, entities or a DTD: a signature.
class XmlTree {
public:
    enum class State { read, malformed, has_dtd };

    explicit XmlTree(ByteView bytes);

    State state() const { return state_; }
    xmlNode* root() const { return xmlDocGetRootElement(document_.get()); }

    // Exclusive canonical form without comments (http://www.w3.org/2001/10/xml-exc-c14n#) of the
    // document, or of one element in it. Empty where libxml2 refuses, as it does relative namespaces.
    Bytes canonical(const xmlNode* element = nullptr) const;

private:
    Owned<xmlDoc, xmlFreeDoc> document_;
    State state_ = State::malformed;
};

// The nth child element of this local name; nullptr where there is none, or no node to look in.
const xmlNode* child(const xmlNode* node, std::string_view name, std::size_t nth = 0);
std::string attribute(const xmlNode* node, const char* name);
std::string content(const xmlNode* node);

}  // namespace review
