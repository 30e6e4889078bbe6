#include "proof/zip_eye.hpp"

#include <libxml/parser.h>

#include <algorithm>
#include <array>
#include <memory>

#include "base/messages.hpp"
#include "format/ooxml/markup_value.hpp"
#include "proof/zip_members.hpp"

namespace review {
namespace {

std::string_view view(const xmlChar* text) { return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text); }

// Names of members and content types are made of these words; what else stands in them was somebody's choice.
std::string without_usual_words(std::string_view path) {
    constexpr std::array<std::string_view, 72> usual{"Content", "Types", "xml", "rels", "word", "document", "styles", "stylesWithEffects", "settings",
        "webSettings", "fontTable", "numbering", "theme", "themes", "themeOverride", "header", "footer", "footnotes", "endnotes", "comments", "media", "image", "charts",
        "chart", "drawings", "drawing", "diagrams", "data", "layout", "quickStyle", "colors", "png", "jpeg", "jpg", "gif", "emf", "wmf", "tif", "tiff",
        "bmp", "application", "vnd", "openxmlformats", "officedocument", "wordprocessingml", "drawingml", "package", "relationships", "main", "ms",
        "office", "macroEnabled", "template", "x", "diagramData", "diagramLayout", "diagramStyle", "diagramColors", "diagramDrawing", "chartshapes",
        "External", "Internal", "rId", "footnote", "endnote", "comment", "pict", "style", "shapes", "picture", "docx", "Override"};
    std::string rest, word;
    const auto letter = [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; };
    for (std::size_t i = 0; i <= path.size(); ++i) {
        if (i < path.size() && letter(path[i])) {
            word += path[i];
            continue;
        }
        if (std::find(usual.begin(), usual.end(), word) == usual.end()) rest += word;
        if (i < path.size()) rest += path[i];
        word.clear();
    }
    return rest + "\n";
}

// What one member says, as libxml2 reads it.
struct XmlWords {
    std::string text;    // one behind the other: a value may be spread over runs
    std::string marked;  // attributes, comments, instructions and strange names, a line each
    std::string types;   // content types
    bool document_type = false;
    bool of_package = false;  // content types or relationships: names of members
};

XmlWords& words(void* context) { return *static_cast<XmlWords*>(context); }

// "w", "wp14", "am3d": what programs write. Anything else was somebody's choice.
bool is_usual_prefix(std::string_view prefix) {
    return prefix.size() <= 6 && std::all_of(prefix.begin(), prefix.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
}

void on_start(void* context, const xmlChar* name, const xmlChar*, const xmlChar* uri, int count, const xmlChar** spaces, int attributes,
              int, const xmlChar** values) {
    auto& self = words(context);
    const auto strange = [&](const xmlChar* space, const xmlChar* local) {
        const auto letters = view(local);
        const bool plain = std::all_of(letters.begin(), letters.end(), [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; });
        if (!plain || (space != nullptr && !is_standard_namespace(view(space)))) self.marked += std::string(letters) + "\n";
    };
    strange(uri, name);
    for (int i = 0; i < count; ++i) {
        // A prefix in use is one of these: prefixes cannot be used undeclared.
        if (!is_usual_prefix(view(spaces[2 * i]))) self.marked += std::string(view(spaces[2 * i])) + "\n";
        if (!is_standard_namespace(view(spaces[2 * i + 1]))) self.marked += std::string(view(spaces[2 * i + 1])) + "\n";
    }
    for (int i = 0; i < attributes; ++i) {
        const auto* one = values + 5 * i;
        const std::string value(reinterpret_cast<const char*>(one[3]), static_cast<std::size_t>(one[4] - one[3]));
        strange(one[2], one[0]);
        const bool names = self.of_package && view(one[0]) != "Target";
        const bool path = self.of_package && (names || value.find(':') == value.npos);
        if (path && !is_standard_namespace(value)) self.marked += without_usual_words(value);
        else if (!is_markup_value(value)) self.marked += value + "\n";
        if (view(one[0]) == "ContentType") self.types += value + "\n";
    }
}

void on_characters(void* context, const xmlChar* text, int size) {
    words(context).text.append(reinterpret_cast<const char*>(text), static_cast<std::size_t>(size));
}
void on_comment(void* context, const xmlChar* text) { words(context).marked += std::string(view(text)) + "\n"; }
void on_instruction(void* context, const xmlChar* target, const xmlChar* data) {
    words(context).marked += std::string(view(target)) + " " + std::string(view(data)) + "\n";
}
void on_document_type(void* context, const xmlChar*, const xmlChar*, const xmlChar*) { words(context).document_type = true; }
void on_error(void*, const char*, ...) {}

bool read_xml(ByteView bytes, XmlWords& result) {
    xmlSAXHandler sax{};
    sax.initialized = XML_SAX2_MAGIC;
    sax.startElementNs = on_start;
    sax.characters = sax.ignorableWhitespace = on_characters;
    sax.cdataBlock = on_characters;
    sax.comment = on_comment;
    sax.processingInstruction = on_instruction;
    sax.internalSubset = on_document_type;
    sax.warning = sax.error = on_error;
    return xmlSAXUserParseMemory(&sax, &result, reinterpret_cast<const char*>(bytes.data()), static_cast<int>(bytes.size())) == 0 &&
           !result.document_type;
}

// Kinds of content that a published document may hold (ECMA-376-1, 11.3, 14.2, 15.2). Stated here once more on purpose.
bool may_be_published(std::string_view type) {
    constexpr std::array<std::string_view, 7> kinds{"application/vnd.openxmlformats-officedocument.wordprocessingml.",
        "application/vnd.openxmlformats-officedocument.drawingml.", "application/vnd.openxmlformats-officedocument.theme",
        "application/vnd.openxmlformats-package.relationships+xml", "application/vnd.ms-word.", "application/vnd.ms-office.drawingml.", "image/"};
    const auto holds = [&](std::string_view word) { return type.find(word) != type.npos; };
    if (holds("vba") || holds("printerSettings") || holds("glossary") || holds("attachedToolbars") || holds("svg")) return false;
    return type == "application/xml" || std::any_of(kinds.begin(), kinds.end(), [&](auto kind) { return type.starts_with(kind); });
}

}  // namespace

void look_at_package(ByteView file, Needles& needles, const Limits& limits, Evidence& evidence) {
    const auto pieces = zip_pieces(file, limits.document_bytes);
    if (!pieces) {
        evidence.doubts.push_back(say(Msg::proof_zip_between));
        return;
    }
    for (std::size_t i = 0; i < pieces->size(); ++i) {
        const auto& piece = (*pieces)[i];
        const auto place = "member " + std::to_string(i + 1);
        ++evidence.streams;
        if (!piece.plain) evidence.doubts.push_back(say(Msg::proof_zip_extra, {place}));
        needles.look(without_usual_words(piece.name), place + " name", Where::text, evidence.residue);
        const bool xml = piece.name.ends_with(".xml") || piece.name.ends_with(".rels") || as_text(piece.bytes).starts_with("<?xml");
        if (!xml) {
            needles.look(as_text(piece.bytes), place, Where::binary, evidence.residue);
            continue;
        }
        XmlWords said;
        said.of_package = piece.name.ends_with(".rels") || piece.name == "[Content_Types].xml";
        if (!read_xml(piece.bytes, said)) evidence.doubts.push_back(say(Msg::proof_zip_not_xml, {place}));
        needles.look(said.text, place + " text", Where::text, evidence.residue);
        needles.look(said.marked, place + " attributes", Where::text, evidence.residue);
        for (std::size_t at = 0; at < said.types.size();) {
            const auto end = said.types.find('\n', at);
            if (!may_be_published(std::string_view(said.types).substr(at, end - at))) evidence.doubts.push_back(say(Msg::proof_zip_not_listed, {place}));
            at = end + 1;
        }
    }
    evidence.reopened = true;
}

}  // namespace review
