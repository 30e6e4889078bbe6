#include "format/ofd/package.hpp"

#include <algorithm>

#include <review/error.hpp>

#include "base/messages/format_ofd.hpp"
#include "base/messages/format_xml.hpp"
#include "format/ofd/allow_list.hpp"
#include "format/xml/declaration.hpp"
#include "format/xml/structure.hpp"
#include "format/zip/names.hpp"

namespace review {
namespace {

std::string_view folder_of(std::string_view name) {
    const auto slash = name.rfind('/');
    return slash == name.npos ? std::string_view() : name.substr(0, slash);
}

}  // namespace

std::string ofd_path(std::string_view folder, std::string_view place) {
    place = ofd_trimmed(place);
    std::string path = place.starts_with('/') ? "" : std::string(folder);
    while (!place.empty()) {
        const auto end = std::min(place.find('/'), place.size());
        const auto segment = place.substr(0, end);
        place.remove_prefix(std::min(end + 1, place.size()));
        if (segment == "." || segment.empty()) continue;
        if (segment == "..") {
            if (path.empty()) return {};
            path.resize(path.rfind('/') == path.npos ? 0 : path.rfind('/'));
        } else {
            path += (path.empty() ? "" : "/") + std::string(segment);
        }
    }
    return path;
}

OfdPackage::OfdPackage(const Draft& draft, const Limits& limits, const std::set<std::string>& removed)
    : draft_(draft), limits_(limits), zip_(draft.bytes, draft.name, limits), removed_(removed) {
    for (std::size_t i = 0; i < zip_.members().size(); ++i) {
        if (zip_.members()[i].directory) continue;
        auto member = std::make_unique<OfdMember>();
        member->number = i;
        member->name = zip_.members()[i].name;
        member->bytes = zip_.read(i);
        members_.push_back(std::move(member));
    }
    std::sort(members_.begin(), members_.end(), [](const auto& a, const auto& b) { return a->name < b->name; });
    for (std::size_t i = 0; i < members_.size(); ++i) by_name_.emplace(folded_name(members_[i]->name), i);
    root_ = find(ofd_root_name);
    if (root_ == nullptr) throw Error(Errc::unsupported, say(Msg::ofd_no_document, {draft.name}));
    read_root();
    name_members();
    for (auto& member : members_) {
        if (!member->text && is_xml(member->bytes)) read_xml(*member, false);
    }
}

OfdMember* OfdPackage::find(std::string_view name) {
    const auto found = name.empty() ? by_name_.end() : by_name_.find(folded_name(name));
    return found == by_name_.end() ? nullptr : members_[found->second].get();
}

const OfdMember* OfdPackage::located(const OfdMember& from, std::string_view place, std::string_view base) const {
    return const_cast<OfdPackage*>(this)->located(from, place, base, from.body);
}

// From the folder of the member that says it; producers also write it from the document's folder or from the root.
OfdMember* OfdPackage::located(const OfdMember& from, std::string_view place, std::string_view base, std::size_t body) {
    const auto folder = base.empty() ? std::string(folder_of(from.name)) : ofd_path(folder_of(from.name), base);
    if (auto* found = find(ofd_path(folder, place))) return found;
    const auto document = body < bodies_.size() && bodies_[body].document ? std::string(folder_of(bodies_[body].document->name)) : std::string();
    for (const auto& other : {std::string(folder_of(from.name)), document, std::string()}) {
        if (auto* found = find(ofd_path(other, place))) return found;
    }
    return nullptr;
}

void OfdPackage::read_xml(OfdMember& member, bool must) {
    const auto name = draft_.name + ", member " + std::to_string(member.number + 1);
    try {
        const auto form = xml_form(member.bytes, name);
        auto text = std::make_unique<SourceText>(member.bytes, form.charset, form.mark_bytes, 0, place_);
        if (!text->undecodable().empty()) throw Error(Errc::malformed, say(Msg::xml_undecodable, {name}));
        check_well_formed(member.bytes, *text, name, limits_);
        member.tree = std::make_unique<OfdTree>(*text, name, limits_);
        member.text = std::move(text);
        member.place = place_;
        place_ += member.bytes.size() + 1;  // no edit joins two members
    } catch (const Error& error) {
        if (must || error.code() == Errc::limit) throw;
    }
}

// GM/T 0099: an encrypted package says so beside OFD.xml or in it.
void OfdPackage::refuse_encrypted() {
    bool found = find("Encryptions.xml") != nullptr || find("decryptseed.dat") != nullptr;
    for (const auto& node : root_->tree->nodes()) found = found || node.name.starts_with("Encrypt") || node.name.starts_with("Decrypt");
    if (found) throw Error(Errc::encrypted, say(Msg::ofd_encrypted, {draft_.name}));
}

void OfdPackage::read_root() {
    root_->role = OfdRole::root;
    read_xml(*root_, true);
    refuse_encrypted();
    const auto& tree = *root_->tree;
    root_->kept = true;
    root_->listed.assign(tree.nodes().size(), false);
    if (tree.root() == 0 || tree.at(tree.root()).name != "OFD") throw Error(Errc::unsupported, say(Msg::ofd_no_document, {draft_.name}));
    for (const auto node : tree.children(tree.root(), "DocBody")) {
        const auto place = tree.content(tree.child(node, "DocRoot"));
        auto* document = located(*root_, place, {}, bodies_.size());
        if (tree.child(node, "DocRoot") == 0 || document == nullptr) throw Error(Errc::malformed, say(Msg::ofd_broken, {draft_.name, "OFD.xml"}));
        if (document->role == OfdRole::other) read_body(*document);
        if (const auto signatures = tree.child(node, "Signatures")) read_signatures(tree.content(signatures));
        for (const auto version : tree.children(tree.child(node, "Versions"), "Version")) {
            auto* one = located(*root_, tree.attribute(version, "BaseLoc").value_or(""), {}, 0);
            if (one != nullptr && one->role == OfdRole::other) one->role = OfdRole::version;
        }
    }
    if (bodies_.empty()) throw Error(Errc::unsupported, say(Msg::ofd_no_document, {draft_.name}));
}

void OfdPackage::tell_missing(const std::string& label, bool goes, std::uint32_t page) {
    BlindSpot spot;
    spot.page = page;
    spot.label = label;
    spot.reason = BlindReason::malformed;
    spot.goes = goes;
    spot.detail = say(Msg::ofd_missing);
    missing_.push_back(std::move(spot));
}

OfdMember* OfdPackage::follow(OfdMember& from, std::uint32_t node, std::string_view place, OfdRole role, std::size_t body, std::string_view root,
                              std::string_view base) {
    auto* target = located(from, place, base, body);
    if (target == nullptr || target == &from) return nullptr;
    if (target->role != OfdRole::other && target->role != role) return nullptr;
    const bool first = target->role == OfdRole::other;
    if (first) {
        target->role = role;
        target->body = body;
        if (!root.empty()) {
            read_xml(*target, true);
            target->listed = ofd_listed(*target->tree, root);
        }
    }
    if (!root.empty() && (target->tree->root() == 0 || target->tree->at(target->tree->root()).name != root)) {
        throw Error(Errc::malformed, say(Msg::ofd_broken, {draft_.name, "member " + std::to_string(target->number + 1)}));
    }
    target->kept = true;
    from.leads[node] = target;
    return target;
}

void OfdPackage::read_body(OfdMember& document) {
    const auto body = bodies_.size();
    document.role = OfdRole::document;
    document.body = body;
    read_xml(document, true);
    const auto& tree = *document.tree;
    document.listed = ofd_listed(tree, "Document");
    if (tree.root() == 0 || !document.listed[tree.root()]) throw Error(Errc::malformed, say(Msg::ofd_broken, {draft_.name, "Document.xml"}));
    document.kept = true;
    bodies_.emplace_back();
    bodies_.back().document = &document;
    const auto data = tree.child(tree.root(), "CommonData");
    if (const auto box = tree.child(tree.child(data, "PageArea"), "PhysicalBox"); data != 0 && box != 0) {
        const auto numbers = ofd_box(tree.content(box));
        if (!numbers) throw Error(Errc::malformed, say(Msg::ofd_broken, {draft_.name, "Document.xml"}));
        bodies_.back().box = *numbers;
    }
    for (const std::string_view name : {"PublicRes", "DocumentRes"}) {
        if (data == 0) break;
        for (const auto node : tree.children(data, name)) read_resources(document, node, body);
    }
    for (const auto node : data == 0 ? std::vector<std::uint32_t>() : tree.children(data, "TemplatePage")) {
        auto* content = follow(document, node, tree.attribute(node, "BaseLoc").value_or(""), OfdRole::template_page, body, "Page");
        if (content == nullptr) tell_missing("template", true);
        else bodies_[body].templates.emplace(tree.attribute(node, "ID").value_or(""), content);
    }
    read_pages(body);
    read_annotations(body);
    read_aside(body);
}

void OfdPackage::read_resources(OfdMember& from, std::uint32_t node, std::size_t body) {
    auto* res = follow(from, node, from.tree->content(node), OfdRole::resources, body, "Res");
    if (res == nullptr) return tell_missing("resources", true);
    auto& known = bodies_[body].resources;
    if (std::find(known.begin(), known.end(), res) != known.end()) return;
    known.push_back(res);
    read_one_resource(*res, body);
}

void OfdPackage::read_one_resource(OfdMember& res, std::size_t body) {
    const auto& tree = *res.tree;
    const auto base = tree.attribute(tree.root(), "BaseLoc").value_or("");
    auto& here = bodies_[body];
    for (std::uint32_t node = 1; node < tree.nodes().size(); ++node) {
        if (!res.listed[node]) continue;
        const auto& one = tree.at(node);
        const auto id = [&] { return tree.attribute(node, "ID").value_or(""); };
        if (one.name == "Font" && tree.at(one.parent).name == "Fonts") {
            OfdFont font;
            const auto file = tree.child(node, "FontFile");
            if (file != 0) font.file = follow(res, file, tree.content(file), OfdRole::font, body, {}, base);
            if (file != 0 && font.file == nullptr) tell_missing("font", true);
            here.fonts.emplace(id(), font);
        } else if (one.name == "MultiMedia") {
            const auto file = tree.child(node, "MediaFile");
            if (tree.attribute(node, "Type").value_or("") != "Image" || file == 0) continue;
            auto* picture = follow(res, file, tree.content(file), OfdRole::picture, body, {}, base);
            if (picture == nullptr) tell_missing("picture", true);
            else here.pictures.emplace(id(), picture);
        } else if (one.name == "CompositeGraphicUnit") {
            here.composites.emplace(id(), OfdUnit{&res, tree.child(node, "Content")});
        }
    }
}

void OfdPackage::read_pages(std::size_t body) {
    auto& document = *bodies_[body].document;
    const auto& tree = *document.tree;
    const auto pages = tree.child(tree.root(), "Pages");
    for (const auto node : pages == 0 ? std::vector<std::uint32_t>() : tree.children(pages, "Page")) {
        if (pages_.size() >= limits_.pages) throw Error(Errc::limit, say(Msg::ofd_over, {draft_.name, std::to_string(limits_.pages)}));
        OfdPage page;
        page.number = static_cast<std::uint32_t>(pages_.size() + 1);
        page.body = body;
        page.box = bodies_[body].box;
        page.member = follow(document, node, tree.attribute(node, "BaseLoc").value_or(""), OfdRole::page, body, "Page");
        if (page.member == nullptr) {
            tell_missing("page " + std::to_string(page.number), false, page.number);
        } else {
            const auto& content = *page.member->tree;
            if (page.member->page == 0) page.member->page = page.number;
            const auto area = content.child(content.root(), "Area");
            if (const auto box = area == 0 ? 0 : content.child(area, "PhysicalBox")) {
                const auto numbers = ofd_box(content.content(box));
                if (!numbers) throw Error(Errc::malformed, say(Msg::ofd_broken, {draft_.name, "page " + std::to_string(page.number)}));
                page.box = *numbers;
            }
            for (const auto res : content.children(content.root(), "PageRes")) read_resources(*page.member, res, body);
        }
        pages_.push_back(std::move(page));
    }
}

void OfdPackage::read_annotations(std::size_t body) {
    auto& document = *bodies_[body].document;
    const auto& tree = *document.tree;
    std::map<std::string, std::size_t> by_id;  // pages of this document
    std::size_t number = 0;
    while (number < pages_.size() && pages_[number].body != body) ++number;
    const auto pages = tree.child(tree.root(), "Pages");
    for (const auto node : pages == 0 ? std::vector<std::uint32_t>() : tree.children(pages, "Page")) by_id.emplace(tree.attribute(node, "ID").value_or(""), number++);
    const auto place = tree.child(tree.root(), "Annotations");
    if (place == 0) return;
    auto* list = follow(document, place, tree.content(place), OfdRole::annotations, body, "Annotations");
    if (list == nullptr) return tell_missing("annotations", true);
    for (const auto node : list->tree->children(list->tree->root(), "Page")) {
        const auto file = list->tree->child(node, "FileLoc");
        const auto page = by_id.find(list->tree->attribute(node, "PageID").value_or(""));
        auto* annotations = file == 0 || page == by_id.end() ? nullptr
                            : follow(*list, file, list->tree->content(file), OfdRole::page_annotations, body, "PageAnnot");
        if (annotations == nullptr) {
            tell_missing("annotations", true);
            continue;
        }
        auto& target = pages_[page->second];
        if (annotations->page == 0) annotations->page = target.number;
        if (annotations->page == target.number) target.annotations.push_back(annotations);
    }
}

}  // namespace review
