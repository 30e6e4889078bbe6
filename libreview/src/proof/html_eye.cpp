#include "proof/html_eye.hpp"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <memory>

#include "base/messages/format_html.hpp"
#include "base/utf8_scan.hpp"

namespace review {
namespace {

std::string_view view(const xmlChar* text) { return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text); }

// Between two attributes stands what is no blank: they are no one value.
constexpr const char* apart = "\n\x01\n";

// What a page says. A value may be spread over tags, so text stands one behind the other.
struct PageWords {
    std::string text;
    std::string marked;  // attributes and comments, one at a time
    std::string raw;     // scripts and styles
};

PageWords& words(void* context) { return *static_cast<PageWords*>(context); }

void on_start(void* context, const xmlChar* name, const xmlChar** attributes) {
    auto& self = words(context);
    if (view(name) == "table") self.text += apart;
    self.marked += std::string(view(name)) + apart;
    for (; attributes != nullptr && attributes[0] != nullptr; attributes += 2) {
        self.marked += std::string(view(attributes[0])) + apart + std::string(view(attributes[1])) + apart;
    }
}
void on_end(void* context, const xmlChar* name) {
    if (view(name) == "table") words(context).text += apart;
}
void on_characters(void* context, const xmlChar* text, int size) {
    words(context).text.append(reinterpret_cast<const char*>(text), static_cast<std::size_t>(size));
}
void on_raw(void* context, const xmlChar* text, int size) {
    words(context).raw.append(reinterpret_cast<const char*>(text), static_cast<std::size_t>(size));
    words(context).raw += '\n';
}
void on_comment(void* context, const xmlChar* text) { words(context).marked += std::string(view(text)) + apart; }
void on_instruction(void* context, const xmlChar* target, const xmlChar* data) {
    words(context).marked += std::string(view(target)) + " " + std::string(view(data)) + apart;
}
void on_document_type(void* context, const xmlChar* name, const xmlChar* external, const xmlChar* system) {
    words(context).marked += std::string(view(name)) + apart + std::string(view(external)) + apart + std::string(view(system)) + apart;
}
void on_error(void*, const char*, ...) {}

struct FreeParser {
    void operator()(htmlParserCtxtPtr parser) const { htmlFreeParserCtxt(parser); }
};

bool read_page(ByteView bytes, xmlCharEncoding encoding, PageWords& said) {
    htmlSAXHandler sax{};
    sax.startElement = on_start;
    sax.endElement = on_end;
    sax.characters = sax.ignorableWhitespace = on_characters;
    sax.cdataBlock = on_raw;
    sax.comment = on_comment;
    sax.processingInstruction = on_instruction;
    sax.internalSubset = on_document_type;
    sax.warning = sax.error = on_error;
    const std::unique_ptr<htmlParserCtxt, FreeParser> parser(htmlCreatePushParserCtxt(&sax, &said, nullptr, 0, nullptr, encoding));
    if (!parser) return false;
    constexpr std::size_t chunk = 1 << 20;
    for (std::size_t at = 0; at < bytes.size(); at += chunk) {
        const auto size = std::min(chunk, bytes.size() - at);
        htmlParseChunk(parser.get(), reinterpret_cast<const char*>(bytes.data()) + at, static_cast<int>(size), 0);
    }
    htmlParseChunk(parser.get(), nullptr, 0, 1);
    return true;
}

xmlCharEncoding encoding_of(ByteView bytes) {
    const auto raw = as_text(bytes);
    if (raw.starts_with("\xff\xfe") || (raw.size() > 1 && raw[1] == '\0')) return XML_CHAR_ENCODING_UTF16LE;
    if (raw.starts_with("\xfe\xff") || (raw.size() > 1 && raw[0] == '\0')) return XML_CHAR_ENCODING_UTF16BE;
    return first_not_utf8(bytes) ? XML_CHAR_ENCODING_8859_1 : XML_CHAR_ENCODING_UTF8;
}

// What whoever takes all tags away has, also those in scripts and comments. Text of two tables is no one value.
std::string without_tags(std::string_view bytes) {
    std::string text;
    for (std::size_t at = 0; at < bytes.size();) {
        const auto tag = std::min(bytes.find('<', at), bytes.size());
        text += bytes.substr(at, tag - at);
        const auto close = bytes.find('>', tag);
        if (close == bytes.npos) return text += bytes.substr(tag);
        if (bytes.substr(tag).starts_with("<table") || bytes.substr(tag).starts_with("</table")) text += apart;
        at = close + 1;
    }
    return text;
}

// Bytes that were read as Latin-1, as they stood: no encoding that pages have puts markup into the middle of a character.
std::string bytes_again(const std::string& latin) {
    std::string bytes;
    for (std::size_t i = 0; i < latin.size(); ++i) {
        const auto lead = static_cast<unsigned char>(latin[i]);
        const bool pair = (lead == 0xc2 || lead == 0xc3) && i + 1 < latin.size();
        bytes += pair ? static_cast<char>((lead & 3) << 6 | (latin[++i] & 0x3f)) : latin[i];
    }
    return bytes;
}

}  // namespace

void look_at_html(ByteView file, Needles& needles, Evidence& evidence) {
    PageWords said;
    const auto encoding = encoding_of(file);
    if (!read_page(file, encoding, said)) evidence.doubts.push_back(say(Msg::proof_html_unread));
    const auto look = [&](const std::string& text, const char* place) {
        needles.look(encoding == XML_CHAR_ENCODING_8859_1 ? bytes_again(text) : text, place, Where::text, evidence.residue);
    };
    ++evidence.streams;
    look(said.text, "text");
    look(said.marked, "attributes");
    look(said.raw, "scripts");
    needles.look(without_tags(as_text(file)), "text between tags", Where::text, evidence.residue);
}

}  // namespace review
