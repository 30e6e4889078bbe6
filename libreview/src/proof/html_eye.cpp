#include "proof/html_eye.hpp"

#include <libxml/HTMLparser.h>

#include <algorithm>
#include <memory>

#include "base/messages/format_html.hpp"
#include "base/utf8_scan.hpp"

namespace review {
namespace {

std::string_view page_view(const xmlChar* text) { return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text); }

// Between two attributes stands what is no blank: they are no one value.
constexpr const char* page_gap = "\n\x01\n";

// What a page says. A value may be spread over tags, so text stands one behind the other.
struct PageWords {
    std::string text;
    std::string marked;  // attributes and comments, one at a time
    std::string raw;     // scripts and styles
};

PageWords& page_words(void* context) { return *static_cast<PageWords*>(context); }

void on_page_start(void* context, const xmlChar* name, const xmlChar** attributes) {
    auto& self = page_words(context);
    if (page_view(name) == "table") self.text += page_gap;
    self.marked += std::string(page_view(name)) + page_gap;
    for (; attributes != nullptr && attributes[0] != nullptr; attributes += 2) {
        self.marked += std::string(page_view(attributes[0])) + page_gap + std::string(page_view(attributes[1])) + page_gap;
    }
}
void on_page_end(void* context, const xmlChar* name) {
    if (page_view(name) == "table") page_words(context).text += page_gap;
}
void on_page_characters(void* context, const xmlChar* text, int size) {
    page_words(context).text.append(reinterpret_cast<const char*>(text), static_cast<std::size_t>(size));
}
void on_raw(void* context, const xmlChar* text, int size) {
    page_words(context).raw.append(reinterpret_cast<const char*>(text), static_cast<std::size_t>(size));
    page_words(context).raw += '\n';
}
void on_page_comment(void* context, const xmlChar* text) { page_words(context).marked += std::string(page_view(text)) + page_gap; }
void on_page_instruction(void* context, const xmlChar* target, const xmlChar* data) {
    page_words(context).marked += std::string(page_view(target)) + " " + std::string(page_view(data)) + page_gap;
}
void on_page_document_type(void* context, const xmlChar* name, const xmlChar* external, const xmlChar* system) {
    page_words(context).marked += std::string(page_view(name)) + page_gap + std::string(page_view(external)) + page_gap + std::string(page_view(system)) + page_gap;
}
void on_page_error(void*, const char*, ...) {}

struct FreeParser {
    void operator()(htmlParserCtxtPtr parser) const { htmlFreeParserCtxt(parser); }
};

bool read_page(ByteView bytes, xmlCharEncoding encoding, PageWords& said) {
    htmlSAXHandler sax{};
    sax.startElement = on_page_start;
    sax.endElement = on_page_end;
    sax.characters = sax.ignorableWhitespace = on_page_characters;
    sax.cdataBlock = on_raw;
    sax.comment = on_page_comment;
    sax.processingInstruction = on_page_instruction;
    sax.internalSubset = on_page_document_type;
    sax.warning = sax.error = on_page_error;
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
        if (bytes.substr(tag).starts_with("<table") || bytes.substr(tag).starts_with("</table")) text += page_gap;
        at = close + 1;
    }
    return text;
}

// Addresses as Cloudflare hides them: hexadecimal bytes behind one of the two marks, each but the first XOR the first.
std::string hidden_addresses(std::string_view bytes) {
    std::string all;
    const auto value_of = [](char digit) { return digit <= '9' ? digit - '0' : (digit | 0x20) - 'a' + 10; };
    for (const std::string_view mark : {"data-cfemail", "/email-protection#"}) {
        for (auto at = bytes.find(mark); at != bytes.npos; at = bytes.find(mark, at + 1)) {
            constexpr std::string_view digits = "0123456789abcdefABCDEF";
            const auto begin = bytes.find_first_not_of(" =\"'\t\r\n", at + mark.size());
            if (begin == bytes.npos) break;
            const auto code = bytes.substr(begin, std::min(bytes.find_first_not_of(digits, begin), bytes.size()) - begin);
            for (std::size_t i = 2; i + 1 < code.size(); i += 2) {
                all += static_cast<char>((value_of(code[i]) ^ value_of(code[0])) * 16 + (value_of(code[i + 1]) ^ value_of(code[1])));
            }
            all += page_gap;
        }
    }
    return all;
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
    if (const auto addresses = hidden_addresses(as_text(file)); !addresses.empty()) needles.look(addresses, "attributes", Where::text, evidence.residue);
}

}  // namespace review
