#include "format/ooxml/unit_reader.hpp"

#include <algorithm>
#include <charconv>

#include "base/charset.hpp"
#include "base/loose_text.hpp"
#include "format/ooxml/markup_value.hpp"
#include "format/ooxml/relationships.hpp"
#include "format/ooxml/symbol_fonts.hpp"
#include "format/xml/characters.hpp"

namespace review {
namespace {

bool says_nothing(std::string_view text) { return std::all_of(text.begin(), text.end(), is_xml_blank); }
bool is_off(const std::string& value) { return value == "0" || value == "false" || value == "off" || value == "none"; }

}  // namespace

std::string attribute_of(const XmlSplitter& splitter, std::string_view utf8, std::string_view local) {
    for (const auto& one : splitter.attributes()) {
        if (local_name(one.name) == local) return attribute_text(utf8, one.begin, one.end);
    }
    return {};
}

void feed_token(const SourceText& text, const XmlToken& token, PartPieces& pieces) {
    const auto where = token.kind == XmlTokenKind::text ? XmlCharacters::Where::text : XmlCharacters::Where::literal;
    XmlCharacters characters(text.utf8(), token.inner_begin, token.inner_end, where);
    for (XmlRun run; characters.next(run);) {
        if (run.verbatim) text.feed(pieces, run.begin, run.end);
        else pieces.glyph(run.characters, text.source(run.begin, run.end));
    }
}

MappedText text_of_token(const SourceText& text, const XmlToken& token) {
    const auto where = token.kind == XmlTokenKind::text ? XmlCharacters::Where::text : XmlCharacters::Where::literal;
    return xml_text(text, token.inner_begin, token.inner_end, where);
}

void feed_whole(std::string_view said, ByteRange source, PartPieces& pieces) {
    for (std::size_t at = 0; at < said.size();) {
        const auto size = utf8_size(said[at]);
        pieces.glyph(said.substr(at, size), source);
        at += size;
    }
}

std::string plain_text(std::string_view utf8, const XmlToken& token) {
    std::string said;
    const auto where = token.kind == XmlTokenKind::text ? XmlCharacters::Where::text : XmlCharacters::Where::literal;
    XmlCharacters characters(utf8, token.inner_begin, token.inner_end, where);
    for (XmlRun run; characters.next(run);) said += run.characters;
    return said;
}

struct UnitReader::Row {
    std::string_view element;
    void (UnitReader::*handle)(const XmlToken&);
};

// The other branch of mc:AlternateContent has runs of its own, as a paragraph has (ECMA-376-3, 7.4); so has what stands over
// ideographs (17.3.3.25; SpreadsheetML 18.4.6): read where it stands it would come between the letters of a name.
constexpr UnitReader::Row UnitReader::rows[] = {
    {"txbxContent", &UnitReader::nests}, {"Fallback", &UnitReader::nests},      {"tbl", &UnitReader::nests},
    {"rt", &UnitReader::nests},          {"rPh", &UnitReader::nests},           {"del", &UnitReader::taken_away},
    {"moveFrom", &UnitReader::taken_away}, {"ins", &UnitReader::put_in},        {"moveTo", &UnitReader::put_in},
    {"vanish", &UnitReader::vanish},     {"specVanish", &UnitReader::vanish},   {"tr", &UnitReader::row},
    {"tc", &UnitReader::cell},           {"gridSpan", &UnitReader::columns},    {"gridBefore", &UnitReader::columns},
    {"tab", &UnitReader::blank},         {"ptab", &UnitReader::blank},          {"br", &UnitReader::line_break},
    {"cr", &UnitReader::line_break},     {"noBreakHyphen", &UnitReader::hyphen}, {"sym", &UnitReader::symbol},
    {"rFonts", &UnitReader::symbol_font},  {"bdo", &UnitReader::turn},
    {"fldChar", &UnitReader::field},
};

void UnitReader::read(XmlPlace place, UnitFound* found, UnseenText& unseen, std::vector<TypedPlace>& typed) {
    found_ = found, unseen_ = &unseen, typed_ = &typed;
    splitter_.go_to(place.position, place.depth);
    story_.line();
    while (splitter_.depth() >= place.depth) {
        const auto token = splitter_.next();
        if (token.kind == XmlTokenKind::finish) return;
        if (token.kind == XmlTokenKind::end) end();
        else if (token.kind == XmlTokenKind::start) start(token);
        else if ((token.kind == XmlTokenKind::text || token.kind == XmlTokenKind::cdata) && skipped_ == 0 && token.inner_begin < token.inner_end) words(token);
    }
}

void UnitReader::start(const XmlToken& token) {
    const auto local = local_name(token.name);
    parent_ = open_.empty() ? std::string_view("p") : open_.back();
    if (!token.empty) open_.push_back(local);
    if (skipped_ > 0) return;
    for (const auto& one : rows) {
        if (one.element == local) return (this->*one.handle)(token);
    }
}

void UnitReader::end() {
    if (open_.empty()) return;
    if (skipped_ == open_.size()) skipped_ = 0;
    if (hidden_run_ == open_.size()) hidden_run_ = 0;
    if (font_run_ == open_.size()) font_run_ = 0;
    if (turned_ == open_.size()) {
        turned_ = 0;
        if (tells_text()) pieces_.layout("\u202c");
    }
    if (open_.back() == "p") story_.paragraph_ends();
    open_.pop_back();
}

void UnitReader::words(const XmlToken& token) {
    const auto in = open_.empty() ? std::string_view("p") : open_.back();
    const auto said = utf8_.substr(token.inner_begin, token.inner_end - token.inner_begin);
    const bool result_in_code = in == "t" && within_instruction();
    const bool field = in == "instrText" || in == "delInstrText" || result_in_code;
    const bool deleted = in == "delText";
    const bool text = (in == "t" || deleted) && !result_in_code;
    if (!text && !field && says_nothing(said)) return;
    const bool other = !text && !field && !is_markup_value(said);
    if (found_) {
        found_->fields = found_->fields || field;
        found_->others = found_->others || other;
        found_->deleted = found_->deleted || deleted;
        if (text && hidden_run_ > 0) unseen_->hidden += said;
    } else if (deleted && reading_.deleted && !reading_.inserted) {
        unseen_->deleted += said;
    }
    const bool wanted = reading_.fields ? field : reading_.others ? other : text && (!deleted || reading_.deleted) && is_shown();
    if (!wanted) return;
    if (tells_text()) story_.reach();
    if (reading_.others && !pieces_.empty()) pieces_.layout('\n');
    if (font_run_ > 0 && font_.starts_with("Wingdings")) feed_symbols(token);
    else if (reading_.escapes && said.find("_x") != said.npos) without_cell_escapes(text_of_token(text_, token)).feed(pieces_);
    else feed_token(text_, token, pieces_);
}

void UnitReader::nests(const XmlToken& token) {
    if (token.empty) return;
    const auto local = open_.back();
    const auto kind = local == "tbl" ? UnitKind::table : local == "txbxContent" ? UnitKind::none : UnitKind::paragraph;
    if (found_) found_->nested.push_back({{token.end, splitter_.depth()}, kind});
    skipped_ = open_.size();
}

void UnitReader::taken_away(const XmlToken& token) {
    if (token.empty) return;
    if (found_) found_->deleted = true;
    if (!reading_.deleted) skipped_ = open_.size();
}

void UnitReader::put_in(const XmlToken& token) {
    if (!token.empty && !reading_.inserted) skipped_ = open_.size();
}

void UnitReader::vanish(const XmlToken& token) {
    if (parent_ != "rPr" || is_off(attribute_of(splitter_, utf8_, "val"))) return;
    const auto levels = open_.size() - (token.empty ? 0 : 1);
    if (levels < 2 || open_[levels - 2] != "r") return;
    if (found_) found_->hidden = true;
    hidden_run_ = levels - 1;
}

// 17.16.18: begin, separate, end.
void UnitReader::field(const XmlToken&) {
    const auto type = attribute_of(splitter_, utf8_, "fldCharType");
    if (type == "begin") fields_.push_back(true);
    else if (type == "separate" && !fields_.empty()) fields_.back() = false;
    else if (type == "end" && !fields_.empty()) fields_.pop_back();
}

// What a field shows that stands in the instruction of another is no text of the line. One that is left open hides nothing.
bool UnitReader::within_instruction() const {
    return fields_.size() > 1 && !fields_.back() && std::find(fields_.begin(), fields_.end() - 1, true) != fields_.end() - 1;
}

// 17.3.2.3: characters run from right to left whatever they are, as a text would say it (UAX #9).
void UnitReader::turn(const XmlToken& token) {
    if (token.empty || turned_ > 0 || !tells_text() || attribute_of(splitter_, utf8_, "val") != "rtl") return;
    story_.reach();
    pieces_.layout("\u202e");
    turned_ = open_.size();
}

void UnitReader::row(const XmlToken&) {
    if (table_) story_.line();
}

void UnitReader::cell(const XmlToken&) {
    if (table_) story_.cell();
}

void UnitReader::columns(const XmlToken& token) {
    if (!table_) return;
    int count = 1;
    const auto value = attribute_of(splitter_, utf8_, "val");
    std::from_chars(value.data(), value.data() + value.size(), count);
    if (local_name(token.name) == "gridSpan") story_.span(count);
    else story_.before(count);
}

void UnitReader::put(char c) {
    if (!tells_text() || !is_shown()) return;
    story_.reach();
    if (table_ && c != '-') pieces_.layout(' ');
    else if (c == '\n') story_.end_line();
    else pieces_.layout(c);
}

void UnitReader::blank(const XmlToken&) {
    if (in_run()) put('\t');
}

void UnitReader::line_break(const XmlToken& token) {
    if (in_run() || local_name(token.name) == "br") put('\n');
}

void UnitReader::hyphen(const XmlToken&) {
    if (in_run()) put('-');
}

// What a run is set in: its characters show what the font has for their codes (17.3.2.26).
void UnitReader::symbol_font(const XmlToken& token) {
    const auto levels = open_.size() - (token.empty ? 0 : 1);
    if (parent_ != "rPr" || levels < 2 || open_[levels - 2] != "r") return;
    font_ = attribute_of(splitter_, utf8_, local_name(token.name) == "sym" ? "typeface" : "ascii");
    font_run_ = levels - 1;
}

// Text of a run in a symbol font.
void UnitReader::feed_symbols(const XmlToken& token) {
    const auto said = text_of_token(text_, token);
    for (std::size_t at = 0; at < said.utf8().size();) {
        const auto size = utf8_size(said.utf8()[at]);
        const auto one = said.utf8().substr(at, size);
        const auto known = shown_symbol(font_, code_points(one).front());
        std::string shown(one);
        if (known != 0) shown.clear(), append_utf8(shown, known);
        pieces_.glyph(shown, said.source(at, at + size));
        at += size;
    }
}

// 17.3.3.30: a character of a symbol font, often in the private range that its codes are shifted to.
void UnitReader::symbol(const XmlToken& token) {
    if (parent_ == "rPr") return symbol_font(token);  // DrawingML 21.1.2.3.10
    if (!in_run() || !is_shown() || !tells_text()) return;
    story_.reach();
    if (!token.empty) return;  // then it has content nobody knows; its attributes are read in any case
    const auto value = attribute_of(splitter_, utf8_, "char");
    std::uint32_t code = 0;
    std::from_chars(value.data(), value.data() + value.size(), code, 16);
    const auto known = shown_symbol(attribute_of(splitter_, utf8_, "font"), code);
    if (known != 0) code = known;
    else if (code >= 0xf000 && code < 0xf100) code -= 0xf000;
    std::string shown;
    append_utf8(shown, code < 0x20 || (code >= 0xd800 && code < 0xe000) || code > 0x10ffff ? U'\u25a1' : static_cast<char32_t>(code));
    const auto source = text_.source(token.begin, token.end);
    pieces_.glyph(shown, source);
    typed_->push_back({source, TypedPlace::As::run, std::string(token.name.substr(0, token.name.size() - local_name(token.name).size()))});
}

}  // namespace review
