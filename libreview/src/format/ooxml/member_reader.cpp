#include "format/ooxml/member_reader.hpp"

#include <algorithm>
#include <charconv>

#include "base/charset.hpp"
#include "format/ooxml/markup_value.hpp"

namespace review {
namespace {

bool is_blank(std::string_view text) { return std::all_of(text.begin(), text.end(), is_xml_blank); }
bool is_unit(std::string_view name) { return name == "p" || name == "tbl"; }
bool is_off(const std::string& value) { return value == "0" || value == "false" || value == "off" || value == "none"; }

// Parts whose text is about the document, not in it.
PartKind kind_of(const OoxmlMember& member) {
    if (member.role == "comments") return PartKind::comment;
    const bool about = member.role.ends_with("-properties") || member.role == "customXml" || member.role == "customXmlProps";
    return about ? PartKind::metadata : PartKind::element;
}

}  // namespace

// A line a row, a tab between cells, so that a heading stands over its column (17.4; DrawingML 21.1.3).
class MemberReader::Table {
public:
    void row() { cell_ = reached_ = 0, new_row_ = true, cells_ = 0; }
    void before(int columns) { cells_ += std::clamp(columns, 0, 63); }
    void cell() { cell_ = cells_, cells_ += 1, first_ = true; }
    void span(int columns) { cells_ = cell_ + std::clamp(columns, 1, 63); }
    void paragraph() { apart_ = true; }
    // Before text: the ends of rows, cells and paragraphs before it.
    void reach(PartPieces& pieces) {
        if (new_row_ && !pieces.empty()) pieces.layout('\n');
        for (; reached_ < cell_; ++reached_) pieces.layout('\t');
        if (apart_ && !first_ && !new_row_ && !pieces.ends_blank()) pieces.layout(' ');
        new_row_ = first_ = apart_ = false;
    }

private:
    int cell_ = 0, cells_ = 0, reached_ = 0;
    bool new_row_ = false, first_ = false, apart_ = false;
};

MemberReader::MemberReader(const OoxmlMember& member, const std::string& draft_name, const Limits& limits, ExtractionSink& sink,
                           std::uint32_t& number)
    : member_(member), text_(*member.text), utf8_(text_.utf8()), splitter_(utf8_, draft_name, limits), sink_(sink), number_(number),
      kind_(kind_of(member)) {}

void MemberReader::run() {
    region({0, 0}, true);
    markup();
}

void MemberReader::region(Place place, bool whole) {
    splitter_.go_to(place.position, place.depth);
    std::vector<std::string_view> open;
    while (whole || splitter_.depth() >= place.depth) {
        const auto token = splitter_.next();
        if (token.kind == XmlTokenKind::finish) return;
        if (token.kind == XmlTokenKind::start && !token.empty) {
            const auto name = local_name(token.name);
            if (is_unit(name)) unit(name == "tbl", {token.end, splitter_.depth()});
            else open.push_back(name);
        } else if (token.kind == XmlTokenKind::end && !open.empty()) {
            open.pop_back();
        } else if (token.kind == XmlTokenKind::text || token.kind == XmlTokenKind::cdata) {
            element_text(token, open.empty() ? std::string_view("text") : open.back());
        }
    }
}

void MemberReader::element_text(const XmlToken& token, std::string_view element) {
    if (is_blank(utf8_.substr(token.inner_begin, token.inner_end - token.inner_begin))) return;
    PartPieces pieces(sink_, head(kind_, member_.label + ", element " + std::to_string(++elements_)));
    feed(pieces, token);
    finish(pieces);
    if (element == "delText") unseen.deleted += utf8_.substr(token.inner_begin, token.inner_end - token.inner_begin);
}

// Leaves the splitter behind the unit.
void MemberReader::unit(bool table, Place place) {
    const auto name = member_.label + (table ? ", table " + std::to_string(++tables_) : ", paragraph " + std::to_string(++paragraphs_));
    Found found;
    read(name, place, {false, true, false, false, false}, table, &found);
    const Place behind{splitter_.position(), splitter_.depth()};
    if (found.deleted) read(name + ", before changes", place, {true, false, true, false, false}, table, nullptr);
    if (found.hidden) read(name + ", with hidden text", place, {false, true, true, false, false}, table, nullptr);
    if (found.fields) read(name + ", fields", place, {true, true, true, true, false}, false, nullptr);
    if (found.others) read(name + ", drawing", place, {true, true, true, false, true}, false, nullptr);
    for (const auto& nested : found.nested) {
        if (nested.unit == Unit::none) region(nested.place, false);
        else unit(nested.unit == Unit::table, nested.place);
    }
    splitter_.go_to(behind.position, behind.depth);
}

void MemberReader::read(const std::string& name, Place place, const Reading& reading, bool is_table, Found* found) {
    splitter_.go_to(place.position, place.depth);
    PartPieces pieces(sink_, head(kind_, name));
    Table table;
    std::vector<std::string_view> open;
    std::size_t skipped = 0;      // size of `open` from which on nothing is read
    std::size_t hidden_run = 0;   // of the run that is formatted as hidden
    const auto break_with = [&](char c) {
        if (reading.fields || reading.others) return;
        if (is_table) table.reach(pieces);
        pieces.layout(is_table ? ' ' : c);
    };
    while (splitter_.depth() >= place.depth) {
        const auto token = splitter_.next();
        if (token.kind == XmlTokenKind::end) {
            if (open.empty()) continue;
            if (skipped == open.size()) skipped = 0;
            if (hidden_run == open.size()) hidden_run = 0;
            if (open.back() == "p") table.paragraph();
            open.pop_back();
        } else if (token.kind == XmlTokenKind::start) {
            const auto local = local_name(token.name);
            const auto parent = open.empty() ? std::string_view("p") : open.back();
            if (!token.empty) open.push_back(local);
            if (skipped > 0) continue;
            const bool nests = local == "txbxContent" || local == "Fallback" || local == "tbl" || local == "rt";
            if (nests && !token.empty) {
                // The other branch has runs of its own, as a paragraph has (ECMA-376-3, 7.4); so has what stands over ideographs
                // (17.3.3.25), and read where it stands it would come between the letters of a name.
                const auto kind = local == "tbl" ? Unit::table : local == "txbxContent" ? Unit::none : Unit::paragraph;
                if (found) found->nested.push_back({{token.end, splitter_.depth()}, kind});
                skipped = open.size();
            } else if ((local == "del" || local == "moveFrom") && !token.empty) {
                if (found) found->deleted = true;
                if (!reading.deleted) skipped = open.size();
            } else if ((local == "ins" || local == "moveTo") && !token.empty && !reading.inserted) {
                skipped = open.size();
            } else if ((local == "vanish" || local == "specVanish") && parent == "rPr" && !is_off(attribute_of("val"))) {
                const auto levels = open.size() - (token.empty ? 0 : 1);
                if (levels >= 2 && open[levels - 2] == "r") {
                    if (found) found->hidden = true;
                    hidden_run = levels - 1;
                }
            } else if (local == "tr" && is_table) {
                table.row();
            } else if (local == "tc" && is_table) {
                table.cell();
            } else if (local == "gridSpan" || local == "gridBefore") {
                int columns = 1;
                const auto value = attribute_of("val");
                std::from_chars(value.data(), value.data() + value.size(), columns);
                if (local == "gridSpan") table.span(columns);
                else table.before(columns);
            } else if (parent == "r" || local == "br") {
                const bool shown = hidden_run == 0 || reading.hidden;
                if (shown && (local == "tab" || local == "ptab")) break_with('\t');
                if (shown && (local == "br" || local == "cr")) break_with('\n');
                if (shown && local == "noBreakHyphen") break_with('-');
                if (local == "sym" && shown && !reading.fields && !reading.others) {
                    if (is_table) table.reach(pieces);
                    symbol(pieces, token);
                }
            }
        } else if ((token.kind == XmlTokenKind::text || token.kind == XmlTokenKind::cdata) && skipped == 0 && token.inner_begin < token.inner_end) {
            const auto in = open.empty() ? std::string_view("p") : open.back();
            const auto words = utf8_.substr(token.inner_begin, token.inner_end - token.inner_begin);
            const bool field = in == "instrText" || in == "delInstrText";
            const bool deleted = in == "delText";
            const bool text = in == "t" || deleted;
            if (!text && !field && is_blank(words)) continue;
            if (found) {
                found->fields = found->fields || field;
                found->others = found->others || (!text && !field && !is_markup_value(words));
                found->deleted = found->deleted || deleted;
                if (text && hidden_run > 0) unseen.hidden += words;
            } else if (deleted && reading.deleted && !reading.inserted) {
                unseen.deleted += words;
            }
            const bool wanted = reading.fields ? field
                                : reading.others ? !text && !field && !is_markup_value(words)
                                                 : text && (!deleted || reading.deleted) && (hidden_run == 0 || reading.hidden);
            if (!wanted) continue;
            if (is_table && text) table.reach(pieces);
            if (reading.others && !pieces.empty()) pieces.layout('\n');
            feed(pieces, token);
        }
    }
    finish(pieces);
}

// 17.3.3.30: a character of a symbol font, often in the private range that its codes are shifted to.
void MemberReader::symbol(PartPieces& pieces, const XmlToken& token) {
    const auto value = attribute_of("char");
    std::uint32_t code = 0;
    std::from_chars(value.data(), value.data() + value.size(), code, 16);
    if (code >= 0xf000 && code < 0xf100) code -= 0xf000;
    std::string shown;
    append_utf8(shown, code < 0x20 || (code >= 0xd800 && code < 0xe000) || code > 0x10ffff ? U'\u25a1' : static_cast<char32_t>(code));
    const auto source = text_.source(token.begin, token.end);
    if (!token.empty) return;  // then it has content nobody knows; its attributes are read in any case
    pieces.glyph(shown, source);
    typed.push_back({source, "", std::string(token.name.substr(0, token.name.size() - local_name(token.name).size()))});
}

void MemberReader::markup() {
    splitter_.go_to(0, 0);
    const bool types = member_.name == "[Content_Types].xml", rels = member_.name.ends_with(".rels");
    for (auto token = splitter_.next(); token.kind != XmlTokenKind::finish; token = splitter_.next()) {
        if (token.kind == XmlTokenKind::start && !types) {
            if (rels && attribute_of("TargetMode") != "External") continue;  // names of members
            for (const auto& one : splitter_.attributes()) {
                if (!rels || local_name(one.name) == "Target") attribute(one);
            }
        } else if (token.kind == XmlTokenKind::comment || token.kind == XmlTokenKind::instruction) {
            const auto kind = token.kind == XmlTokenKind::comment ? PartKind::comment : PartKind::instruction;
            PartPieces pieces(sink_, head(kind, member_.label + ", XML comment " + std::to_string(++comments_)));
            XmlCharacters characters(utf8_, token.inner_begin, token.inner_end, XmlCharacters::Where::literal);
            for (XmlRun run; characters.next(run);) {
                if (run.verbatim) text_.feed(pieces, run.begin, run.end);
                else pieces.glyph(run.characters, text_.source(run.begin, run.end));
            }
            finish(pieces);
        }
    }
}

void MemberReader::attribute(const XmlAttribute& one) {
    const auto value = attribute_text(utf8_, one.begin, one.end);
    const auto local = local_name(one.name);
    if (is_markup_value(value) || local.starts_with("rsid")) return;
    PartPieces pieces(sink_, head(PartKind::attribute, member_.label + ", attribute " + std::to_string(++attributes_)));
    XmlCharacters characters(utf8_, one.begin, one.end, XmlCharacters::Where::attribute);
    for (XmlRun run; characters.next(run);) {
        if (run.verbatim) text_.feed(pieces, run.begin, run.end);
        else pieces.glyph(run.characters, text_.source(run.begin, run.end));
    }
    finish(pieces);
    if (local == "date" || local == "dateUtc") typed.push_back({text_.source(one.begin, one.end), "2000-01-01T00:00:00Z", ""});
}

void MemberReader::feed(PartPieces& pieces, const XmlToken& token) const {
    const auto where = token.kind == XmlTokenKind::text ? XmlCharacters::Where::text : XmlCharacters::Where::literal;
    XmlCharacters characters(utf8_, token.inner_begin, token.inner_end, where);
    for (XmlRun run; characters.next(run);) {
        if (run.verbatim) text_.feed(pieces, run.begin, run.end);
        else pieces.glyph(run.characters, text_.source(run.begin, run.end));
    }
}

std::string MemberReader::attribute_of(std::string_view local) const {
    for (const auto& one : splitter_.attributes()) {
        if (local_name(one.name) == local) return attribute_text(utf8_, one.begin, one.end);
    }
    return {};
}

Part MemberReader::head(PartKind kind, std::string label) const {
    Part part;
    part.number = number_;
    part.kind = kind;
    part.label = std::move(label);
    return part;
}

void MemberReader::finish(PartPieces& pieces) {
    if (pieces.finish()) ++number_;
}

}  // namespace review
