#include "format/ooxml/member_reader.hpp"
#include "format/ooxml/ooxml_document.hpp"

#include "base/utf8_scan.hpp"
#include "format/ooxml/unseen_looks.hpp"

namespace review {
namespace {

struct Nowhere final : ExtractionSink {
    void part(Part&& part) override { glyphs += part.kind == PartKind::comment ? part.glyph_count() : 0; }
    void blind_spot(BlindSpot&&) override {}
    std::uint64_t glyphs = 0;
};

void add(Inspection& seen, Concealment kind, Manner manner, Severity severity, const OoxmlMember& member, std::uint64_t count,
         const std::string& text = {}) {
    Concealed found;
    found.kind = kind, found.manner = manner, found.severity = severity;
    found.label = member.label;
    found.object = "member " + std::to_string(member.number + 1);
    found.count = count;
    found.preview = masked_line(text);
    found.text = Sensitive(text);
    seen.concealed.push_back(std::move(found));
}

void by_role(const OoxmlMember& member, Inspection& seen) {
    const auto bytes = member.bytes.size();
    if (member.role == "vbaProject") add(seen, Concealment::script, Manner::macro, Severity::medium, member, bytes);
    const bool file = member.role == "oleObject" || member.role == "package" || member.role == "aFChunk" || member.role == "control" || member.role == "video" || member.role == "audio" || member.role == "media";
    if (file) add(seen, Concealment::attachment, Manner::file, Severity::medium, member, bytes);
    if (member.role == "thumbnail") add(seen, Concealment::thumbnail, Manner::page_image, Severity::medium, member, 1);
    if (member.role == "signature") seen.signatures.push_back({member.label, 0, false});
}

// Relationships that point outside, but for links that a reader clicks.
void links(const OoxmlMember& member, Inspection& seen) {
    for (const auto& one : member.relationships) {
        if (!one.external || is_kept_link(one)) continue;
        add(seen, Concealment::link, Manner::external, Severity::medium, member, count_characters(one.target), one.target);
    }
}

// w:author and w:initials of comments and tracked changes (17.13.4, 17.13.5).
void authors(const OoxmlMember& member, const std::string& draft_name, const Limits& limits, Inspection& seen) {
    std::set<std::string> names;
    each_start_tag(*member.text, draft_name, limits, [&](const XmlStartTag& tag) {
        if (const auto author = tag.get("author"); !author.empty()) names.insert(author);
    });
    for (const auto& name : names) add(seen, Concealment::author, Manner::named, Severity::low, member, count_characters(name), name);
}

// Sheets, rows and columns (18.2.19, 18.3.1.73, 18.3.1.13), slides (19.3.1.38) that are not shown.
struct AllText final : ExtractionSink {
    void part(Part&& part) override {
        if (part.kind == PartKind::element) text += part.text;
    }
    void blind_spot(BlindSpot&&) override {}
    std::string text;
};

void not_shown(const OoxmlMember& member, const Workbook& workbook, const std::string& draft_name, const Limits& limits, Inspection& seen) {
    auto text = workbook.hidden_text(member);
    bool hidden = false;
    if (member.role == "slide") {
        each_start_tag(*member.text, draft_name, limits, [&](const XmlStartTag& tag) {
            hidden = hidden || (tag.name == "sld" && (tag.get("show") == "0" || tag.get("show") == "false"));
        });
    }
    if (hidden) {
        AllText all;
        std::uint32_t number = 0;
        MemberReader(member, draft_name, limits, all, number).run();
        text = std::move(all.text);
    }
    if (!text.empty()) add(seen, Concealment::hidden_text, Manner::hidden_sheet, Severity::high, member, count_characters(text), text);
}

void looks(const OoxmlMember& member, const OfficeUnseen& unseen, Inspection& seen) {
    for (const auto& [how, text] : unseen) {
        const auto [kind, manner] = how;
        add(seen, kind, manner, kind == Concealment::fake_redaction ? Severity::critical : Severity::high, member, count_characters(text), text);
    }
}

}  // namespace

void inspect_package(const OoxmlPackage& package, const Workbook& workbook, const std::string& draft_name, const Limits& limits, Inspection& seen) {
    std::uint32_t number = 0;
    const WordLooks word(package, draft_name, limits);
    const SlideLooks slides(package, draft_name, limits);
    for (const auto& member : package.members()) {
        by_role(member, seen);
        links(member, seen);
        if (!member.text) continue;
        Nowhere nowhere;
        MemberReader reader(member, draft_name, limits, nowhere, number);
        if (workbook.holds(member)) reader.pass_over_cells();
        reader.run();
        const auto& unseen = reader.unseen;
        if (!unseen.hidden.empty()) add(seen, Concealment::hidden_text, Manner::vanish, Severity::high, member, count_characters(unseen.hidden), unseen.hidden);
        if (!unseen.deleted.empty()) add(seen, Concealment::revision, Manner::tracked, Severity::high, member, count_characters(unseen.deleted), unseen.deleted);
        if (member.role == "comments") add(seen, Concealment::comment, Manner::margin_note, Severity::medium, member, nowhere.glyphs);
        authors(member, draft_name, limits, seen);
        not_shown(member, workbook, draft_name, limits, seen);
        if (member.role == "slide") looks(member, slides.in(member), seen);
        else if (member.type.find("wordprocessingml") != member.type.npos && member.role != "styles") looks(member, word.in(member), seen);
        else if (workbook.holds(member)) looks(member, workbook.unseen_looks(member), seen);
    }
}

}  // namespace review
