#include "sign/xml_survey.hpp"

#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <libxml/uri.h>

#include <algorithm>
#include <climits>
#include <deque>
#include <exception>
#include <optional>

#include "sign/openssl_handles.hpp"
#include "sign/xml_canonical.hpp"
#include "sign/xml_tree.hpp"

namespace review {
namespace {

constexpr std::size_t flush_at = std::size_t{1} << 16;

std::string_view view(const xmlChar* text) { return text ? reinterpret_cast<const char*>(text) : ""; }
std::string_view view(const xmlChar* begin, const xmlChar* end) {
    return {reinterpret_cast<const char*>(begin), static_cast<std::size_t>(end - begin)};
}

bool called_id(std::string_view name) { return name.size() == 2 && (name[0] | 0x20) == 'i' && (name[1] | 0x20) == 'd'; }

// Without entity replacement libxml2 reports an ampersand in an attribute as "&#38;", and no other way.
std::string with_ampersands(std::string_view value) {
    constexpr std::string_view reported = "&#38;";
    std::string text;
    for (std::size_t at = 0; at < value.size();) {
        const bool one = value.substr(at, reported.size()) == reported;
        text += value[at];
        at += one ? reported.size() : 1;
    }
    return text;
}

// libxml2's own test of canonical forms: a name space without a scheme is relative.
bool is_absolute(const xmlChar* space) {
    if (view(space).empty()) return true;
    const Owned<xmlURI, xmlFreeURI> uri(xmlParseURI(reinterpret_cast<const char*>(space)));
    return uri && uri->scheme && *uri->scheme != 0;
}

// What libxml2 reports, on its way into the digest or, inside a signature, aside.
class Surveyor {
public:
    explicit Surveyor(xmlParserCtxt* parser) : parser_(parser), context_(EVP_MD_CTX_new()) {
        EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr);
    }

    void add_attribute(XmlAttribute attribute) {
        if (attribute.value.find('&') != attribute.value.npos) {
            values_.push_back(with_ampersands(attribute.value));
            attribute.value = values_.back();
        }
        attributes_.push_back(attribute);
    }

    // With the attributes added before.
    void open(const XmlName& name) {
        const bool is_signature = name.local == "Signature" && name.space == dsig_namespace;
        seen.signatures += is_signature;
        if (depth_ == 1) {
            seen.last_in_root = is_signature;
            if (is_signature) aside_.emplace();
        }
        ++depth_;
        for (const auto& attribute : attributes_) {
            if (called_id(attribute.name.local) && attribute.value.starts_with(identifier_start)) seen.identifiers.emplace_back(attribute.value);
        }
        form().open(name, attributes_);
        attributes_.clear();
        values_.clear();
        flush();
    }

    void close(const XmlName& name) {
        form().close(name);
        if (--depth_ == 1 && aside_) {
            seen.signature = std::move(aside_->written);
            aside_.reset();
        }
    }

    void text(std::string_view text) {
        form().text(text);
        flush();
    }

    void instruction(std::string_view target, std::string_view data) {
        form().instruction(target, data);
        flush();
    }

    void finish() {
        EVP_DigestUpdate(context_.get(), form_.written.data(), form_.written.size());
        EVP_DigestFinal_ex(context_.get(), seen.digest.bytes.data(), nullptr);
    }

    // An exception must not cross libxml2, which is C: it waits here.
    template <class Call>
    void guarded(Call call) noexcept {
        if (failure) return;
        try {
            call();
        } catch (...) {
            failure = std::current_exception();
            xmlStopParser(parser_);
        }
    }

    XmlSurvey seen;
    bool has_dtd = false;
    std::exception_ptr failure;

private:
    CanonicalWriter& form() { return aside_ ? *aside_ : form_; }

    void flush() {
        if (form_.written.size() < flush_at) return;
        EVP_DigestUpdate(context_.get(), form_.written.data(), form_.written.size());
        form_.written.clear();
    }

    xmlParserCtxt* parser_;
    DigestContext context_;
    CanonicalWriter form_;
    std::optional<CanonicalWriter> aside_;
    std::vector<XmlAttribute> attributes_;
    std::deque<std::string> values_;  // of attributes, where they are not as reported
    std::size_t depth_ = 0;
};

Surveyor& surveyor(void* context) { return *static_cast<Surveyor*>(static_cast<xmlParserCtxt*>(context)->_private); }

void on_open(void* context, const xmlChar* local, const xmlChar* prefix, const xmlChar* space, int space_count, const xmlChar** spaces,
             int count, int, const xmlChar** values) {
    auto& self = surveyor(context);
    self.guarded([&] {
        for (int i = 0; i < space_count; ++i) self.seen.absolute = self.seen.absolute && is_absolute(spaces[2 * i + 1]);
        for (int i = 0; i < count; ++i, values += 5) {
            self.add_attribute({{view(values[1]), view(values[0]), view(values[2])}, view(values[3], values[4])});
        }
        self.open({view(prefix), view(local), view(space)});
    });
}

void on_close(void* context, const xmlChar* local, const xmlChar* prefix, const xmlChar* space) {
    auto& self = surveyor(context);
    self.guarded([&] { self.close({view(prefix), view(local), view(space)}); });
}

void on_text(void* context, const xmlChar* text, int size) {
    auto& self = surveyor(context);
    self.guarded([&] { self.text(view(text, text + size)); });
}

void on_instruction(void* context, const xmlChar* target, const xmlChar* data) {
    auto& self = surveyor(context);
    self.guarded([&] { self.instruction(view(target), view(data)); });
}

void on_comment(void* context, const xmlChar*) { surveyor(context).seen.comments = true; }

void on_dtd(void* context, const xmlChar*, const xmlChar*, const xmlChar*) {
    auto& self = surveyor(context);
    self.has_dtd = true;
    xmlStopParser(static_cast<xmlParserCtxt*>(context));
}

void set_handlers(xmlSAXHandler& sax) {
    sax = {};
    sax.initialized = XML_SAX2_MAGIC;
    sax.startElementNs = on_open;
    sax.endElementNs = on_close;
    sax.characters = sax.cdataBlock = on_text;
    sax.ignorableWhitespace = on_text;  // the same for both: then libxml2 does not guess
    sax.processingInstruction = on_instruction;
    sax.comment = on_comment;
    sax.internalSubset = on_dtd;
}

std::string encoding_of(const xmlParserCtxt& parser) {
    if (parser.encoding) return std::string(view(parser.encoding));
    if (parser.inputNr > 0 && parser.inputTab[0]->encoding) return std::string(view(parser.inputTab[0]->encoding));
    const char* name = xmlGetCharEncodingName(static_cast<xmlCharEncoding>(parser.charset));
    return name ? name : "";
}

}  // namespace

std::size_t XmlSurvey::identified(std::string_view value) const {
    return static_cast<std::size_t>(std::count(identifiers.begin(), identifiers.end(), value));
}

XmlSurvey survey_xml(ByteView xml) {
    if (xml.empty() || xml.size() > INT_MAX) return {};
    const Owned<xmlParserCtxt, xmlFreeParserCtxt> parser(
        xmlCreateMemoryParserCtxt(reinterpret_cast<const char*>(xml.data()), static_cast<int>(xml.size())));
    if (!parser) return {};
    Surveyor surveyor(parser.get());
    parser->_private = &surveyor;
    set_handlers(*parser->sax);
    xmlCtxtUseOptions(parser.get(), XML_PARSE_NONET | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    const XmlSilence silence;
    xmlParseDocument(parser.get());
    if (surveyor.failure) std::rethrow_exception(surveyor.failure);
    surveyor.finish();
    surveyor.seen.encoding = encoding_of(*parser);
    if (surveyor.has_dtd) surveyor.seen.state = XmlSurvey::State::has_dtd;
    else if (parser->wellFormed == 1 && parser->nsWellFormed == 1) surveyor.seen.state = XmlSurvey::State::read;
    return std::move(surveyor.seen);
}

}  // namespace review
