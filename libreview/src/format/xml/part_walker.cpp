#include "format/xml/part_walker.hpp"

#include <algorithm>
#include <array>

#include "base/charset.hpp"
#include "base/messages/format_xml.hpp"
#include "format/xml/opened_base64.hpp"

namespace review {
namespace {

// Elements that change the look of words inside a line (XHTML, Akoma Ntoso). Between them nothing
// breaks: <b>4203</b><i>02...</i> is one number.
constexpr std::array<std::string_view, 38> inline_names{
    "a",    "abbr", "b",    "bdo",  "big",  "cite", "code", "def",  "del", "em",   "font", "i",    "ins",
    "kbd",  "mark", "mref", "mmod", "mod",  "n",    "q",    "ref",  "ruby", "s",   "samp", "small", "span",
    "strike", "strong", "sub", "sup", "term", "tspan", "tt", "u", "var", "hi", "w", "emphasis"};

bool is_inline(std::string_view name) {
    const auto colon = name.rfind(':');
    if (colon != std::string_view::npos) name.remove_prefix(colon + 1);
    return std::find(inline_names.begin(), inline_names.end(), name) != inline_names.end();
}

// Names are markup, not text; still, a label stays short.
std::string shortened(std::string_view name) {
    constexpr std::size_t longest = 40;
    if (name.size() <= longest) return std::string(name);
    std::size_t end = longest;
    while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xc0) == 0x80) --end;
    return std::string(name.substr(0, end)) + "...";
}

// Tags, comments or the marks of CDATA stand in it.
bool has_markup_inside(const Part& part) {
    const auto apart = [](const SourceRun& one, const SourceRun& next) { return one.source.end != next.source.begin; };
    return std::adjacent_find(part.source.begin(), part.source.end(), apart) != part.source.end();
}

// What stood between two stretches of text of a block.
struct Between {
    std::uint32_t tags = 0;
    bool all_inline = true;
    void tag(std::string_view name) {
        ++tags;
        all_inline = all_inline && is_inline(name);
    }
    // One tag between two stretches marks up a word: it may be any element. Several are a row of
    // fields, whose values must not run together.
    bool breaks() const { return tags > 1 && !all_inline; }
};

}  // namespace

XmlPartWalker::XmlPartWalker(const SourceText& text, const LateBlocks& late, const std::string& draft_name, const Limits& limits,
                             ExtractionSink& sink)
    : text_(text), utf8_(text.utf8()), sink_(sink), splitter_(utf8_, draft_name, limits), blocks_(text, late, draft_name, limits) {}

void XmlPartWalker::run() {
    for (auto token = splitter_.next(); token.kind != XmlTokenKind::finish; token = splitter_.next()) {
        switch (token.kind) {
            case XmlTokenKind::start: element(token); break;
            case XmlTokenKind::end: leave(); break;
            case XmlTokenKind::comment: comment(token); break;
            case XmlTokenKind::instruction: instruction(token); break;
            default: break;  // text outside a block is white space
        }
    }
}

void XmlPartWalker::element(const XmlToken& start) {
    const bool begins_block = block_depth_ == 0 && blocks_.begins_block(element_, start.begin);
    ++element_;
    path_.enter(start.name);
    attributes();
    if (start.empty) {
        path_.leave();
    } else if (begins_block) {
        const auto depth = splitter_.depth();
        const auto element_here = element_;
        if (block()) {
            splitter_.go_to(start.end, depth);
            element_ = element_here;
            path_.restart();
            block_depth_ = depth;
        } else {
            path_.leave();
        }
    }
}

void XmlPartWalker::leave() {
    if (splitter_.depth() < block_depth_) block_depth_ = 0;
    path_.leave();
}

bool XmlPartWalker::block() {
    const auto depth = splitter_.depth();
    const auto elements = element_;
    PartPieces pieces(sink_, head(PartKind::element,
                                  "element " + shortened(path_.name()) + " " + std::to_string(path_.index()),
                                  path_.xpath()));
    bool holds_more = false;
    Between between;
    TableLayout table(is_table(path_.name()));
    while (splitter_.depth() >= depth) {
        const auto token = splitter_.next();
        switch (token.kind) {
            case XmlTokenKind::text:
            case XmlTokenKind::cdata:
                if (token.inner_begin == token.inner_end) break;
                if (table.in_cell()) {
                    feed_cell(pieces, token, table, between.breaks());
                    between = {};
                    break;
                }
                if (table.between_cells() && is_blank(token)) break;
                if (between.breaks() && !pieces.empty() && !pieces.ends_blank()) pieces.layout('\n');
                between = {};
                feed(pieces, token.inner_begin, token.inner_end,
                     token.kind == XmlTokenKind::text ? XmlCharacters::Where::text : XmlCharacters::Where::literal);
                break;
            case XmlTokenKind::start:
                ++element_;
                holds_more = holds_more || !splitter_.attributes().empty();
                between.tag(token.name);
                if (token.empty) between.tag(token.name);
                table.start(token.name, token.empty);
                break;
            case XmlTokenKind::end:
                between.tag(token.name);
                table.end();
                table.close(pieces);
                break;
            default: holds_more = true; break;
        }
    }
    finish(pieces);
    if (!holds_more) path_.pass(element_ - elements);
    return holds_more;
}

bool XmlPartWalker::is_blank(const XmlToken& token) const {
    const auto text = utf8_.substr(token.inner_begin, token.inner_end - token.inner_begin);
    return std::all_of(text.begin(), text.end(), is_xml_blank);
}

// A line of the part is a row: the ends of lines in a cell, and the blanks that indent what follows, are one blank.
void XmlPartWalker::feed_cell(PartPieces& pieces, const XmlToken& token, TableLayout& table, bool breaks) const {
    const auto where = token.kind == XmlTokenKind::text ? XmlCharacters::Where::text : XmlCharacters::Where::literal;
    bool apart = breaks;
    for (auto at = token.inner_begin; at < token.inner_end;) {
        const auto line_end = std::min({utf8_.find('\n', at), utf8_.find('\r', at), utf8_.find('\t', at), token.inner_end});
        auto begin = at, end = line_end;
        if (at != token.inner_begin) {
            while (begin < end && is_xml_blank(utf8_[begin])) ++begin;
        }
        if (end != token.inner_end) {
            while (end > begin && is_xml_blank(utf8_[end - 1])) --end;
        }
        if (begin < end) {
            const bool first = table.reach(pieces);
            if (apart && !first && !pieces.ends_blank()) pieces.layout(' ');
            feed(pieces, begin, end, where);
        }
        apart = true;
        at = line_end + 1;
    }
}

void XmlPartWalker::attributes() {
    for (const auto& attribute : splitter_.attributes()) {
        if (attribute.begin == attribute.end) continue;
        auto label = "attribute " + shortened(attribute.name) + " of " + shortened(path_.name()) + " " +
                     std::to_string(path_.index());
        auto xpath = path_.xpath() + "/@" + (attribute.name.size() < ElementPath::longest ? std::string(attribute.name) : "*");
        PartPieces pieces(sink_, head(PartKind::attribute, std::move(label), std::move(xpath)));
        feed(pieces, attribute.begin, attribute.end, XmlCharacters::Where::attribute);
        finish(pieces);
    }
}

void XmlPartWalker::comment(const XmlToken& token) {
    auto xpath = path_.xpath() + "/comment()[" + std::to_string(path_.next_comment()) + "]";
    PartPieces pieces(sink_, head(PartKind::comment, "comment " + std::to_string(++comments_), std::move(xpath)));
    feed(pieces, token.inner_begin, token.inner_end, XmlCharacters::Where::literal);
    finish(pieces);
}

void XmlPartWalker::instruction(const XmlToken& token) {
    auto xpath = path_.xpath() + "/processing-instruction()[" + std::to_string(path_.next_instruction()) + "]";
    PartPieces pieces(sink_, head(PartKind::instruction, "instruction " + std::to_string(++instructions_), std::move(xpath)));
    feed(pieces, token.inner_begin, token.inner_end, XmlCharacters::Where::literal);
    finish(pieces);
}

Part XmlPartWalker::head(PartKind kind, std::string label, std::string xpath) const {
    Part part;
    part.number = number_;
    part.kind = kind;
    part.label = std::move(label);
    part.xpath = std::move(xpath);
    return part;
}

void XmlPartWalker::feed(PartPieces& pieces, std::size_t begin, std::size_t end, XmlCharacters::Where where) const {
    XmlCharacters characters(utf8_, begin, end, where);
    for (XmlRun run; characters.next(run);) {
        if (run.verbatim) {
            text_.feed(pieces, run.begin, run.end);
        } else {
            pieces.glyph(run.characters, text_.source(run.begin, run.end));
        }
    }
}

void XmlPartWalker::finish(PartPieces& pieces) {
    if (!is_base64(pieces.held().text)) {
        if (pieces.finish()) ++number_;
        return;
    }
    const Part whole = pieces.held();
    if (pieces.finish()) ++number_;
    open(whole);
}

// One level: what an element or an attribute holds as Base64. A text in it is a part of its own; a cut in it takes the whole.
void XmlPartWalker::open(const Part& part) {
    // Longer than a piece; or a cut, which takes the whole, would take markup.
    const bool closed = part.first > 0 || has_markup_inside(part);
    const auto opened = opened_base64(part.text);
    if (!opened && part.first == 0) return;
    if (closed ? !is_hexadecimal(part.text) : opened->unreadable) tell_unread(part);
    if (!closed) tell_opened(part, opened->text);
}

void XmlPartWalker::tell_opened(const Part& part, std::string_view text) {
    const auto source = source_of(part, 0, part.text.size());
    if (!source || text.empty()) return;
    PartPieces pieces(sink_, head(part.kind, part.label + ", decoded", part.xpath));
    for (std::size_t at = 0; at < text.size();) {
        const auto size = std::min(utf8_size(text[at]), text.size() - at);
        pieces.glyph(text.substr(at, size), *source);
        at += size;
    }
    if (pieces.finish()) ++number_;
}

void XmlPartWalker::tell_unread(const Part& part) {
    BlindSpot spot;
    spot.part = part.number;
    spot.label = "Base64 " + std::to_string(++unread_);  // one of its own: accepting it accepts no other
    spot.object = part.xpath;
    spot.reason = BlindReason::unsupported;
    spot.detail = say(Msg::xml_base64_file);
    sink_.blind_spot(std::move(spot));
}

}  // namespace review
