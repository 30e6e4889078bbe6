#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>

#include <algorithm>
#include <cstring>
#include <exception>
#include <memory>
#include <optional>

#include <review/error.hpp>

#include "base/messages/format_xml.hpp"
#include "format/xml/characters.hpp"
#include "format/xml/parser.hpp"
#include "format/xml/splitter.hpp"
#include "format/xml/structure.hpp"

namespace review {
namespace {

std::string_view view(const xmlChar* text) {
    return text == nullptr ? std::string_view() : std::string_view(reinterpret_cast<const char*>(text));
}

// What our splitter expects libxml2 to report next.
class Expected {
public:
    Expected(std::string_view text, const std::string& name, const Limits& limits)
        : text_(text), splitter_(text, name, limits) {}

    void start(std::string_view name, const xmlChar** attributes) {
        const auto token = markup(XmlTokenKind::start);
        agree(token.name == name);
        for (const auto& attribute : splitter_.attributes()) {
            agree(attributes != nullptr && attributes[0] != nullptr && view(attributes[0]) == attribute.name);
            value(attribute, view(attributes[1]));
            attributes += 2;
        }
        agree(attributes == nullptr || attributes[0] == nullptr);
        closes_ = token.empty;
        empty_name_ = token.name;
    }

    void end(std::string_view name) {
        if (closes_) {
            agree(empty_name_ == name);
            closes_ = false;
        } else {
            agree(markup(XmlTokenKind::end).name == name);
        }
    }

    // Text comes in pieces that are cut anywhere.
    void characters(std::string_view piece) {
        while (!piece.empty()) {
            if (run_.characters.empty() && !next_run()) {
                token_ = splitter_.next();
                agree(!closes_ && (token_.kind == XmlTokenKind::text || token_.kind == XmlTokenKind::cdata));
                begin_text(token_);
                continue;
            }
            const auto size = std::min(piece.size(), run_.characters.size());
            agree(std::memcmp(piece.data(), run_.characters.data(), size) == 0);
            piece.remove_prefix(size);
            run_.characters.remove_prefix(size);
        }
    }

    void comment(std::string_view text) { literal(markup(XmlTokenKind::comment), text); }

    void instruction(std::string_view target, std::string_view data) {
        const auto token = markup(XmlTokenKind::instruction);
        agree(token.name == target);
        literal(token, data);
    }

    void finish() { markup(XmlTokenKind::finish); }
    // For a disagreement: where our reading has come to.
    [[noreturn]] void disagree() const { splitter_.malformed(splitter_.position()); }

private:
    void agree(bool same) const {
        if (!same) disagree();
    }

    bool next_run() {
        if (!characters_) return false;
        if (characters_->next(run_)) return true;
        agree(!characters_->broken());
        characters_.reset();
        run_.characters = {};
        return false;
    }

    void begin_text(const XmlToken& token) {
        using Where = XmlCharacters::Where;
        const auto where = token.kind == XmlTokenKind::text ? Where::text : Where::literal;
        characters_.emplace(text_, token.inner_begin, token.inner_end, where);
    }

    // The next token that is not text: all text before it must have been reported. White space around
    // the root element never is, nor is an empty CDATA section.
    XmlToken markup(XmlTokenKind kind) {
        agree(run_.characters.empty() && !next_run() && !closes_);
        for (;;) {
            const auto token = splitter_.next();
            const bool outside = token.kind == XmlTokenKind::text && splitter_.depth() == 0;
            const bool nothing = token.kind == XmlTokenKind::cdata && token.inner_begin == token.inner_end;
            if (outside || nothing || token.kind == XmlTokenKind::declaration) continue;
            agree(token.kind == kind);
            return token;
        }
    }

    void value(const XmlAttribute& attribute, std::string_view reported) const {
        XmlCharacters characters(text_, attribute.begin, attribute.end, XmlCharacters::Where::attribute);
        for (XmlRun run; characters.next(run);) {
            // Without entity replacement libxml2 reports an ampersand in an attribute as "&#38;".
            const auto expected = !run.verbatim && run.characters == "&" ? std::string_view("&#38;") : run.characters;
            agree(reported.starts_with(expected));
            reported.remove_prefix(expected.size());
        }
        agree(reported.empty() && !characters.broken());
    }

    void literal(const XmlToken& token, std::string_view reported) const {
        XmlCharacters characters(text_, token.inner_begin, token.inner_end, XmlCharacters::Where::literal);
        for (XmlRun run; characters.next(run);) {
            agree(reported.starts_with(run.characters));
            reported.remove_prefix(run.characters.size());
        }
        agree(reported.empty());
    }

    std::string_view text_;
    XmlSplitter splitter_;
    XmlToken token_;
    std::optional<XmlCharacters> characters_;
    XmlRun run_;
    bool closes_ = false;
    std::string_view empty_name_;
};

// One parse. libxml2 is C: an exception must not cross it, so it waits here.
struct Reading {
    ByteView bytes;
    std::size_t read = 0;
    Expected expected;
    xmlParserCtxtPtr parser = nullptr;
    std::exception_ptr failure;
    bool has_document_type = false;

    template <typename Call>
    void guarded(Call call) noexcept {
        if (failure) return;
        try {
            call();
        } catch (...) {
            failure = std::current_exception();
            xmlStopParser(parser);
        }
    }
};

Reading& reading(void* context) { return *static_cast<Reading*>(static_cast<xmlParserCtxtPtr>(context)->_private); }

void on_start(void* context, const xmlChar* name, const xmlChar** attributes) {
    auto& self = reading(context);
    self.guarded([&] { self.expected.start(view(name), attributes); });
}
void on_end(void* context, const xmlChar* name) {
    auto& self = reading(context);
    self.guarded([&] { self.expected.end(view(name)); });
}
void on_characters(void* context, const xmlChar* text, int size) {
    auto& self = reading(context);
    self.guarded([&] {
        self.expected.characters({reinterpret_cast<const char*>(text), static_cast<std::size_t>(size)});
    });
}
void on_comment(void* context, const xmlChar* text) {
    auto& self = reading(context);
    self.guarded([&] { self.expected.comment(view(text)); });
}
void on_instruction(void* context, const xmlChar* target, const xmlChar* data) {
    auto& self = reading(context);
    self.guarded([&] { self.expected.instruction(view(target), view(data)); });
}
void on_document_type(void* context, const xmlChar*, const xmlChar*, const xmlChar*) {
    auto& self = reading(context);
    self.has_document_type = true;
    xmlStopParser(self.parser);
}
void on_error(void*, const char*, ...) {}  // it is asked for at the end; libxml2 would print it

int on_read(void* context, char* buffer, int size) {
    auto& self = *static_cast<Reading*>(context);
    const auto count = std::min<std::size_t>(static_cast<std::size_t>(size), self.bytes.size() - self.read);
    if (count != 0) std::memcpy(buffer, self.bytes.data() + self.read, count);
    self.read += count;
    return static_cast<int>(count);
}
int on_close(void*) { return 0; }

xmlSAXHandler handlers() {
    xmlSAXHandler sax{};
    sax.initialized = 1;  // SAX 1: names as written, attributes in order, name spaces are attributes
    sax.startElement = on_start;
    sax.endElement = on_end;
    sax.characters = on_characters;
    sax.ignorableWhitespace = on_characters;  // one handler for both: then libxml2 does not guess
    sax.comment = on_comment;
    sax.processingInstruction = on_instruction;
    sax.internalSubset = on_document_type;
    sax.warning = on_error;
    sax.error = on_error;
    sax.fatalError = on_error;
    return sax;
}

struct CloseParser {
    void operator()(xmlParserCtxt* parser) const {
        if (parser->myDoc != nullptr) xmlFreeDoc(parser->myDoc);
        xmlFreeParserCtxt(parser);
    }
};

}  // namespace

KnownBlocks check_well_formed(ByteView bytes, const SourceText& text, const std::string& draft_name, const Limits& limits) {
    set_up_parser();
    auto blocks = known_blocks(text, draft_name, limits);
    Reading self{bytes, 0, Expected(text.utf8(), draft_name, limits), nullptr, nullptr, false};
    auto sax = handlers();
    // Read by call, not from memory: libxml2 would copy the whole draft.
    const std::unique_ptr<xmlParserCtxt, CloseParser> parser(
        xmlCreateIOParserCtxt(&sax, nullptr, on_read, on_close, &self, XML_CHAR_ENCODING_NONE));
    if (!parser) throw std::bad_alloc();
    self.parser = parser.get();
    parser->_private = &self;
    parser->userData = parser.get();
    // HUGE: our own limits hold (token_bytes, depth, attributes), and there are no entities to expand.
    xmlCtxtUseOptions(parser.get(), XML_PARSE_NONET | XML_PARSE_HUGE);
    xmlParseDocument(parser.get());
    if (self.failure) std::rethrow_exception(self.failure);
    if (self.has_document_type) throw Error(Errc::unsupported, say(Msg::xml_document_type, {draft_name}));
    if (!parser->wellFormed) {
        const auto line = std::to_string(parser->lastError.line);
        throw Error(Errc::malformed, say(Msg::xml_malformed, {draft_name, line}));
    }
    self.expected.finish();
    return blocks;
}

}  // namespace review
