#include "proof/ofd_eye.hpp"

#include <libxml/parser.h>

#include <algorithm>
#include <array>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/loose_text.hpp"
#include "base/messages/format_ofd.hpp"
#include "base/messages/format_ooxml.hpp"
#include "format/ofd/allow_list.hpp"
#include "format/pdf/fonts/font_program.hpp"
#include "proof/zip_members.hpp"

namespace review {
namespace {

std::string_view ofd_view(const xmlChar* text) { return text == nullptr ? std::string_view() : reinterpret_cast<const char*>(text); }

// Elements of a published document. Stated here once more on purpose.
bool may_be_in_ofd(std::string_view name) {
    static const std::set<std::string_view> names{"OFD", "DocBody", "DocInfo", "DocID", "DocRoot", "Document", "CommonData", "MaxUnitID", "DefaultCS",
        "PageArea", "PhysicalBox", "ApplicationBox", "ContentBox", "BleedBox", "CropBox", "PublicRes", "DocumentRes", "PageRes", "TemplatePage", "Pages",
        "Page", "Template", "Outlines", "OutlineElem", "Bookmarks", "Bookmark", "VPreferences", "PageMode", "PageLayout", "TabDisplay", "HideToolbar",
        "HideMenubar", "HideWindowUI", "ZoomMode", "Zoom", "Actions", "Action", "Goto", "Dest", "URI", "Annotations", "FileLoc", "PageAnnot", "Annot",
        "Appearance", "Content", "Layer", "PageBlock", "CellContent", "TextObject", "Text", "TextCode", "CGTransform", "Glyphs", "PathObject", "Path",
        "AbbreviatedData", "ImageObject", "Border", "BorderColor", "CompositeObject", "Clips", "Clip", "Area", "FillColor", "StrokeColor", "Color",
        "BackColor", "Pattern", "AxialShd", "RadialShd", "Segment", "GouraudShd", "LaGouraudShd", "LaGourandShd", "Point", "Res", "ColorSpaces",
        "ColorSpace", "Palette", "CV", "DrawParams", "DrawParam", "Fonts", "Font", "FontFile", "MultiMedias", "MultiMedia", "MediaFile",
        "CompositeGraphicUnits", "CompositeGraphicUnit", "Area"};
    return names.contains(name);
}

// Numbers, none longer than seven digits, words of path data between them: they show something and say nothing.
bool is_measure(std::string_view text) {
    std::size_t whole = 0;
    bool fraction = false;
    for (const char c : text) {
        const bool digit = c >= '0' && c <= '9';
        if (digit && !fraction && ++whole > 7) return false;
        if (c == '.') fraction = true;
        else if (!digit) whole = 0, fraction = false;
        if (!digit && std::string_view(" .-+gMLQBACS\n\t").find(c) == std::string_view::npos) return false;
    }
    return true;
}

constexpr std::array<std::string_view, 8> free_attributes{"FontName", "FamilyName", "Title", "Name", "URI", "BaseLoc", "Creator", "LastModDate"};
constexpr std::array<std::string_view, 10> place_elements{"PublicRes", "DocumentRes", "PageRes", "Annotations", "FileLoc", "FontFile", "MediaFile", "DocRoot", "DocID", "MaxUnitID"};

// "Doc_0/Pages/Page_12/Content.xml": what a rebuild calls its members.
bool is_own_name(std::string name) {
    for (const std::string_view word : {"OFD.xml", "Doc_", "Document", "Pages/", "Page_", "Content", "Tpls/", "Tpl_", "Annots/", "Annotations", "Annotation",
                                        "Res/", "Res_", "Res", "font_", "image_", ".xml", ".png", ".jpg", ".bmp", ".gif", ".tif", ".jb2", ".ttf", ".otf", ".cff"}) {
        for (auto at = name.find(word); at != name.npos; at = name.find(word, at)) name.replace(at, word.size(), "/");
    }
    const auto digits = std::count_if(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; });
    return name.find_first_not_of("0123456789/") == name.npos && digits <= 12;
}

// What a rebuild writes for DocID: a digest in letters.
bool is_own_digest(std::string_view text) { return text.size() == 32 && text.find_first_not_of("abcdefghijklmnop") == text.npos; }

// What one member says, as libxml2 reads it.
struct OfdWords {
    std::vector<std::string_view> open;
    std::string code;        // text of one text code
    std::string codes;       // of all of them, a line each
    std::string joined;      // one behind the other: a value may be spread over objects
    std::string marked;      // attributes that are words, comments, names
    std::string said;        // any other text
    bool strange = false;    // an element, an attribute or a text that does not belong there
    bool document_type = false;
};

OfdWords& ofd_words(void* context) { return *static_cast<OfdWords*>(context); }

void on_ofd_start(void* context, const xmlChar* name, const xmlChar* prefix, const xmlChar* uri, int spaces, const xmlChar** space, int count, int,
              const xmlChar** values) {
    auto& self = ofd_words(context);
    const auto local = ofd_view(name);
    self.strange = self.strange || !may_be_in_ofd(local) || ofd_view(prefix) != "ofd" || ofd_view(uri) != "http://www.ofdspec.org/2016" || spaces > 1;
    for (int i = 0; i < spaces; ++i) self.strange = self.strange || ofd_view(space[2 * i + 1]) != "http://www.ofdspec.org/2016";
    self.open.push_back(local);
    for (int i = 0; i < count; ++i) {
        const auto* one = values + 5 * i;
        const std::string value(reinterpret_cast<const char*>(one[3]), static_cast<std::size_t>(one[4] - one[3]));
        const auto attribute = ofd_view(one[0]);
        const bool free = std::find(free_attributes.begin(), free_attributes.end(), attribute) != free_attributes.end();
        const bool word = value.size() <= 16 && std::all_of(value.begin(), value.end(), [](char c) { return ((c | 0x20) >= 'a' && (c | 0x20) <= 'z') || c == '-'; });
        if (!free && is_measure(value)) continue;
        if (free ? attribute != "BaseLoc" || !is_own_name(value) : !is_ofd_word(value)) self.marked += value + "\n";
        self.strange = self.strange || !(free || word);
        if (attribute == "BaseLoc") self.strange = self.strange || !is_own_name(value);
        if (attribute == "LastModDate") self.strange = self.strange || value != "2000-01-01";
        if (attribute == "Creator") self.strange = self.strange || value != "-";
    }
}

void on_ofd_end(void* context, const xmlChar*, const xmlChar*, const xmlChar*) {
    auto& self = ofd_words(context);
    if (!self.open.empty() && self.open.back() == "TextCode") {
        self.codes += self.code + "\n";
        self.joined += self.code;
        self.code.clear();
    }
    if (!self.open.empty()) self.open.pop_back();
}

void on_ofd_characters(void* context, const xmlChar* text, int size) {
    auto& self = ofd_words(context);
    const std::string_view said(reinterpret_cast<const char*>(text), static_cast<std::size_t>(size));
    const auto in = self.open.empty() ? std::string_view() : self.open.back();
    if (in == "TextCode") self.code += said;
    else if (in == "Glyphs" || in == "AbbreviatedData" || is_measure(said)) self.strange = self.strange || !is_measure(said);
    else {
        const bool place = std::find(place_elements.begin(), place_elements.end(), in) != place_elements.end();
        const bool word = std::all_of(said.begin(), said.end(), [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; });
        const bool own = place && (is_own_name(std::string(said)) || (in == "DocID" && is_own_digest(said)));
        if (!own && !is_ofd_word(said)) self.said += std::string(said) + "\n";
        self.strange = self.strange || !(word || own);
    }
}

void on_ofd_comment(void* context, const xmlChar* text) {
    ofd_words(context).strange = true;
    ofd_words(context).marked += std::string(ofd_view(text)) + "\n";
}
void on_ofd_instruction(void* context, const xmlChar* target, const xmlChar* data) {
    ofd_words(context).strange = true;
    ofd_words(context).marked += std::string(ofd_view(target)) + " " + std::string(ofd_view(data)) + "\n";
}
void on_ofd_document_type(void* context, const xmlChar*, const xmlChar*, const xmlChar*) { ofd_words(context).document_type = true; }
void on_ofd_error(void*, const char*, ...) {}

bool read_ofd(ByteView bytes, OfdWords& result) {
    xmlSAXHandler sax{};
    sax.initialized = XML_SAX2_MAGIC;
    sax.startElementNs = on_ofd_start;
    sax.endElementNs = on_ofd_end;
    sax.characters = sax.ignorableWhitespace = sax.cdataBlock = on_ofd_characters;
    sax.comment = on_ofd_comment;
    sax.processingInstruction = on_ofd_instruction;
    sax.internalSubset = on_ofd_document_type;
    sax.warning = sax.error = on_ofd_error;
    return xmlSAXUserParseMemory(&sax, &result, reinterpret_cast<const char*>(bytes.data()), static_cast<int>(bytes.size())) == 0 && !result.document_type;
}

// The kinds of members a rebuild writes, by content.
bool is_known_kind(const ZipPiece& piece) {
    const auto bytes = as_text(piece.bytes);
    if (piece.name.ends_with(".xml")) return bytes.starts_with("<?xml");
    const auto font = piece.name.find("/Res/font_") != std::string::npos;
    return font || piece.name.find("/Res/image_") != std::string::npos;
}

// Characters of removed values that no text code has any more.
std::set<char32_t> lost_characters(const Needles& needles, const std::string& codes) {
    std::set<char32_t> lost;
    for (std::size_t value = 0; value < needles.size(); ++value) {
        for (const auto character : needles.points(value)) lost.insert(character);
    }
    for (const auto character : code_points(codes)) lost.erase(character);
    return lost;
}

// A subset that still has such a character spells what went. A whole font, with thousands of characters, spells nothing.
void look_at_font(const ZipPiece& piece, const std::string& place, const std::set<char32_t>& lost, Evidence& evidence) {
    constexpr std::size_t whole_font = 3000;
    const auto program = pdf::FontProgram::open(piece.bytes);
    if (!program) return;
    std::set<std::uint32_t> seen;
    std::size_t entries = 0;
    for (std::size_t map = 0; map < program->maps().size(); ++map) {
        const auto kind = program->maps()[map];
        if (kind.platform != 0 && !(kind.platform == 3 && (kind.encoding == 1 || kind.encoding == 10))) continue;
        const auto all = program->entries(map);
        entries = std::max(entries, all.size());
        for (const auto& entry : all) {
            const auto drawn = lost.contains(entry.code) ? program->drawing(entry.glyph) : std::nullopt;
            if (drawn && !drawn->blank) seen.insert(entry.code);
        }
    }
    if (!seen.empty() && entries < whole_font) evidence.doubts.push_back(say(Msg::proof_ofd_font, {place, std::to_string(seen.size())}));
}

}  // namespace

void look_at_ofd(ByteView file, ZipOf whose, Needles& needles, const Limits& limits, Evidence& evidence) {
    const auto pieces = members_to_look_at(file, whose, limits.document_bytes, needles, evidence);
    if (!pieces) return;
    const bool ours = whose == ZipOf::ours;
    std::string codes;
    for (std::size_t i = 0; i < pieces->size(); ++i) {
        const auto& piece = (*pieces)[i];
        const auto place = "member " + std::to_string(i + 1);
        ++evidence.streams;
        if (!piece.plain) evidence.doubts.push_back(say(Msg::proof_zip_extra, {place}));
        if (ours && (!is_own_name(piece.name) || !is_known_kind(piece))) evidence.doubts.push_back(say(Msg::proof_zip_not_listed, {place}));
        if (!is_own_name(piece.name)) needles.look(piece.name, place + " name", Where::text, evidence.residue);
        if (!piece.name.ends_with(".xml")) {
            needles.look(as_text(piece.bytes), place, Where::binary, evidence.residue);
            continue;
        }
        OfdWords said;
        if (!read_ofd(piece.bytes, said)) evidence.doubts.push_back(say(Msg::proof_zip_not_xml, {place}));
        if (ours && said.strange) evidence.doubts.push_back(say(Msg::proof_ofd_element, {place}));
        needles.look(said.codes, place + " text", Where::text, evidence.residue);
        needles.look(said.joined, place + " text", Where::text, evidence.residue);
        needles.look(said.marked, place + " attributes", Where::text, evidence.residue);
        needles.look(said.said, place + " elements", Where::text, evidence.residue);
        codes += said.codes;
    }
    const auto lost = lost_characters(needles, loose(codes));
    for (std::size_t i = 0; i < pieces->size() && !lost.empty(); ++i) {
        const auto& piece = (*pieces)[i];
        if (piece.name.find("/Res/font_") != std::string::npos) look_at_font(piece, "member " + std::to_string(i + 1), lost, evidence);
    }
    evidence.reopened = true;
}

}  // namespace review
