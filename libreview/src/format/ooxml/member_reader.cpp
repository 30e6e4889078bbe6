#include "format/ooxml/member_reader.hpp"

#include <algorithm>
#include <array>

#include "format/ooxml/cell_text.hpp"
#include "format/html/readings.hpp"
#include "format/ooxml/markup_value.hpp"
#include "format/xml/characters.hpp"
#include "model/line_label.hpp"

namespace review {
namespace {

bool is_blank(std::string_view text) { return std::all_of(text.begin(), text.end(), is_xml_blank); }

// Parts whose text is about the document, not in it.
PartKind kind_of(const OoxmlMember& member) {
    if (member.role == "comments") return PartKind::comment;
    const bool about = member.role.ends_with("-properties") || member.role == "customXml" || member.role == "customXmlProps";
    return about ? PartKind::metadata : PartKind::element;
}

template <std::size_t Size>
bool is_one_of(const std::array<std::string_view, Size>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

// Whoever wrote a comment or changed the text is called as a person is.
constexpr const char* author_call = "姓名";

// What ends a story: the paragraphs of two notes, shapes or cells of a diagram are not one text.
bool holds_story(std::string_view element) {
    constexpr std::array<std::string_view, 12> names{"body", "hdr", "ftr", "footnote", "endnote", "comment", "txBody", "rich", "graphicFrame", "t", "si", "txPr"};
    return is_one_of(names, element);
}

// Formulas outside cells: names, validations, conditions, charts, tables (18.2.5, 18.3.1.10, 18.3.1.32, 21.2.2.65).
bool is_formula(std::string_view element) {
    constexpr std::array<std::string_view, 7> names{"f", "definedName", "formula", "formula1", "formula2", "calculatedColumnFormula", "totalsRowFormula"};
    return is_one_of(names, element);
}

}  // namespace

struct MemberReader::Story {
    Story(ExtractionSink& sink, Part head) : pieces(sink, std::move(head)), layout(pieces) {}
    PartPieces pieces;
    StoryText layout;
    std::vector<Later> later;
};

MemberReader::MemberReader(const OoxmlMember& member, const std::string& draft_name, const Limits& limits, ExtractionSink& sink,
                           std::uint32_t& number)
    : member_(member), text_(*member.text), utf8_(text_.utf8()), splitter_(utf8_, draft_name, limits), sink_(sink), number_(number),
      kind_(kind_of(member)), sheets_(member.type.find("spreadsheetml") != std::string::npos) {
    if (member.role == "slide") rows_ = std::make_unique<const SlideRows>(slide_shapes(member, draft_name, limits));
}

MemberReader::~MemberReader() = default;

void MemberReader::run() {
    region({0, 0}, true);
    end_story();
    if (rows_) numbers_in_rows();
    markup();
}

// A number that begins in one shape and goes on in the next one.
void MemberReader::numbers_in_rows() {
    std::uint32_t count = 0;
    for (const auto& row : rows_->joined()) {
        auto part = head(kind_, member_.label + ", side by side " + std::to_string(++count));
        part.called = row.call;
        PartPieces pieces(sink_, std::move(part));
        for (const auto* shape : row.shapes) {
            if (!pieces.empty()) pieces.layout(' ');
            splitter_.go_to(shape->begin, 2);
            std::string_view element;
            while (splitter_.position() < shape->end) {
                const auto token = splitter_.next();
                if (token.kind == XmlTokenKind::finish) break;
                if (token.kind == XmlTokenKind::start) element = local_name(token.name);
                else if ((token.kind == XmlTokenKind::text || token.kind == XmlTokenKind::cdata) && element == "t") feed_token(text_, token, pieces);
                else if (token.kind == XmlTokenKind::end) element = {};
            }
        }
        finish(pieces);
    }
}

// Paragraphs and tables, rich text of shared strings and of comments on cells.
bool MemberReader::is_unit(std::string_view name) const {
    if (name == "p" || name == "tbl") return true;
    return (name == "si" && member_.role == "sharedStrings" && !cells_elsewhere_) || (name == "text" && sheets_);
}

void MemberReader::region(XmlPlace place, bool whole) {
    splitter_.go_to(place.position, place.depth);
    const auto outside = open_.size();
    while (whole || splitter_.depth() >= place.depth) {
        const auto token = splitter_.next();
        if (token.kind == XmlTokenKind::finish) break;
        if (token.kind == XmlTokenKind::start && !token.empty) {
            const auto name = local_name(token.name);
            if (is_unit(name)) unit(name == "tbl", {token.end, splitter_.depth()});
            else open_.push_back({name, name == "c" && cells_elsewhere_ ? attribute_of(splitter_, utf8_, "t") : std::string()});
        } else if (token.kind == XmlTokenKind::end && open_.size() > outside) {
            if (holds_story(open_.back().name)) end_story();
            open_.pop_back();
        } else if (token.kind == XmlTokenKind::text || token.kind == XmlTokenKind::cdata) {
            element_text(token);
        }
    }
    open_.resize(std::min(open_.size(), outside));
}

// What a cell shows, and its formula.
bool MemberReader::told_elsewhere() const {
    if (!cells_elsewhere_ || open_.empty()) return false;
    if (member_.role == "sharedStrings") return open_.back().name == "t";
    const auto cell = std::find_if(open_.rbegin(), open_.rend(), [](const Open& one) { return one.name == "c"; });
    if (cell == open_.rend()) return false;
    const auto levels = static_cast<std::size_t>(cell - open_.rbegin());
    if (levels == 0) return false;
    const auto name = open_.back().name;
    if (name == "f") return levels == 1;
    if (cell->kind != "inlineStr") return name == "v" && levels == 1;
    const auto child = open_[open_.size() - levels].name;
    return name == "t" && child == "is" && std::none_of(open_.end() - static_cast<std::ptrdiff_t>(levels), open_.end(), [](const Open& one) { return one.name == "rPh"; });
}

void MemberReader::element_text(const XmlToken& token) {
    if (is_blank(utf8_.substr(token.inner_begin, token.inner_end - token.inner_begin)) || told_elsewhere()) return;
    end_story();
    const auto element = open_.empty() ? std::string_view() : open_.back().name;
    const bool number = element == "v" && std::any_of(open_.begin(), open_.end(), [](const Open& one) { return one.name == "numCache" || one.name == "numLit"; });
    auto part = head(kind_, member_.label + ", element " + std::to_string(++elements_));
    if (element == "author") part.called = author_call;  // of comments on cells (18.7.2)
    PartPieces pieces(sink_, std::move(part));
    if (is_formula(element) || number) {
        const auto source = text_.source(token.inner_begin, token.inner_end);
        const auto said = plain_text(utf8_, token);
        feed_whole(number ? plain_number(said) : said, source, pieces);
        typed.push_back({source, TypedPlace::As::replacement, number ? "0" : "#REF!"});
    } else if (is_header_or_footer(element)) {
        without_header_codes(without_cell_escapes(text_of_token(text_, token))).feed(pieces);
    } else if (sheets_) {
        without_cell_escapes(text_of_token(text_, token)).feed(pieces);
    } else {
        feed_token(text_, token, pieces);
    }
    finish(pieces);
    if (is_header_or_footer(element)) other_sizes(without_cell_escapes(text_of_token(text_, token)));
    if (element == "delText") unseen.deleted += utf8_.substr(token.inner_begin, token.inner_end - token.inner_begin);
}

// Like a formula they are no part of what has to stay: a cut takes the digits, and then there is one reading.
void MemberReader::other_sizes(const MappedText& header) {
    if (!says_two_sizes(header)) return;
    for (std::size_t digits = 0; digits < longest_size; ++digits) {
        PartPieces pieces(sink_, head(PartKind::script, member_.label + ", element " + std::to_string(elements_) + ", sizes of " + std::to_string(digits) + " digits"));
        without_header_codes(header, digits).feed(pieces);
        finish(pieces);
    }
}

std::string MemberReader::story_name() const { return stories_ == 1 ? member_.label : member_.label + ", text " + std::to_string(stories_); }

// Leaves the splitter behind the unit.
void MemberReader::unit(bool table, XmlPlace place) {
    if (!story_) {
        ++stories_;
        auto part = head(kind_, with_line(story_name(), 1));
        if (rows_) part.called = rows_->call_at(place.position);
        story_ = std::make_unique<Story>(sink_, std::move(part));
    }
    UnitFound found;
    UnitReader(text_, splitter_, table, {.escapes = sheets_}, story_->pieces, story_->layout).read(place, &found, unseen, typed);
    if (found.nothing()) return;
    story_->later.push_back({with_line(story_name(), story_->layout.lines() + 1), place, table, std::move(found)});
}

void MemberReader::end_story() {
    if (!story_) return;
    const auto story = std::move(story_);
    finish(story->pieces);
    const XmlPlace behind{splitter_.position(), splitter_.depth()};
    for (const auto& later : story->later) again(later);
    splitter_.go_to(behind.position, behind.depth);
}

// What a unit says in other readings, and what stands in it.
void MemberReader::again(const Later& later) {
    const auto read = [&](const char* what, bool table, UnitReading reading) {
        reading.escapes = sheets_;
        PartPieces pieces(sink_, head(kind_, later.name + what));
        StoryText layout(pieces);
        UnitReader(text_, splitter_, table, reading, pieces, layout).read(later.place, nullptr, unseen, typed);
        finish(pieces);
    };
    const auto& found = later.found;
    if (found.deleted) read(", before changes", later.table, {.deleted = true, .inserted = false, .hidden = true});
    if (found.hidden) read(", with hidden text", later.table, {.hidden = true});
    if (found.fields) read(", fields", false, {.deleted = true, .hidden = true, .fields = true});
    if (found.others) read(", drawing", false, {.deleted = true, .hidden = true, .others = true});
    for (const auto& nested : found.nested) {
        if (nested.kind == UnitKind::none) region(nested.place, false);
        else unit(nested.kind == UnitKind::table, nested.place);
        end_story();
    }
}

void MemberReader::markup() {
    splitter_.go_to(0, 0);
    for (auto token = splitter_.next(); token.kind != XmlTokenKind::finish; token = splitter_.next()) {
        if (token.kind == XmlTokenKind::start) {
            tag(token);
        } else if (token.kind == XmlTokenKind::comment || token.kind == XmlTokenKind::instruction) {
            const auto kind = token.kind == XmlTokenKind::comment ? PartKind::comment : PartKind::instruction;
            PartPieces pieces(sink_, head(kind, member_.label + ", XML comment " + std::to_string(++comments_)));
            feed_token(text_, token, pieces);
            finish(pieces);
        }
    }
}

void MemberReader::tag(const XmlToken& token) {
    if (member_.name == "[Content_Types].xml") return;
    const bool rels = member_.name.ends_with(".rels");
    if (rels && attribute_of(splitter_, utf8_, "TargetMode") != "External") return;  // names of members
    const auto element = local_name(token.name);
    if (element == "sheet" || element == "definedName" || element == "tableColumn") ++names_;
    for (const auto& one : splitter_.attributes()) {
        if (!rels || local_name(one.name) == "Target") attribute(element, one);
    }
}

void MemberReader::attribute(std::string_view element, const XmlAttribute& one) {
    const auto local = local_name(one.name);
    auto value = attribute_text(utf8_, one.begin, one.end);
    const bool escapes = sheets_ && value.find("_x") != value.npos;
    if (escapes) value = without_escapes(value);
    if (is_markup_value(value) || local.starts_with("rsid") || is_cell_place(local, value)) return;
    auto part = head(PartKind::attribute, member_.label + ", attribute " + std::to_string(++attributes_));
    if (is_new_author(element, local, value)) part.called = author_call;
    PartPieces pieces(sink_, std::move(part));
    const auto source = text_.source(one.begin, one.end);
    const auto replace = [&](std::string with) {
        feed_whole(value, source, pieces);
        typed.push_back({source, TypedPlace::As::replacement, std::move(with)});
    };
    // Names that programs want to be different from each other (18.2.19, 18.2.5).
    if (local == "date" || local == "dateUtc" || local == "dt" || local == "fullDate") replace("2000-01-01T00:00:00Z");
    else if (local == "name" && element == "sheet") replace("\u2588\u2588\u2588\u2588 " + std::to_string(names_));
    else if (local == "name" && element == "definedName") replace("Name_" + std::to_string(names_));
    else if (local == "name" && element == "tableColumn") replace("Column_" + std::to_string(names_));
    // The name of a table is one of the workbook, of letters and digits (18.5.1.2).
    else if ((local == "name" || local == "displayName") && element == "table") replace("Table_" + std::to_string(member_.number + 1));
    else {
        const auto said = xml_text(text_, one.begin, one.end, XmlCharacters::Where::attribute);
        (escapes ? without_cell_escapes(said) : said).feed(pieces);
    }
    finish(pieces);
    if (value.find('%') != value.npos) decoded(xml_text(text_, one.begin, one.end, XmlCharacters::Where::attribute));
}

// The target of a link, as a browser writes an address: in UTF-8 or, by old pages, in GBK; an address in an address is written twice over.
// No part of what has to stay, as sizes are not: what is cut is not encoded any more.
void MemberReader::decoded(MappedText written) {
    constexpr int most_times = 3;
    const auto gbk = Charset::named("gb18030").value_or(Charset::utf8());
    auto label = member_.label + ", attribute " + std::to_string(attributes_);
    for (int times = 0; times < most_times; ++times) {
        auto plain = without_percents(written, gbk);
        if (!plain) return;
        written = std::move(*plain);
        PartPieces pieces(sink_, head(PartKind::script, label += ", decoded"));
        written.feed(pieces);
        finish(pieces);
    }
}

// Each is told once: who cuts a name cuts it wherever it stands.
bool MemberReader::is_new_author(std::string_view element, std::string_view attribute, const std::string& value) {
    const bool names = attribute == "author" || (element == "cmAuthor" && attribute == "name");  // 17.13.4.2, 19.4.2
    return names && authors_.insert(value).second;
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
