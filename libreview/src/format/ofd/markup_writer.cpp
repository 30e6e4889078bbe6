#include "format/ofd/markup_writer.hpp"

#include <algorithm>

#include "format/ofd/allow_list.hpp"
#include "format/ofd/numbers.hpp"
#include "format/xml/characters.hpp"

namespace review {
namespace {

constexpr std::string_view head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
constexpr int most_decimals = 6;

// Numbers as they are, but for digits that no reader can tell apart.
std::string plain_numbers(std::string_view text) {
    std::string out, word;
    const auto end_word = [&] {
        if (word.empty()) return;
        if (!out.empty()) out += ' ';
        const auto point = word.find('.');
        const bool exponent = word.find_first_of("eE") != word.npos;
        if (exponent || (point != word.npos && word.size() - point - 1 > static_cast<std::size_t>(most_decimals))) {
            const auto number = ofd_numbers(word);
            out += number && number->size() == 1 ? ofd_number(number->front(), most_decimals) : "0";
        } else {
            out += word;
        }
        word.clear();
    };
    for (const char c : text) {
        if (is_xml_blank(c)) end_word();
        else word += c;
    }
    end_word();
    return out;
}

std::string attribute_text(std::string_view name, std::string_view value) { return " " + std::string(name) + "=\"" + ofd_escaped(value) + "\""; }

// What holds nothing without what it holds.
bool needs_children(std::string_view name) {
    return name == "Actions" || name == "Action" || name == "Goto" || name == "TextObject" || name == "Text" || name == "Clips" || name == "Clip" ||
           name == "MultiMedias" || name == "Annot" || name == "Outlines" || name == "Bookmarks" || name == "Pattern";
}

}  // namespace

std::string ofd_escaped(std::string_view text) {
    std::string out;
    for (const char c : text) {
        switch (c) {
            case '&': out += "&amp;"; break;
            case '<': out += "&lt;"; break;
            case '>': out += "&gt;"; break;
            case '"': out += "&quot;"; break;
            case '\n': case '\r': case '\t': out += "&#" + std::to_string(static_cast<int>(c)) + ";"; break;
            default: out += c;
        }
    }
    return out;
}

std::string OfdMarkupWriter::write(const OfdMember& member) {
    member_ = &member;
    if (member.role == OfdRole::document) {
        std::string unused;  // it says at its beginning how many ids there are to its end
        element(member.tree->root(), unused);
    }
    left_out_ = hidden_ = 0;
    std::string out(head);
    element(member.tree->root(), out);
    if (left_out_ > 0) removals_.push_back({member.label + ", elements", "not-on-list", left_out_});
    if (hidden_ > 0) removals_.push_back({member.label + ", elements", "off-layer", hidden_});
    return out;
}

std::uint32_t OfdMarkupWriter::id(const std::string& old) {
    const auto [place, fresh] = ids_.try_emplace(std::string(ofd_trimmed(old)), 0);
    if (fresh) {
        place->second = ++last_id_;
        named_.push_back(place);
    }
    return place->second;
}

// What is left out numbers nothing: a second redaction would count without it.
void OfdMarkupWriter::forget(std::size_t before) {
    for (; named_.size() > before; named_.pop_back(), --last_id_) ids_.erase(named_.back());
}

// Where a member stands in the output, as the member at hand writes it (7.3: from its own folder, or from the root).
std::string OfdMarkupWriter::place(std::uint32_t node) const {
    const auto lead = member_->leads.find(node);
    if (lead == member_->leads.end() || !lead->second->kept) return {};
    const auto& target = *lead->second;
    if (target.role == OfdRole::font && !writing_.fonts.bytes.contains(&target)) return {};
    const auto slash = member_->new_name.rfind('/');
    auto folder = slash == std::string::npos ? std::string() : member_->new_name.substr(0, slash + 1);
    if (member_->role == OfdRole::resources) folder += "Res/";
    return target.new_name.starts_with(folder) ? target.new_name.substr(folder.size()) : "/" + target.new_name;
}

bool OfdMarkupWriter::stays(std::uint32_t node) const {
    const auto& tree = *member_->tree;
    const auto name = tree.at(node).name;
    const auto& body = writing_.package.bodies()[member_->body];
    const auto found = [&](const auto& known, std::string_view attribute) { return known.find(tree.attribute(node, attribute).value_or("")); };
    if (name == "FontFile" || name == "MediaFile" || name == "PublicRes" || name == "DocumentRes" || name == "PageRes" || name == "TemplatePage") return !place(node).empty();
    if (name == "Annotations" && member_->role == OfdRole::document) return !place(node).empty();
    if (name == "MultiMedia") return tree.child(node, "MediaFile") != 0 && !place(tree.child(node, "MediaFile")).empty();
    if (name == "ImageObject") {
        const auto picture = found(body.pictures, "ResourceID");
        return picture != body.pictures.end() && picture->second->kept;
    }
    if (name == "CompositeObject") return found(body.composites, "ResourceID") != body.composites.end();
    if (name == "Template") return !writing_.emptied.contains(member_) && found(body.templates, "TemplateID") != body.templates.end();
    if (name == "Page" && member_->role == OfdRole::document) return !place(node).empty();
    if (name == "Page" && member_->role == OfdRole::annotations) return !place(tree.child(node, "FileLoc")).empty();
    if (name == "TextObject" || name == "Text") return writing_.shown.contains({member_->number, node});
    if (name == "Action") return tree.child(node, "URI") == 0 || is_ofd_link(tree.attribute(tree.child(node, "URI"), "URI").value_or(""));
    return true;
}

bool OfdMarkupWriter::element(std::uint32_t node, std::string& out) {
    const auto& tree = *member_->tree;
    const auto name = std::string(tree.at(node).name);
    const auto before = named_.size();
    std::string mine = "<ofd:" + name, inner;
    if (node == tree.root()) mine += " xmlns:ofd=\"http://www.ofdspec.org/2016\"";
    mine += attributes(node);
    if (!content(node, inner) || (inner.empty() && needs_children(name))) {
        forget(before);
        return false;
    }
    if (node == tree.root() && tree.child(node, "Content") == 0) {
        if (const auto layer = boxes(); !layer.empty()) inner += "<ofd:Content>" + layer + "</ofd:Content>";
    }
    out += mine;
    if (inner.empty()) out += "/>";
    else out += ">" + inner + "</ofd:" + name + ">";
    return true;
}

bool OfdMarkupWriter::content(std::uint32_t node, std::string& out) {
    const auto& tree = *member_->tree;
    const auto name = tree.at(node).name;
    const auto words = tree.content(node);
    switch (ofd_text_of(name)) {
        case OfdValue::measure:
            out = plain_numbers(words);
            return is_ofd_measure(words);
        case OfdValue::path:
            out = plain_numbers(words);
            return is_ofd_path(words);
        case OfdValue::word:
            out = words;
            return is_ofd_value(words);
        case OfdValue::id: out = std::to_string(id(words)); return true;
        case OfdValue::place:
            out = place(node);
            if (!out.empty()) return true;
            break;  // the root of Annotations.xml, which is called as what leads to it
        case OfdValue::own:
            if (name == "MaxUnitID") out = std::to_string(last_id_);
            return true;
        default: break;
    }
    if (writing_.emptied.contains(member_) && (name == "Content" || name == "Actions")) return name == "Content";
    if (name == "CommonData" && tree.child(node, "MaxUnitID") == 0) out += "<ofd:MaxUnitID>" + std::to_string(last_id_) + "</ofd:MaxUnitID>";
    const bool text = name == "TextObject" || name == "Text";
    for (auto child = tree.first_child(node); child != 0; child = tree.at(child).next) {
        const auto& one = tree.at(child);
        if (one.kind == OfdNode::Kind::comment || one.kind == OfdNode::Kind::instruction) ++left_out_;
        if (one.kind != OfdNode::Kind::element) continue;
        if (text && (one.name == "CGTransform" || one.name == "TextCode")) continue;
        if (member_->listed[child] && (is_ofd_false(tree, child, "Visible"))) {
            ++hidden_;
            continue;
        }
        if (!member_->listed[child] || !stays(child) || !element(child, out)) ++left_out_;
    }
    if (name == "Content" && node == tree.child(tree.root(), "Content")) out += boxes();
    if (text) {
        std::string codes;
        text_codes(node, codes);
        if (codes.empty()) out.clear();
        else out += codes;
    }
    return true;
}

std::string OfdMarkupWriter::attributes(std::uint32_t node) {
    const auto& tree = *member_->tree;
    const auto name = tree.at(node).name;
    std::string out;
    if (name == "TextCode") return out;
    for (const auto& one : tree.attributes(node)) {
        const auto value = tree.value(one);
        const auto kind = ofd_attribute_of(name, one.name);
        if (kind == OfdValue::measure && is_ofd_measure(value)) out += attribute_text(one.name, plain_numbers(value));
        else if (kind == OfdValue::measure || kind == OfdValue::word) out += is_ofd_value(value) ? attribute_text(one.name, ofd_trimmed(value)) : "";
        else if (kind == OfdValue::id) out += attribute_text(one.name, std::to_string(id(value)));
        else if (kind == OfdValue::text) out += attribute_text(one.name, text_value(one));
        else if (kind == OfdValue::place && name != "Res") out += attribute_text(one.name, place(node));
    }
    // 7.9 requires it; a draft without it is read all the same, and its files are in that folder now.
    if (name == "Res") out += " BaseLoc=\"Res\"";
    // Both are required of an annotation (14.3.2), and both tell who and when.
    if (name == "Annot") out += " Creator=\"-\" LastModDate=\"2000-01-01\"";
    return out;
}

// With its cuts as blocks.
std::string OfdMarkupWriter::text_value(const XmlAttribute& one) const {
    const auto& text = member_->tree->text();
    const auto& cuts = writing_.cuts;
    std::string out;
    XmlCharacters characters(text.utf8(), one.begin, one.end, XmlCharacters::Where::attribute);
    const Edit* last = nullptr;
    const auto put = [&](std::string_view said, ByteRange source) {
        const auto next = std::partition_point(cuts.begin(), cuts.end(), [&](const Edit& edit) { return edit.source.end <= source.begin; });
        if (next == cuts.end() || next->source.begin >= source.end) {
            out += said;
            return;
        }
        if (&*next == last) return;
        last = &*next;
        for (auto i = fillers_for(next->glyphs, writing_.width); i > 0; --i) out += "\u2588";
    };
    for (XmlRun run; characters.next(run);) {
        if (!run.verbatim) {
            put(run.characters, text.source(run.begin, run.end));
            continue;
        }
        for (auto at = run.begin; at < run.end;) {
            const auto size = utf8_size(text.utf8()[at]);
            put(text.utf8().substr(at, size), text.source(at, at + size));
            at += size;
        }
    }
    return out;
}

void OfdMarkupWriter::text_codes(std::uint32_t node, std::string& out) {
    const auto& object = writing_.texts.read(*member_, node);
    for (std::size_t code = 0; code < object.codes.size(); ++code) text_code(object, code, out);
}

// In the millimetres of the page, on a layer above everything else of it.
std::string OfdMarkupWriter::boxes() {
    const auto mine = writing_.boxes.find(member_);
    if (mine == writing_.boxes.end() || mine->second.empty()) return {};
    std::string out = "<ofd:Layer ID=\"" + std::to_string(++last_id_) + "\" Type=\"Foreground\">";
    for (const auto& box : mine->second) {
        const auto& q = box.corners;
        const auto [left, right] = std::minmax({q[0], q[2], q[4], q[6]});
        const auto [top, bottom] = std::minmax({q[1], q[3], q[5], q[7]});
        std::string data;
        for (int i = 0; i < 8; i += 2) data += (i == 0 ? "M " : " L ") + ofd_number(q[i] - left) + " " + ofd_number(q[i + 1] - top);
        out += "<ofd:PathObject ID=\"" + std::to_string(++last_id_) + "\" Boundary=\"" + ofd_number(left) + " " + ofd_number(top) + " " +
               ofd_number(right - left) + " " + ofd_number(bottom - top) + "\" Stroke=\"false\" Fill=\"true\"><ofd:FillColor Value=\"0 0 0\"/>" +
               "<ofd:AbbreviatedData>" + data + " C</ofd:AbbreviatedData></ofd:PathObject>";
    }
    return out + "</ofd:Layer>";
}

}  // namespace review
