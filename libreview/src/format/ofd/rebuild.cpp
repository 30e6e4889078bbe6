#include "format/ofd/rebuild.hpp"

#include <algorithm>

#include <review/digest.hpp>
#include <review/error.hpp>

#include "base/messages/format_ofd.hpp"
#include "base/messages/redact.hpp"
#include "format/picture/bare_file.hpp"
#include "format/picture/neutral_file.hpp"
#include "format/ofd/font_trimming.hpp"
#include "format/ofd/markup_writer.hpp"
#include "format/ofd/reader.hpp"
#include "format/text/cut_edits.hpp"
#include "format/zip/writer.hpp"

namespace review {
namespace {

struct Nowhere final : ExtractionSink {
    void part(Part&&) override {}
    void blind_spot(BlindSpot&&) override {}
};

Bytes bytes_of(std::string_view text) { return {text.begin(), text.end()}; }

class Rebuild {
public:
    Rebuild(const Draft& draft, const RedactionPlan& plan, const Limits& limits, const PackedPictures& pictures)
        : draft_(draft), plan_(plan), limits_(limits), package_(draft, limits, removed_pictures(plan)), pictures_(pictures), reader_(package_, draft.name, limits, &pictures) {}

    Rewritten run() {
        refuse_pictures_of_pages();
        read_cuts();
        auto shown = shown_objects();
        const auto fonts = trim_ofd_fonts(package_, reader_.texts(), edits_, shown);
        if (!fonts.obstacles.empty()) throw Error(Errc::refused, say(Msg::ofd_values_stay, {draft_.name}), fonts.obstacles);
        for (auto& [member, boxes] : boxes_) {
            if (emptied_.contains(member)) boxes.clear();
        }
        OfdMarkupWriter writer({package_, reader_.texts(), edits_, fonts, shown, edits_in_text_, plan_.width, boxes_, emptied_});
        std::map<std::string, Bytes> members;
        for (const auto* member : as_written()) {
            if (member->tree && member->role != OfdRole::document) members.emplace(member->new_name, bytes_of(writer.write(*member)));
            if (member->role == OfdRole::picture) add_picture(*member, members);
            if (const auto font = fonts.bytes.find(member); font != fonts.bytes.end()) members.emplace(member->new_name, font->second);
        }
        for (const auto& body : package_.bodies()) members.emplace(body.document->new_name, bytes_of(writer.write(*body.document)));
        out_.removals.insert(out_.removals.end(), writer.removals().begin(), writer.removals().end());
        out_.removals.insert(out_.removals.end(), fonts.removals.begin(), fonts.removals.end());
        tell_left_out();
        write(members);
        return std::move(out_);
    }

private:
    // By their new names: ids are numbered as members are written, and a second redaction must number them alike.
    std::vector<const OfdMember*> as_written() const {
        std::vector<const OfdMember*> members;
        for (const auto& member : package_.members()) {
            if (member->kept && member->role != OfdRole::root) members.push_back(member.get());
        }
        std::sort(members.begin(), members.end(), [](const auto* a, const auto* b) { return a->new_name < b->new_name; });
        return members;
    }

    static std::set<std::string> removed_pictures(const RedactionPlan& plan) {
        std::set<std::string> labels;
        for (const auto& spot : plan.accepted) {
            if (spot.goes) labels.insert(spot.label);
        }
        return labels;
    }

    // Nothing here draws a page.
    void refuse_pictures_of_pages() {
        std::vector<Obstacle> obstacles;
        for (const auto& page : package_.pages()) {
            const auto fate = fate_of(plan_, page.number);
            if (fate == OnUnreadable::rasterise) {
                obstacles.push_back({page.number, "page " + std::to_string(page.number), {}, say(Msg::ofd_unreadable_page, {std::to_string(page.number)}),
                                     {say(Msg::redact_choice_source)}});
            }
            if (page.member == nullptr) obstacles.push_back({page.number, "page " + std::to_string(page.number), {}, say(Msg::ofd_missing), {say(Msg::redact_choice_source)}});
            if (fate == OnUnreadable::remove && page.member != nullptr) emptied_.insert(page.member);
        }
        if (!obstacles.empty()) throw Error(Errc::refused, say(Msg::ofd_values_stay, {draft_.name}), std::move(obstacles));
    }

    void read_cuts() {
        CutEdits cuts(plan_.cuts);
        reader_.run(cuts, [&](const OfdPagePart& seen) {
            std::vector<Cut> mine;
            auto cut = std::partition_point(plan_.cuts.begin(), plan_.cuts.end(), [&](const Cut& one) { return one.span.part < seen.part; });
            for (; cut != plan_.cuts.end() && cut->span.part == seen.part; ++cut) mine.push_back(*cut);
            if (fate_of(plan_, seen.page->number)) return;
            const double k = points_per_millimetre;
            for (const auto& mark : settle_cuts(seen, mine, plan_.width, edits_)) {
                OfdBoxMark box;
                for (std::size_t i = 0; i < 8; i += 2) {
                    box.corners[i] = mark.quad[i] / k + seen.page->box.x;
                    box.corners[i + 1] = seen.page->box.y + seen.page->box.height - mark.quad[i + 1] / k;
                }
                boxes_[seen.page->member].push_back(box);
                out_.boxes.push_back({seen.page->number, mark.quad, mark.finding, false});
            }
        });
        edits_in_text_ = cuts.finish();
        cut_pictures_ = pictures_.cut_by(edits_in_text_);
    }

    void add_picture(const OfdMember& member, std::map<std::string, Bytes>& members) {
        if (cut_pictures_.contains(member.number)) {
            out_.removals.push_back({member.label, "carries-value", 1});
            members.emplace(member.new_name, neutral_file(member.bytes).value());
            return;
        }
        auto bare = bare_picture_file(member.bytes);
        if (bare.size() < member.bytes.size()) out_.removals.push_back({member.label + ", what nobody sees of it", "not-on-list", 1});
        members.emplace(member.new_name, std::move(bare));
    }

    // Of the pages that come along.
    std::set<std::pair<std::size_t, std::uint32_t>> shown_objects() {
        if (emptied_.empty()) return reader_.walk().shown();
        OfdPageWalk walk(package_, reader_.texts(), draft_.name, limits_);
        for (const auto& page : package_.pages()) {
            if (fate_of(plan_, page.number)) continue;
            walk.page(page);
            for (const auto* member : page.annotations) {
                for (const auto annot : member->tree->children(member->tree->root(), "Annot")) walk.annotation(page, *member, annot);
            }
        }
        return walk.shown();
    }

    void tell_left_out() {
        out_.removals.push_back({"OFD.xml, information about the document", "not-on-list", 1});
        for (const auto& member : package_.members()) {
            if (member->kept) continue;
            const bool signature = member->role == OfdRole::signatures || member->role == OfdRole::signature || member->role == OfdRole::seal ||
                                   member->role == OfdRole::signed_value;
            out_.removals.push_back({member->label, signature ? "signature" : "not-on-list", 1});
        }
        if (package_.unread_bytes() > 0) out_.removals.push_back({"between members", "unreachable", 1});
    }

    // 7.4: DocID names the document; a new one, of what it holds, equal for equal drafts.
    void write(std::map<std::string, Bytes>& members) {
        Bytes all;
        for (const auto& [name, bytes] : members) {
            all.insert(all.end(), name.begin(), name.end());
            all.insert(all.end(), bytes.begin(), bytes.end());
        }
        auto name = sha256(all).hex().substr(0, 32);
        for (auto& digit : name) digit = static_cast<char>(digit <= '9' ? digit - '0' + 'a' : digit - 'a' + 'k');  // letters: no rule takes it for a number
        std::string root = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<ofd:OFD xmlns:ofd=\"http://www.ofdspec.org/2016\" DocType=\"OFD\" Version=\"1.0\">";
        for (const auto& body : package_.bodies()) {
            root += "<ofd:DocBody><ofd:DocInfo><ofd:DocID>" + name + "</ofd:DocID></ofd:DocInfo><ofd:DocRoot>" + body.document->new_name + "</ofd:DocRoot></ofd:DocBody>";
        }
        root += "</ofd:OFD>";
        std::vector<ZipContent> ordered{{std::string(ofd_root_name), bytes_of(root)}};
        for (auto& [member, bytes] : members) ordered.push_back({member, std::move(bytes)});
        out_.bytes = write_zip(ordered);
        check();
    }

    void check() const {
        try {
            const auto again = make_draft(draft_.name, out_.bytes);
            OfdPackage package(again, limits_);
            OfdReader reader(package, again.name, limits_);
            Nowhere nowhere;
            reader.run(nowhere);
            const bool whole = std::all_of(package.members().begin(), package.members().end(), [](const auto& member) { return member->kept; });
            if (!whole || package.pages().size() != package_.pages().size()) throw Error(Errc::malformed, {});
        } catch (const Error& error) {
            if (error.code() == Errc::limit) throw;
            throw Error(Errc::refused, say(Msg::ofd_rewritten_broken, {draft_.name}));
        }
    }

    const Draft& draft_;
    const RedactionPlan& plan_;
    const Limits& limits_;
    OfdPackage package_;
    const PackedPictures& pictures_;
    OfdReader reader_;
    OfdTextEdits edits_;
    std::vector<Edit> edits_in_text_;
    std::set<std::size_t> cut_pictures_;  // members
    std::map<const OfdMember*, std::vector<OfdBoxMark>> boxes_;
    std::set<const OfdMember*> emptied_;
    Rewritten out_;
};

}  // namespace

Rewritten rebuild_ofd(const Draft& draft, const RedactionPlan& plan, const Limits& limits, const PackedPictures& pictures) {
    check_plan(plan, draft, "ofd");
    return Rebuild(draft, plan, limits, pictures).run();
}

}  // namespace review
