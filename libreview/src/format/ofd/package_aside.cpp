#include <algorithm>

#include "format/ofd/allow_list.hpp"
#include "format/ofd/package.hpp"

namespace review {
namespace {

const char* label_of(OfdRole role) {
    switch (role) {
        case OfdRole::root: return "OFD.xml";
        case OfdRole::document: return "document";
        case OfdRole::page: return "page";
        case OfdRole::template_page: return "template";
        case OfdRole::annotations: return "annotations";
        case OfdRole::page_annotations: return "annotations of page";
        case OfdRole::resources: return "resources";
        case OfdRole::font: return "font";
        case OfdRole::picture: return "picture";
        case OfdRole::signatures: return "signatures";
        case OfdRole::signature: return "signature";
        case OfdRole::seal: return "seal";
        case OfdRole::signed_value: return "signed value";
        case OfdRole::attachments: return "attachments";
        case OfdRole::attachment: return "attachment";
        case OfdRole::custom_tags: return "custom tags";
        case OfdRole::custom_tag: return "custom tag";
        case OfdRole::extensions: return "extensions";
        case OfdRole::version: return "version";
        case OfdRole::other: break;
    }
    return "member";
}

// By content: names of members are the draft's.
std::string ending_of(const OfdMember& member) {
    const auto bytes = as_text(member.bytes);
    const bool font = member.role == OfdRole::font;
    if (font) return bytes.starts_with("OTTO") ? ".otf" : bytes.starts_with(std::string_view("\x01\x00", 2)) ? ".cff" : ".ttf";
    if (bytes.starts_with("\x89PNG")) return ".png";
    if (bytes.starts_with("\xff\xd8")) return ".jpg";
    if (bytes.starts_with("BM")) return ".bmp";
    if (bytes.starts_with("GIF8")) return ".gif";
    if (bytes.starts_with(std::string_view("II*\0", 4)) || bytes.starts_with(std::string_view("MM\0*", 4))) return ".tif";
    return ".jb2";
}

}  // namespace

// What a document has beside its pages: none of it comes along, and its members are told by what they are.
void OfdPackage::read_aside(std::size_t body) {
    const auto& document = *bodies_[body].document;
    const auto& tree = *document.tree;
    const auto mark = [&](const OfdMember& from, const std::string& place, OfdRole role) -> OfdMember* {
        auto* target = located(from, place, {}, body);
        if (target == nullptr || target->role != OfdRole::other) return nullptr;
        target->role = role;
        target->body = body;
        if (role == OfdRole::attachments || role == OfdRole::custom_tags) read_xml(*target, false);
        return target;
    };
    const auto list = [&](std::string_view element, OfdRole of_list, std::string_view entry, OfdRole of_entry) {
        const auto node = tree.child(tree.root(), element);
        auto* member = node == 0 ? nullptr : mark(document, tree.content(node), of_list);
        if (member == nullptr || !member->tree) return;
        const auto& entries = *member->tree;
        for (const auto one : entries.children(entries.root(), entry)) {
            for (const std::string_view place : {"FileLoc", "SchemaLoc"}) {
                if (const auto file = entries.child(one, place)) mark(*member, entries.content(file), of_entry);
            }
        }
    };
    list("Attachments", OfdRole::attachments, "Attachment", OfdRole::attachment);
    list("CustomTags", OfdRole::custom_tags, "CustomTag", OfdRole::custom_tag);
    if (const auto node = tree.child(tree.root(), "Extensions")) mark(document, tree.content(node), OfdRole::extensions);
}

// 18.1 and 18.2: the list, each signature, its seal and its value.
void OfdPackage::read_signatures(const std::string& place) {
    auto* list = located(*root_, place, {}, bodies_.size() - 1);
    if (list == nullptr || list->role != OfdRole::other) return;
    list->role = OfdRole::signatures;
    read_xml(*list, false);
    if (!list->tree) return;
    for (const auto node : list->tree->children(list->tree->root(), "Signature")) {
        auto* one = located(*list, list->tree->attribute(node, "BaseLoc").value_or(""), {}, bodies_.size() - 1);
        if (one == nullptr || one->role != OfdRole::other) continue;
        one->role = OfdRole::signature;
        read_xml(*one, false);
        if (!one->tree) continue;
        const auto& tree = *one->tree;
        const auto info = tree.child(tree.root(), "SignedInfo");
        const auto seal = info == 0 ? 0 : tree.child(info, "Seal");
        const auto base = seal == 0 ? 0 : tree.child(seal, "BaseLoc");
        const auto value = tree.child(tree.root(), "SignedValue");
        auto* file = base == 0 ? nullptr : located(*one, tree.content(base), {}, 0);
        if (file != nullptr && file->role == OfdRole::other) file->role = OfdRole::seal;
        file = value == 0 ? nullptr : located(*one, tree.content(value), {}, 0);
        if (file != nullptr && file->role == OfdRole::other) file->role = OfdRole::signed_value;
    }
}

// Labels for people, and the names a rebuild gives: none of the draft's is taken over.
void OfdPackage::name_members() {
    std::map<OfdRole, int> seen;
    std::map<std::pair<std::size_t, OfdRole>, int> counts;
    for (auto& member : members_) {
        const auto count = ++seen[member->role];
        const bool of_page = member->role == OfdRole::page || member->role == OfdRole::page_annotations;
        const bool alone = member->role == OfdRole::root || (member->role == OfdRole::document && bodies_.size() == 1);
        member->label = label_of(member->role);
        if (member->role == OfdRole::other) member->label += " " + std::to_string(member->number + 1);
        else if (!alone) member->label += " " + std::to_string(of_page ? member->page : static_cast<std::uint32_t>(count));
        if (member->role == OfdRole::picture && removed_.contains(member->label)) member->kept = false;
    }
    const auto name = [&](OfdMember* member, std::string_view before, std::string_view after, std::size_t body, OfdRole as) {
        if (member == nullptr || !member->kept || !member->new_name.empty()) return;
        const auto number = std::to_string(counts[{body, as}]++);
        member->new_name = "Doc_" + std::to_string(body) + "/" + std::string(before) + (before.empty() ? "" : number) + std::string(after);
    };
    for (std::size_t body = 0; body < bodies_.size(); ++body) {
        auto& here = bodies_[body];
        name(here.document, "", "Document.xml", body, OfdRole::document);
        // In the order of the markup that leads to them, which a rebuild keeps; ids and names are given anew.
        for (auto* res : here.resources) {
            name(res, "Res_", ".xml", body, OfdRole::resources);
            for (auto& [node, one] : res->leads) {
                if (one->role == OfdRole::font) name(one, "Res/font_", ending_of(*one), body, OfdRole::font);
                if (one->role == OfdRole::picture) name(one, "Res/image_", ending_of(*one), body, OfdRole::picture);
            }
        }
        for (auto& [node, one] : here.document->leads) {
            if (one->role == OfdRole::template_page) name(one, "Tpls/Tpl_", "/Content.xml", body, OfdRole::template_page);
        }
        for (auto& page : pages_) {
            if (page.body != body) continue;
            name(page.member, "Pages/Page_", "/Content.xml", body, OfdRole::page);
            for (auto* one : page.annotations) name(one, "Annots/Page_", "/Annotation.xml", body, OfdRole::page_annotations);
        }
    }
    for (auto& member : members_) {
        if (member->role == OfdRole::annotations) name(member.get(), "", "Annots/Annotations.xml", member->body, OfdRole::annotations);
        if (member->kept && member->role != OfdRole::root && member->new_name.empty()) member->kept = false;  // nothing uses it
    }
    root_->new_name = ofd_root_name;
}

}  // namespace review
