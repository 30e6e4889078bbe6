#include "format/xml/part_walker.hpp"

#include <algorithm>
#include <array>

#include "base/charset.hpp"
#include "base/decimal.hpp"
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
    constexpr std::size_t longest = 8;  // emphasis
    if (name.size() > longest) return false;
    return std::any_of(inline_names.begin(), inline_names.end(), [&](std::string_view one) { return one.size() == name.size() && one[0] == name[0] && one == name; });
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

XmlPartWalker::XmlPartWalker(const SourceText& text, const KnownBlocks& known, const std::string& draft_name, const Limits& limits,
                             ExtractionSink& sink)
    : text_(text), known_(known), draft_name_(draft_name), limits_(limits), utf8_(text.utf8()), sink_(sink), splitter_(utf8_, draft_name, limits), blocks_(text, known, draft_name, limits),
      calls_(utf8_), pieces_(sink) {}

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
    names();
}

void XmlPartWalker::names() {
    for (const auto& name : known_.names) name_of_markup(name);
    if (known_.names_noted) return;
    XmlNames names;
    XmlSplitter splitter(utf8_, draft_name_, limits_);
    for (auto token = splitter.next(); token.kind != XmlTokenKind::finish; token = splitter.next()) {
        names.token(token, splitter.attributes(), [&](const XmlName& name) { name_of_markup(name); });
    }
}

// Parts of their own, so that no name is read as the value of the one before it: <姓名>, <籍贯>.
void XmlPartWalker::name_of_markup(const XmlName& name) {
    constexpr std::array<std::string_view, 3> words{"name of element", "attribute name of element", "target of instruction"};
    Part& part = pieces_.begin(number_);
    part.kind = PartKind::metadata;
    if (pieces_.wanted()) part.label = markup_name_label(words[static_cast<std::size_t>(name.of)], name.number);
    const auto begin = static_cast<std::size_t>(name.name.data() - utf8_.data());
    text_.feed(pieces_, begin, begin + name.name.size());
    if (pieces_.finish()) ++number_;
}

void XmlPartWalker::element(const XmlToken& start) {
    const bool begins_block = block_depth_ == 0 && blocks_.begins_block(element_, start.begin);
    ++element_;
    path_.enter(start.name);
    const auto& values = splitter_.attributes();
    const auto* const past = values.data() + values.size();
    auto own = values.empty() ? std::string() : calls_.own(values.data(), past);
    const bool labelled = block_depth_ != 0 && calls_.is_labelled(values.data(), past);
    const auto said = labelled ? own : std::string();
    const auto& call = calls_.enter(splitter_.depth() + (start.empty ? 1 : 0), start.empty, std::move(own));
    attributes(values.data(), past, call);
    if (labelled) called_within(start, true, said);
    if (start.empty) {
        path_.leave();
    } else if (begins_block) {
        const auto depth = splitter_.depth();
        const auto element_here = element_;
        const bool more = block(call);
        if (more && noted_.size() <= most_noted) {
            path_.restart();
            replay();
        } else if (more) {
            splitter_.go_to(start.end, depth);
            element_ = element_here;
            path_.restart();
            block_depth_ = depth;
        } else {
            path_.leave();
        }
        calls_.leave(splitter_.depth());
    }
}

void XmlPartWalker::leave() {
    if (splitter_.depth() < block_depth_) block_depth_ = 0;
    path_.leave();
    calls_.leave(splitter_.depth());
}

bool XmlPartWalker::block(const std::string& call) {
    const auto depth = splitter_.depth();
    const auto elements = element_;
    begin(PartKind::element);
    pieces_.held().called = call;
    bool holds_more = false;
    Between between;
    TableLayout table(is_table(path_.name()));
    noted_.clear(), noted_attributes_.clear();
    while (splitter_.depth() >= depth) {
        const auto token = splitter_.next();
        note(token);
        switch (token.kind) {
            case XmlTokenKind::text:
            case XmlTokenKind::cdata:
                if (token.inner_begin == token.inner_end) break;
                if (table.in_cell()) {
                    feed_cell(token, table, between.breaks());
                    between = {};
                    break;
                }
                if (table.between_cells() && is_blank(token)) break;
                if (between.breaks() && !pieces_.empty() && !pieces_.ends_blank()) pieces_.layout('\n');
                between = {};
                feed(token.inner_begin, token.inner_end,
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
                table.close(pieces_);
                break;
            default: holds_more = true; break;
        }
    }
    if (pieces_.held().first == 0) calls_.text(depth, path_.name(), pieces_.held().text);
    finish();
    if (!holds_more) path_.pass(element_ - elements);
    return holds_more;
}

bool XmlPartWalker::is_blank(const XmlToken& token) const {
    const auto text = utf8_.substr(token.inner_begin, token.inner_end - token.inner_begin);
    return std::all_of(text.begin(), text.end(), is_xml_blank);
}

// A line of the part is a row: the ends of lines in a cell, and the blanks that indent what follows, are one blank.
void XmlPartWalker::feed_cell(const XmlToken& token, TableLayout& table, bool breaks) {
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
            const bool first = table.reach(pieces_);
            if (apart && !first && !pieces_.ends_blank()) pieces_.layout(' ');
            feed(begin, end, where);
        }
        apart = true;
        at = line_end + 1;
    }
}

// One more than is kept: then it was not all.
void XmlPartWalker::note(const XmlToken& token) {
    if (token.kind == XmlTokenKind::text || token.kind == XmlTokenKind::cdata || noted_.size() > most_noted) return;
    if (token.kind == XmlTokenKind::start) {
        const auto& values = splitter_.attributes();
        noted_attributes_.insert(noted_attributes_.end(), values.begin(), values.end());
    }
    noted_.push_back({token, noted_attributes_.size()});
}

// As run() would go through what was noted, up to the end tag of the block.
void XmlPartWalker::replay() {
    const auto* value = noted_attributes_.data();
    for (const auto& [token, values_end] : noted_) {
        const auto* const past = noted_attributes_.data() + values_end;
        switch (token.kind) {
            case XmlTokenKind::start: {
                path_.enter(token.name);
                const auto call = value == past ? std::string() : calls_.own(value, past);
                attributes(value, past, call);
                called_within(token, calls_.is_labelled(value, past), call);
                if (token.empty) path_.leave();
                break;
            }
            case XmlTokenKind::end: path_.leave(); break;
            case XmlTokenKind::comment: comment(token); break;
            case XmlTokenKind::instruction: instruction(token); break;
            default: break;
        }
        value = past;
    }
}

// <row><cell name="姓名">...: the text of the block is one, and says nothing of what its elements are called.
// Whether it is told depends on markup alone: a cut must not make another part of it.
void XmlPartWalker::called_within(const XmlToken& start, bool labelled, const std::string& call) {
    if (!labelled || start.empty) return;
    begin(PartKind::element);
    pieces_.held().called = call;
    feed(start.end, std::min(utf8_.find('<', start.end), utf8_.size()), XmlCharacters::Where::text);
    finish();
}

void XmlPartWalker::attributes(const XmlAttribute* first, const XmlAttribute* past, const std::string& call) {
    for (; first != past; ++first) {
        const auto& attribute = *first;
        if (attribute.begin == attribute.end) continue;
        attribute_ = attribute.name;
        begin(PartKind::attribute);
        if (!call.empty() && !calls_.is_label(attribute)) pieces_.held().called = call;
        feed(attribute.begin, attribute.end, XmlCharacters::Where::attribute);
        finish();
    }
}

void XmlPartWalker::comment(const XmlToken& token) {
    path_.next_comment(), ++comments_;
    begin(PartKind::comment);
    feed(token.inner_begin, token.inner_end, XmlCharacters::Where::literal);
    finish();
}

void XmlPartWalker::instruction(const XmlToken& token) {
    path_.next_instruction(), ++instructions_;
    begin(PartKind::instruction);
    feed(token.inner_begin, token.inner_end, XmlCharacters::Where::literal);
    finish();
}

void XmlPartWalker::begin(PartKind kind) {
    Part& part = pieces_.begin(number_);
    part.kind = kind;
    if (pieces_.wanted()) name(part);
}

// Says where the part stands.
void XmlPartWalker::name(Part& part) const {
    const auto numbered = [](std::string& text, std::string_view before, std::uint32_t number, std::string_view after) {
        text += before;
        append_decimal(text, number);
        text += after;
    };
    path_.append_xpath(part.xpath);
    switch (part.kind) {
        case PartKind::comment:
            numbered(part.label, "comment ", comments_, "");
            numbered(part.xpath, "/comment()[", path_.comment(), "]");
            return;
        case PartKind::instruction:
            numbered(part.label, "instruction ", instructions_, "");
            numbered(part.xpath, "/processing-instruction()[", path_.instruction(), "]");
            return;
        case PartKind::attribute:
            part.label += "attribute ";
            part.label += shortened_name(attribute_);
            part.label += " of ";
            part.xpath += "/@";
            part.xpath += attribute_.size() < ElementPath::longest ? attribute_ : "*";
            break;
        default: part.label += "element ";
    }
    part.label += shortened_name(path_.name());
    numbered(part.label, " ", path_.index(), "");
}

void XmlPartWalker::feed(std::size_t begin, std::size_t end, XmlCharacters::Where where) {
    XmlCharacters characters(utf8_, begin, end, where);
    for (XmlRun run; characters.next(run);) {
        if (run.verbatim) {
            text_.feed(pieces_, run.begin, run.end);
        } else {
            pieces_.glyph(run.characters, text_.source(run.begin, run.end));
        }
    }
}

void XmlPartWalker::finish() {
    if (!is_base64(pieces_.held().text)) {
        if (pieces_.finish()) ++number_;
        return;
    }
    // What stands in it may be wanted where it is not.
    if (!pieces_.wanted()) name(pieces_.held());
    const Part whole = pieces_.held();
    if (pieces_.finish()) ++number_;
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
    Part head;
    head.number = number_;
    head.kind = part.kind;
    head.label = part.label + ", decoded";
    head.xpath = part.xpath;
    PartPieces pieces(sink_, std::move(head));
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
