#include "format/ofd/reader.hpp"

#include <algorithm>
#include <set>

#include "base/messages/format_ofd.hpp"
#include "format/ofd/allow_list.hpp"
#include "format/picture/neutral_file.hpp"
#include "format/xml/characters.hpp"

namespace review {
namespace {

// Marks parts that a rebuild leaves out.
class Unseen final : public ExtractionSink {
public:
    Unseen(ExtractionSink& sink, bool unseen) : sink_(sink), unseen_(unseen) {}
    void part(Part&& part) override {
        const auto count = unseen_ ? part.glyph_count() : 0;
        for (std::uint32_t i = 0; i < count; ++i) part.unseen.push_back(part.first + i);
        sink_.part(std::move(part));
    }
    void blind_spot(BlindSpot&& spot) override { sink_.blind_spot(std::move(spot)); }

private:
    ExtractionSink& sink_;
    bool unseen_;
};

// Names that only number: "Doc_0/Pages/Page_12/Content.xml".
bool is_plain(std::string_view name) {
    return name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./-:") == name.npos &&
           std::count_if(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; }) < 5;
}

PartKind kind_of(const OfdMember& member) {
    switch (member.role) {
        case OfdRole::root: case OfdRole::signatures: case OfdRole::signature: case OfdRole::custom_tags: case OfdRole::custom_tag:
        case OfdRole::extensions: return PartKind::metadata;
        case OfdRole::attachments: case OfdRole::attachment: return PartKind::attachment;
        case OfdRole::page_annotations: return PartKind::annotation;
        default: return PartKind::element;
    }
}

}  // namespace

bool is_kept_ofd_text(const OfdMember& member, std::uint32_t node, const XmlAttribute& attribute) {
    if (!member.kept || member.role == OfdRole::root || !member.listed[node]) return false;
    if (ofd_attribute_of(member.tree->at(node).name, attribute.name) != OfdValue::text) return false;
    return attribute.name != "URI" || is_ofd_link(member.tree->value(attribute));
}

OfdReader::OfdReader(const OfdPackage& package, const std::string& draft_name, const Limits& limits, const PackedPictures* pictures)
    : package_(package), draft_name_(draft_name), texts_(package, draft_name), walk_(package, texts_, draft_name, limits), pictures_(pictures) {}

void OfdReader::run(ExtractionSink& sink, const OnPage& on_page) {
    number_ = 0;
    names(sink);
    for (const auto& one : package_.pages()) page(one, sink, on_page);
    for (const auto& one : package_.members()) {
        if (one->tree) member(*one, sink);
    }
    if (pictures_ != nullptr) pictures_->tell(sink, number_);
    unread(sink);
}

Part OfdReader::head(PartKind kind, std::string label) const {
    Part part;
    part.number = number_;
    part.kind = kind;
    part.label = std::move(label);
    return part;
}

// Nothing of it comes along, and it has no place of its own in the text.
void OfdReader::tell(Part&& part, ExtractionSink& sink) {
    if (part.text.empty()) return;
    ++number_;
    Unseen(sink, true).part(std::move(part));
}

void OfdReader::names(ExtractionSink& sink) {
    auto part = head(PartKind::metadata, "names of members");
    for (const auto& member : package_.members()) {
        if (!is_plain(member->name)) part.text += (part.text.empty() ? "" : "\n") + member->name;
    }
    for (const auto& folder : package_.empty_folders()) {
        if (!is_plain(folder)) part.text += (part.text.empty() ? "" : "\n") + folder;
    }
    tell(std::move(part), sink);
}

void OfdReader::page(const OfdPage& page, ExtractionSink& sink, const OnPage& on_page) {
    const auto name = "page " + std::to_string(page.number);
    OfdPagePart seen;
    seen.page = &page;
    seen.drawing = walk_.page(page);
    const bool drawn_only = seen.drawing.glyphs.empty() && seen.drawing.figures > seen.drawing.pictures.size() && seen.drawing.outlined;
    drawn(seen, PartKind::page, name, sink, on_page);
    if (drawn_only) {
        BlindSpot spot;
        spot.page = page.number;
        spot.label = name;
        spot.reason = BlindReason::image_only;
        spot.detail = say(Msg::ofd_drawn_page);
        sink.blind_spot(std::move(spot));
    }
    std::uint32_t count = 0;
    for (const auto* member : page.annotations) {
        const auto& tree = *member->tree;
        for (const auto annot : tree.children(tree.root(), "Annot")) {
            OfdPagePart shown;
            shown.page = &page;
            shown.annotations = member;
            shown.drawing = walk_.annotation(page, *member, annot);
            drawn(shown, PartKind::annotation, "annotation " + std::to_string(++count) + " on " + name, sink, on_page);
        }
    }
}

void OfdReader::drawn(OfdPagePart& seen, PartKind kind, std::string label, ExtractionSink& sink, const OnPage& on_page) {
    if (seen.drawing.glyphs.empty()) return;
    seen.part = number_;
    seen.order = pdf::reading_order(seen.drawing.glyphs, seen.drawing.rules);
    auto part = head(kind, label);
    ++number_;
    part.page = seen.page->number;
    part.text = seen.order.text;
    part.glyph_ends = seen.order.glyph_ends;
    part.quads = seen.order.quads;
    part.cell_lines = seen.order.cell_lines;
    part.painted = seen.order.painted();
    part.unseen = seen.order.only_of(seen.drawing.hidden);
    std::uint64_t blind = 0;
    for (const auto& glyph : seen.drawing.glyphs) blind += glyph.unicode == "\ufffd" ? 1 : 0;
    if (blind > 0) {
        BlindSpot spot;
        spot.part = part.number;
        spot.page = part.page;
        spot.label = part.label;
        spot.reason = BlindReason::no_unicode;
        spot.detail = say(Msg::ofd_no_character, {std::to_string(blind)});
        sink.blind_spot(std::move(spot));
    }
    if (on_page) on_page(seen);
    sink.part(std::move(part));
}

bool OfdReader::is_reached(const OfdMember& member, std::uint32_t node) const { return walk_.reached().contains({member.number, node}); }

void OfdReader::member(const OfdMember& member, ExtractionSink& sink) {
    attributes_ = elements_ = comments_ = 0;
    odd_names(member, sink);
    for (std::uint32_t node = 1; node < member.tree->nodes().size(); ++node) {
        switch (member.tree->at(node).kind) {
            case OfdNode::Kind::element:
                attributes(member, node, sink);
                element_text(member, node, sink);
                break;
            case OfdNode::Kind::comment: case OfdNode::Kind::instruction: aside(member, node, sink); break;
            default: break;
        }
    }
}

// Elements and attributes that are called as nothing in the standard is.
void OfdReader::odd_names(const OfdMember& member, ExtractionSink& sink) {
    std::set<std::string_view> names;
    for (std::uint32_t node = 1; node < member.tree->nodes().size(); ++node) {
        const auto& one = member.tree->at(node);
        if (!is_plain(one.name)) names.insert(one.name);
        if (!is_plain(one.prefix)) names.insert(one.prefix);
        for (const auto& attribute : member.tree->attributes(node)) {
            if (!is_plain(attribute.name)) names.insert(attribute.name);
        }
    }
    auto part = head(kind_of(member), member.label + ", names");
    for (const auto name : names) part.text += (part.text.empty() ? "" : "\n") + std::string(name);
    tell(std::move(part), sink);
}

void OfdReader::attributes(const OfdMember& member, std::uint32_t node, ExtractionSink& sink) {
    const auto& tree = *member.tree;
    for (const auto& one : tree.attributes(node)) {
        const auto value = tree.value(one);
        const bool space = one.name == "xmlns" || one.name.starts_with("xmlns:");
        const bool place = one.name == "BaseLoc" || one.name == "FileRef";
        const bool comes_along = is_kept_ofd_text(member, node, one);
        if (value.empty() || (!comes_along && is_ofd_value(value)) || (space && is_ofd_namespace(value)) || (place && is_plain(value))) continue;
        const bool title = tree.at(node).name == "OutlineElem" && one.name == "Title";
        Unseen marked(sink, !comes_along);
        PartPieces pieces(marked, head(title ? PartKind::outline : PartKind::attribute, member.label + ", attribute " + std::to_string(++attributes_)));
        XmlCharacters characters(tree.text().utf8(), one.begin, one.end, XmlCharacters::Where::attribute);
        for (XmlRun run; characters.next(run);) {
            if (run.verbatim) tree.text().feed(pieces, run.begin, run.end);
            else pieces.glyph(run.characters, tree.text().source(run.begin, run.end));
        }
        if (pieces.finish()) ++number_;
    }
}

void OfdReader::element_text(const OfdMember& member, std::uint32_t node, ExtractionSink& sink) {
    const auto& tree = *member.tree;
    const auto& element = tree.at(node);
    if (element.name == "TextCode" && is_reached(member, element.parent)) return;  // the page says it
    const auto words = tree.content(node);
    // A digest as a rebuild writes it.
    const bool own = element.name == "DocID" && words.size() == 32 && words.find_first_not_of("abcdefghijklmnop") == words.npos;
    const bool place = ofd_text_of(element.name) == OfdValue::place || element.name == "DocRoot" || element.name == "Signatures";
    if (words.empty() || own || is_ofd_value(words) || (element.name == "AbbreviatedData" && is_ofd_path(words)) || (place && is_plain(words))) return;
    Unseen marked(sink, true);
    PartPieces pieces(marked, head(kind_of(member), member.label + ", element " + std::to_string(++elements_)));
    for (auto child = tree.first_child(node); child != 0; child = tree.at(child).next) {
        const auto& one = tree.at(child);
        const bool text = one.kind == OfdNode::Kind::text;
        if (!text && one.kind != OfdNode::Kind::cdata) continue;
        XmlCharacters characters(tree.text().utf8(), one.inner_begin, one.inner_end, text ? XmlCharacters::Where::text : XmlCharacters::Where::literal);
        for (XmlRun run; characters.next(run);) {
            if (run.verbatim) tree.text().feed(pieces, run.begin, run.end);
            else pieces.glyph(run.characters, tree.text().source(run.begin, run.end));
        }
    }
    if (pieces.finish()) ++number_;
}

void OfdReader::aside(const OfdMember& member, std::uint32_t node, ExtractionSink& sink) {
    const auto& one = member.tree->at(node);
    const auto kind = one.kind == OfdNode::Kind::comment ? PartKind::comment : PartKind::instruction;
    Unseen marked(sink, true);
    PartPieces pieces(marked, head(kind, member.label + ", XML comment " + std::to_string(++comments_)));
    const auto& text = member.tree->text();
    XmlCharacters characters(text.utf8(), one.inner_begin, one.inner_end, XmlCharacters::Where::literal);
    for (XmlRun run; characters.next(run);) {
        if (run.verbatim) text.feed(pieces, run.begin, run.end);
        else pieces.glyph(run.characters, text.source(run.begin, run.end));
    }
    if (pieces.finish()) ++number_;
}

void OfdReader::unread(ExtractionSink& sink) {
    for (auto spot : package_.missing()) sink.blind_spot(std::move(spot));
    const auto leave_out = [&](std::string label, std::string object) {
        BlindSpot spot;
        spot.label = std::move(label);
        spot.object = std::move(object);
        spot.goes = true;
        spot.detail = say(Msg::ofd_left_out);
        sink.blind_spot(std::move(spot));
    };
    for (const auto& member : package_.members()) {
        const auto object = "member " + std::to_string(member->number + 1);
        if (member->role == OfdRole::picture && member->kept) {
            if (is_neutral_file(member->bytes)) continue;
            BlindSpot spot;
            spot.label = member->label;
            spot.object = object;
            spot.reason = BlindReason::image_only;
            spot.can_go = true;
            spot.detail = say(Msg::ofd_picture);
            if (pictures_ != nullptr) pictures_->settle(member->number, spot);
            sink.blind_spot(std::move(spot));
        } else if (!member->tree && !member->kept) {
            leave_out(member->label, object);
        }
    }
    if (package_.unread_bytes() > 0) leave_out("between members", {});
}

}  // namespace review
