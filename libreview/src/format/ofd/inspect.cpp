#include <algorithm>
#include <map>

#include "base/messages/format_pdf.hpp"
#include "base/named_digest.hpp"
#include "base/utf8_scan.hpp"
#include "format/ofd/allow_list.hpp"
#include "format/ofd/ofd_document.hpp"
#include "format/ofd/reader.hpp"

namespace review {
namespace {

struct Standing {
    std::string label, object;
    std::uint32_t page = 0;
};

Standing place_of(const OfdMember& member) { return {member.label, "member " + std::to_string(member.number + 1), member.page}; }

void add(Inspection& seen, Concealment kind, Manner manner, Severity severity, const Standing& place, std::uint64_t count, const std::string& text = {}) {
    if (count == 0) return;
    Concealed found;
    found.kind = kind, found.manner = manner, found.severity = severity;
    found.label = place.label, found.object = place.object, found.page = place.page;
    found.count = count;
    found.preview = masked_line(text);
    found.text = Sensitive(text);
    seen.concealed.push_back(std::move(found));
}

// 18.2.1: every member under the signature with its digest.
SignatureSeen signature(const OfdPackage& package, const OfdMember& member) {
    SignatureSeen seen{member.label, 0, false, 0, 0};
    const auto& tree = *member.tree;
    const auto info = tree.child(tree.root(), "SignedInfo");
    const auto list = info == 0 ? 0 : tree.child(info, "References");
    if (list == 0) return seen;
    auto method = std::string(ofd_trimmed(tree.attribute(list, "CheckMethod").value_or("MD5")));
    for (const auto node : tree.children(list, "Reference")) {
        ++seen.members;
        const auto* target = package.located(member, tree.attribute(node, "FileRef").value_or(""));
        const auto value = tree.child(node, "CheckValue");
        const auto digest = target == nullptr || value == 0 ? std::nullopt : base64_digest(method, target->bytes);
        if (!digest || *digest != tree.content(value)) ++seen.changed;
        else seen.covered += target->bytes.size();
    }
    seen.whole = seen.changed == 0 && seen.members > 0;
    return seen;
}

void by_role(const OfdPackage& package, const OfdMember& member, Inspection& seen) {
    const auto place = place_of(member);
    if (member.role == OfdRole::attachment) add(seen, Concealment::attachment, Manner::file, Severity::medium, place, member.bytes.size());
    if (member.role == OfdRole::version) add(seen, Concealment::revision, Manner::other_version, Severity::high, place, member.bytes.size());
    if (member.role == OfdRole::custom_tag) add(seen, Concealment::attachment, Manner::custom_tag, Severity::medium, place, member.bytes.size());
    if (member.role == OfdRole::signature) seen.signatures.push_back(member.tree ? signature(package, member) : SignatureSeen{member.label, 0, false, 1, 1});
}

// What annotations say beside what they show (14.3.2), links out of the document, and names of people.
void by_markup(const OfdMember& member, Inspection& seen) {
    const auto& tree = *member.tree;
    std::string notes, names;
    for (std::uint32_t node = 1; node < tree.nodes().size(); ++node) {
        const auto& one = tree.at(node);
        if (one.kind != OfdNode::Kind::element) continue;
        if (one.name == "Remark" || one.name == "Parameter") notes += (notes.empty() ? "" : "\n") + tree.content(node);
        if (one.name == "Annot" || one.name == "Author") {
            const auto name = one.name == "Author" ? tree.content(node) : tree.attribute(node, "Creator").value_or("");
            if (!name.empty() && names.find(name) == names.npos) names += (names.empty() ? "" : "\n") + name;
        }
        const auto target = one.name == "URI" ? tree.attribute(node, "URI").value_or("") : std::string();
        if (!target.empty() && !is_ofd_link(target)) add(seen, Concealment::link, Manner::external, Severity::medium, place_of(member), count_characters(target), target);
    }
    add(seen, Concealment::comment, Manner::margin_note, Severity::medium, place_of(member), count_characters(notes), notes);
    add(seen, Concealment::author, Manner::named, Severity::low, place_of(member), count_characters(names), names);
}

}  // namespace

void inspect_ofd(const OfdPackage& package, const std::string& draft_name, const Limits& limits, Inspection& seen) {
    OfdTextObjects texts(package, draft_name);
    OfdPagePaints paints(package, limits);
    OfdPageWalk walk(package, texts, draft_name, limits, &paints);
    for (const auto& page : package.pages()) {
        const Standing place{"page " + std::to_string(page.number), {}, page.number};
        const auto tell = [&](const OfdDrawing& drawing, Manner hidden) {
            const auto& text = drawing.seen;
            add(seen, Concealment::hidden_text, hidden, Severity::high, place, text.hidden, text.hidden_text);
            add(seen, Concealment::hidden_text, Manner::transparent, Severity::high, place, text.transparent, text.transparent_text);
            add(seen, Concealment::hidden_text, Manner::outside_page, Severity::high, place, text.outside, text.outside_text);
            add(seen, Concealment::hidden_text, Manner::too_small, Severity::high, place, text.small, text.small_text);
            const auto disputed = std::count_if(drawing.glyphs.begin(), drawing.glyphs.end(), [](const auto& glyph) {
                return glyph.disputed && glyph.nest >= pdf::nest_of_shapes;
            });
            add(seen, Concealment::hidden_text, Manner::disputed, Severity::high, place, static_cast<std::uint64_t>(disputed));
        };
        tell(walk.page(page), Manner::off_layer);
        for (const auto* member : page.annotations) {
            for (const auto annot : member->tree->children(member->tree->root(), "Annot")) tell(walk.annotation(page, *member, annot), Manner::hidden_annotation);
        }
        bool exhausted = false;
        for (auto& found : paints.concealed(exhausted)) seen.concealed.push_back(std::move(found));
        if (exhausted) seen.blind_spots.push_back({0, page.number, place.label, BlindReason::limit, say(Msg::pdf_too_intricate), {}});
    }
    for (const auto& member : package.members()) {
        by_role(package, *member, seen);
        const bool marked = member->role == OfdRole::page_annotations || member->role == OfdRole::root || member->role == OfdRole::document || member->role == OfdRole::page;
        if (member->tree && marked) by_markup(*member, seen);
    }
    std::stable_sort(seen.concealed.begin(), seen.concealed.end(), [](const Concealed& a, const Concealed& b) { return a.page < b.page; });
}

}  // namespace review
