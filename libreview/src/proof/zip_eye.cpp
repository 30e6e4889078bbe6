#include "proof/zip_eye.hpp"

#include <libxml/parser.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include "base/messages/format_ooxml.hpp"
#include "format/ooxml/cell_text.hpp"
#include "format/ooxml/markup_value.hpp"
#include "proof/zip_members.hpp"

namespace review {
namespace {

std::string_view view(const xmlChar* text) { return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text); }

// Names of members and content types are made of these words; what else stands in them was somebody's choice.
std::string without_usual_words(std::string_view path) {
    constexpr std::array<std::string_view, 127> usual{"Content", "Types", "xml", "rels", "word", "document", "styles", "stylesWithEffects", "settings", "webSettings", "fontTable", "numbering",
        "theme", "themes", "themeOverride", "header", "footer", "footnotes", "endnotes", "comments", "media", "image", "charts", "chart",
        "drawings", "drawing", "diagrams", "data", "layout", "quickStyle", "colors", "png", "jpeg", "jpg", "gif", "emf", "wmf", "tif", "tiff",
        "bmp", "application", "vnd", "openxmlformats", "officedocument", "wordprocessingml", "drawingml", "package", "relationships", "main", "ms",
        "office", "macroEnabled", "template", "x", "diagramData", "diagramLayout", "diagramStyle", "diagramColors", "diagramDrawing",
        "chartshapes", "External", "Internal", "rId", "footnote", "endnote", "comment", "pict", "style", "shapes", "picture", "docx", "Override",
        "xl", "workbook", "worksheets", "worksheet", "sheet", "sheets", "sharedStrings", "spreadsheetml", "excel", "chartsheets", "chartsheet",
        "tables", "table", "sheetMetadata", "metadata", "vmlDrawing", "vml", "xlsx", "chartcolorstyle", "chartstyle", "persons", "ppt",
        "presentation", "presentationml", "powerpoint", "slides", "slide", "slideLayouts", "slideLayout", "slideMasters", "slideMaster",
        "notesSlides", "notesSlide", "notesMasters", "notesMaster", "handoutMasters", "handoutMaster", "presProps", "viewProps", "tableStyles",
        "commentAuthors", "slideshow", "pptx", "tags", "addin", "wav", "xlsm", "pptm", "dialogsheets", "ctrlProps", "activeX", "embeddings",
        "customXml", "slideshowMacroEnabled", "revisions"};
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
    // Of the cell that is read (ECMA-376-1, 18.3.1.4).
    bool in_cell = false, shared = false, value = false, number = false;
    std::string digits;
    // Of a header or footer of a sheet or a chart.
    bool in_header = false;
    std::string header;
    bool document_type = false;
    bool of_package = false;  // content types or relationships: names of members
};

XmlWords& words(void* context) { return *static_cast<XmlWords*>(context); }

// "w", "wp14", "am3d": what programs write. Anything else was somebody's choice.
bool is_usual_prefix(std::string_view prefix) {
    return prefix.size() <= 6 && std::all_of(prefix.begin(), prefix.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); });
}

constexpr char apart = '\x1f';  // between cells: no value goes over two of them by chance

// A number in other digits than its cell has: 13812345678 of 1.3812345678E10.
std::string other_digits(const std::string& value) {
    if (value.find_first_of("eE.") == value.npos) return {};
    char digits[64];
    const double number = std::strtod(value.c_str(), nullptr);
    if (!(std::abs(number) < 1e30)) return {};
    std::snprintf(digits, sizeof digits, "%.0f", number);
    return digits;
}

// Cells and what is like them: strings, comments on cells, points of a chart.
void begins_cell(XmlWords& self, std::string_view name, bool shared) {
    if (name == "c") self.in_cell = true, self.shared = shared;
    if (name == "v" || name == "f") self.value = true, self.digits.clear(), self.number = name == "v" && self.in_cell && self.shared;
}

// A sheet's header without its codes (18.3.1.46): they may part what is one value on paper.
std::string header_on_paper(std::string_view header) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    std::string paper;
    for (std::size_t i = 0; i < header.size(); ++i) {
        if (header[i] != '&' || i + 1 == header.size()) {
            paper += header[i];
            continue;
        }
        const char code = header[++i];
        if (code == '"') {
            i = std::min(header.find('"', i + 1), header.size());
        } else if (is_digit(code)) {
            while (i + 1 < header.size() && is_digit(header[i + 1])) ++i;
        } else if (code == 'K' || code == 'k') {
            i += header.size() - i > 6 ? 6 : 0;  // FF0000, 01+000
        } else if (code == 'L' || code == 'C' || code == 'R' || code == 'l' || code == 'c' || code == 'r') {
            paper += apart;
        } else if ((code | 0x20) < 'a' || (code | 0x20) > 'z') {
            paper += code;
        }
    }
    return apart + paper + apart;
}

bool is_page_edge(std::string_view name) {
    return (name.starts_with("odd") || name.starts_with("even") || name.starts_with("first")) && (name.ends_with("Header") || name.ends_with("Footer"));
}

void on_end(void* context, const xmlChar* name, const xmlChar*, const xmlChar*) {
    auto& self = words(context);
    const auto local = view(name);
    if (local == "v" || local == "f") {
        if (const auto more = other_digits(self.digits); !more.empty()) self.text += apart + more;
        self.value = self.number = false;
    }
    if (is_page_edge(local)) {
        self.text += header_on_paper(without_escapes(self.header));
        self.in_header = false;
    }
    if (local == "c") self.in_cell = self.shared = false;
    if (local == "c" || local == "v" || local == "f" || local == "si" || local == "pt" || local == "comment" || local == "author") self.text += apart;
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
    bool shared = false;
    for (int i = 0; i < attributes; ++i) {
        const auto* one = values + 5 * i;
        const std::string value(reinterpret_cast<const char*>(one[3]), static_cast<std::size_t>(one[4] - one[3]));
        strange(one[2], one[0]);
        shared = shared || (view(one[0]) == "t" && value == "s");
        const bool names = self.of_package && view(one[0]) != "Target";
        const bool path = self.of_package && (names || value.find(':') == value.npos);
        if (path && !is_standard_namespace(value)) self.marked += without_usual_words(value);
        else if (!is_markup_value(value) && !is_cell_place(view(one[0]), value)) self.marked += value + "\n";
        if (view(one[0]) == "ContentType") self.types += value + "\n";
    }
    begins_cell(self, view(name), shared);
    if (is_page_edge(view(name))) self.in_header = true, self.header.clear();
}

void on_characters(void* context, const xmlChar* text, int size) {
    auto& self = words(context);
    const std::string_view said(reinterpret_cast<const char*>(text), static_cast<std::size_t>(size));
    if (self.value) self.digits += said;
    if (self.in_header) self.header += said;
    if (!self.number) self.text += said;  // the number of a shared string is nobody's value
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
    sax.endElementNs = on_end;
    sax.characters = sax.ignorableWhitespace = on_characters;
    sax.cdataBlock = on_characters;
    sax.comment = on_comment;
    sax.processingInstruction = on_instruction;
    sax.internalSubset = on_document_type;
    sax.warning = sax.error = on_error;
    return xmlSAXUserParseMemory(&sax, &result, reinterpret_cast<const char*>(bytes.data()), static_cast<int>(bytes.size())) == 0 &&
           !result.document_type;
}

// Kinds of content that a published document may hold (ECMA-376-1, 11.3, 12.3, 13.3, 14.2, 15.2). Stated here once more on purpose.
bool may_be_published(std::string_view type) {
    constexpr std::array<std::string_view, 12> kinds{"application/vnd.openxmlformats-officedocument.wordprocessingml.",
        "application/vnd.openxmlformats-officedocument.drawingml.", "application/vnd.openxmlformats-officedocument.theme",
        "application/vnd.openxmlformats-package.relationships+xml", "application/vnd.ms-word.", "application/vnd.ms-office.drawingml.", "image/",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.", "application/vnd.openxmlformats-officedocument.presentationml.",
        "application/vnd.ms-office.chart", "application/vnd.openxmlformats-officedocument.drawing+xml", "application/vnd.openxmlformats-officedocument.vmlDrawing"};
    const auto holds = [&](std::string_view word) { return type.find(word) != type.npos; };
    for (const auto* word : {"vba", "printerSettings", "glossary", "attachedToolbars", "svg", "pivot", "externalLink", "connections", "queryTable", "calcChain", "revision",
                             "userNames", "volatile", "macrosheet", "dialogsheet", "slicer", "timeline", "threaded", "tags", "customProperty", "xmlMaps", "customXml"}) {
        if (holds(word)) return false;
    }
    // Workbooks and presentations with macros keep the name of their kind.
    if ((type.starts_with("application/vnd.ms-excel.") || type.starts_with("application/vnd.ms-powerpoint.")) && type.ends_with(".macroEnabled.main+xml")) return true;
    return type == "application/xml" || std::any_of(kinds.begin(), kinds.end(), [&](auto kind) { return type.starts_with(kind); });
}

// An embedded document or macros ([MS-CFB] 2.2): a search of its bytes says little.
bool is_packed(ByteView bytes) {
    const auto text = as_text(bytes);
    return text.starts_with("PK\x03\x04") || text.starts_with("\xd0\xcf\x11\xe0");
}

}  // namespace

void look_at_package(ByteView file, ZipOf whose, Needles& needles, const Limits& limits, Evidence& evidence) {
    const auto pieces = members_to_look_at(file, whose, limits.document_bytes, needles, evidence);
    if (!pieces) return;
    const bool ours = whose == ZipOf::ours;
    for (std::size_t i = 0; i < pieces->size(); ++i) {
        const auto& piece = (*pieces)[i];
        const auto place = "member " + std::to_string(i + 1);
        ++evidence.streams;
        if (!piece.plain) evidence.doubts.push_back(say(Msg::proof_zip_extra, {place}));
        needles.look(without_usual_words(piece.name), place + " name", Where::text, evidence.residue);
        const bool xml = piece.name.ends_with(".xml") || piece.name.ends_with(".rels") || piece.name.ends_with(".vml") || as_text(piece.bytes).starts_with("<?xml");
        if (!xml) {
            if (!ours && is_packed(piece.bytes)) evidence.doubts.push_back(say(Msg::proof_zip_packed, {place}));
            needles.look(as_text(piece.bytes), place, Where::binary, evidence.residue);
            continue;
        }
        XmlWords said;
        said.of_package = piece.name.ends_with(".rels") || piece.name == "[Content_Types].xml";
        if (!read_xml(piece.bytes, said)) evidence.doubts.push_back(say(Msg::proof_zip_not_xml, {place}));
        needles.look(said.text, place + " text", Where::text, evidence.residue);
        if (said.text.find("_x") != said.text.npos) needles.look(without_escapes(said.text), place + " text", Where::text, evidence.residue);
        needles.look(said.marked, place + " attributes", Where::text, evidence.residue);
        if (said.marked.find("_x") != said.marked.npos) needles.look(without_escapes(said.marked), place + " attributes", Where::text, evidence.residue);
        for (std::size_t at = 0; ours && at < said.types.size();) {
            const auto end = said.types.find('\n', at);
            if (!may_be_published(std::string_view(said.types).substr(at, end - at))) evidence.doubts.push_back(say(Msg::proof_zip_not_listed, {place}));
            at = end + 1;
        }
    }
    evidence.reopened = true;
}

}  // namespace review
