#include "format/ooxml/package.hpp"

#include <algorithm>
#include <array>

#include <review/error.hpp>

#include "base/messages/format_ooxml.hpp"
#include "base/messages/format_xml.hpp"
#include "format/xml/declaration.hpp"
#include "format/xml/structure.hpp"
#include "format/zip/names.hpp"

namespace review {
namespace {

struct Role {
    std::string_view type, label;
    bool kept;
};
constexpr Role roles[] = {
#define REVIEW_ROLE(type, label, kept) {type, label, kept},
#include "format/ooxml/roles.inc"
#undef REVIEW_ROLE
};

const Role* role_of(std::string_view type) {
    const auto* found = std::find_if(std::begin(roles), std::end(roles), [&](const Role& role) { return role.type == type; });
    return found == std::end(roles) ? nullptr : found;
}

constexpr std::string_view types_name = "[Content_Types].xml";
// Documents, workbooks and presentations, templates and shows of them, with macros or without (ECMA-376-1, 11.3.10, 12.3.23, 13.3.6).
constexpr std::array<std::string_view, 6> main_types{"application/vnd.openxmlformats-officedocument.wordprocessingml.", "application/vnd.ms-word.",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.", "application/vnd.ms-excel.",
    "application/vnd.openxmlformats-officedocument.presentationml.", "application/vnd.ms-powerpoint."};

// What its maker did not put on the standard's list: comments in threads, with authors of their own.
bool is_standard_type(const OoxmlMember& member) { return member.type.starts_with("application/vnd.openxmlformats-officedocument."); }

// Pictures that are markup hold text nobody would read here.
bool suits(const Role& role, const OoxmlMember& member) {
    if (role.type == "image") return member.type.starts_with("image/") && !is_xml_type(member);
    if (role.type == "vmlDrawing") return member.text != nullptr;  // Excel writes some that are no XML
    if (role.type == "comments" && !is_standard_type(member)) return false;
    return is_xml_type(member);
}

}  // namespace

bool is_xml_type(const OoxmlMember& member) {
    return member.type.ends_with("+xml") || member.type.ends_with("/xml") || member.type.ends_with(".vmlDrawing") || member.name.ends_with(".rels") ||
           member.name == types_name;
}

bool is_kept_link(const Relationship& relationship) {
    if (!relationship.external || relationship.type != "hyperlink") return false;
    const auto colon = relationship.target.find(':');
    constexpr std::array<std::string_view, 5> schemes{"http", "https", "mailto", "tel", "ftp"};
    return std::find(schemes.begin(), schemes.end(), relationship.target.substr(0, colon)) != schemes.end();
}

OoxmlPackage::OoxmlPackage(const Draft& draft, const Limits& limits) : draft_(draft), limits_(limits), zip_(draft.bytes, draft.name, limits) {
    for (std::size_t i = 0; i < zip_.members().size(); ++i) {
        if (zip_.members()[i].directory) continue;
        OoxmlMember member;
        member.number = i;
        member.name = zip_.members()[i].name;
        member.bytes = zip_.read(i);
        members_.push_back(std::move(member));
    }
    // As the output has them: the order of a zip file tells nothing, and parts of both are compared.
    std::sort(members_.begin(), members_.end(), [](const OoxmlMember& a, const OoxmlMember& b) { return a.name < b.name; });
    for (std::size_t i = 0; i < members_.size(); ++i) by_name_.emplace(folded_name(members_[i].name), i);
    if (find(types_name) == nullptr) throw Error(Errc::unsupported, say(Msg::ooxml_no_package, {draft.name}));
    read_types();
    read_relationships();
    for (auto& member : members_) {
        if (member.type.ends_with(".vmlDrawing")) read_xml(member, false);
    }
    choose({});
    for (auto& member : members_) {
        if (is_xml_type(member) && !member.text) read_xml(member, member.kept);
    }
    name_labels();
}

void OoxmlPackage::read_types() {
    auto& types = *find(types_name);
    read_xml(types, true);
    std::map<std::string, std::string> by_ending, by_part;
    each_start_tag(*types.text, draft_.name, limits_, [&](const XmlStartTag& tag) {
        if (tag.name == "Default") by_ending.emplace(folded_name(tag.get("Extension")), tag.get("ContentType"));
        if (tag.name == "Override") by_part.emplace(folded_name(resolved_target("", tag.get("PartName"))), tag.get("ContentType"));
    });
    for (auto& member : members_) {
        const auto name = folded_name(member.name);
        const auto part = by_part.find(name);
        const auto ending = by_ending.find(name.substr(name.rfind('.') + 1));
        member.type = part != by_part.end() ? part->second : ending != by_ending.end() ? ending->second : "";
    }
}

void OoxmlPackage::read_relationships() {
    for (auto& member : members_) {
        if (!member.name.ends_with(".rels")) continue;
        read_xml(member, true);
        auto all = relationships_of(*member.text, draft_.name + ", " + std::to_string(member.number + 1), limits_);
        std::set<std::string> ids;
        for (const auto& one : all) {
            if (!ids.insert(one.id).second) throw Error(Errc::malformed, say(Msg::ooxml_broken, {draft_.name, "member " + std::to_string(member.number + 1)}));
        }
        if (member.name == rels_name("")) root_ = std::move(all);
        else {
            for (auto& source : members_) {
                if (folded_name(rels_name(source.name)) == folded_name(member.name)) source.relationships = all;
            }
        }
    }
    const auto main = std::find_if(root_.begin(), root_.end(), [](const Relationship& r) { return r.type == "officeDocument"; });
    const auto* document = main == root_.end() ? nullptr : find(resolved_target("", main->target));
    if (document == nullptr) throw Error(Errc::unsupported, say(Msg::ooxml_no_package, {draft_.name}));
    const bool known = std::any_of(main_types.begin(), main_types.end(), [&](auto type) { return document->type.starts_with(type); });
    if (!known || !document->type.ends_with("main+xml")) throw Error(Errc::unsupported, say(Msg::ooxml_not_yet, {draft_.name}));
}

void OoxmlPackage::read_xml(OoxmlMember& member, bool must) {
    const auto name = draft_.name + ", member " + std::to_string(member.number + 1);
    try {
        const auto form = xml_form(member.bytes, name);
        auto text = std::make_unique<SourceText>(member.bytes, form.charset, form.mark_bytes, 0, place_);
        if (!text->undecodable().empty()) throw Error(Errc::malformed, say(Msg::xml_undecodable, {name}));
        check_well_formed(member.bytes, *text, name, limits_);
        member.text = std::move(text);
        member.place = place_;
        place_ += member.bytes.size() + 1;  // no edit joins two members
    } catch (const Error&) {
        if (must) throw;
    }
}

void OoxmlPackage::choose(const std::set<std::string>& removed) {
    for (auto& member : members_) {
        member.kept = member.name == types_name || folded_name(member.name) == rels_name("");
        member.lost.clear();
    }
    follow(nullptr, root_, removed);
    for (auto& member : members_) {
        if (!member.kept) continue;
        if (auto* rels = find(rels_name(member.name))) rels->kept = true;
    }
}

void OoxmlPackage::follow(OoxmlMember* source, std::vector<Relationship>& from, const std::set<std::string>& removed) {
    for (auto& one : from) {
        auto* target = one.external ? nullptr : find(resolved_target(source ? source->name : "", one.target));
        const auto* role = role_of(one.type);
        if (target != nullptr && role != nullptr && target->role.empty()) target->role = one.type;
        const bool comes = target != nullptr ? role != nullptr && role->kept && suits(*role, *target) && !removed.contains(target->label)
                                             : is_kept_link(one);
        if (!comes && source != nullptr) source->lost.insert(one.id);
        if (target == nullptr || target->kept) continue;
        if (!comes) {
            // What it leads to is told by its role, though none of it comes along.
            if (role != nullptr) for (auto& inner : target->relationships) {
                auto* deeper = inner.external ? nullptr : find(resolved_target(target->name, inner.target));
                if (deeper != nullptr && deeper->role.empty() && role_of(inner.type) != nullptr) deeper->role = inner.type;
            }
            continue;
        }
        target->kept = true;
        follow(target, target->relationships, removed);
    }
}

// Sheets and slides are numbered as a reader meets them (18.2.20, 19.2.1.34).
void OoxmlPackage::number_sheets(std::map<std::string, int>& seen) {
    const auto main = std::find_if(members_.begin(), members_.end(), [](const OoxmlMember& member) { return member.role == "officeDocument" && member.text; });
    if (main == members_.end()) return;
    each_start_tag(*main->text, draft_.name, limits_, [&](const XmlStartTag& tag) {
        if (tag.name != "sheet" && tag.name != "sldId") return;
        const auto found = std::find_if(main->relationships.begin(), main->relationships.end(), [&](const Relationship& one) { return one.id == tag.relationship; });
        auto* target = found == main->relationships.end() ? nullptr : find(resolved_target(main->name, found->target));
        const auto* role = target == nullptr ? nullptr : role_of(target->role);
        if (role != nullptr && target->label.empty()) target->label = std::string(role->label) + " " + std::to_string(++seen[target->role]);
    });
}

void OoxmlPackage::name_labels() {
    std::map<std::string, int> seen;
    number_sheets(seen);
    for (auto& member : members_) {
        if (!member.label.empty()) continue;
        const auto* role = role_of(member.role);
        if (role == nullptr) member.label = "member " + std::to_string(member.number + 1);
        else if (role->type == "officeDocument") member.label = role->label;
        else member.label = std::string(role->label) + " " + std::to_string(++seen[member.role]);
    }
}

OoxmlMember* OoxmlPackage::find(std::string_view name) {
    const auto found = by_name_.find(folded_name(name));
    return found == by_name_.end() ? nullptr : &members_[found->second];
}

const OoxmlMember* OoxmlPackage::named(std::string_view name) const { return const_cast<OoxmlPackage*>(this)->find(name); }

}  // namespace review
