#include "format/archive/archive_document.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>

#include <review/error.hpp>

#include "base/messages/format_html.hpp"
#include "base/messages/format_ooxml.hpp"
#include "base/messages/format_text.hpp"
#include "base/messages/model.hpp"
#include "base/messages/redact.hpp"
#include "format/archive/member_names.hpp"
#include "format/archive/members.hpp"
#include "format/text/cut_edits.hpp"
#include "format/zip/names.hpp"
#include "format/zip/reader.hpp"
#include "format/zip/writer.hpp"

namespace review {
namespace {

std::string label_of(std::size_t member) { return "member " + std::to_string(member + 1); }

// Parts and blind spots of a member, as those of the archive.
class Relabelling final : public ExtractionSink {
public:
    Relabelling(ExtractionSink& sink, std::uint32_t first, std::string prefix, std::vector<BlindSpot>& spots)
        : next(first), sink_(sink), first_(first), prefix_(std::move(prefix)), spots_(spots) {}
    void part(Part&& part) override {
        part.number += first_;
        next = std::max(next, part.number + 1);
        part.label = prefix_ + part.label;
        part.page = 0;  // the archive has none: the label says which
        part.source.clear();
        sink_.part(std::move(part));
    }
    void blind_spot(BlindSpot&& spot) override { spots_.push_back(std::move(spot)); }
    std::uint32_t next;

private:
    ExtractionSink& sink_;
    std::uint32_t first_;
    std::string prefix_;
    std::vector<BlindSpot>& spots_;
};

struct Nowhere final : ExtractionSink {
    void part(Part&&) override {}
    void blind_spot(BlindSpot&&) override {}
};

BlindSpot as_of_archive(const BlindSpot& spot, std::uint32_t first, const std::string& prefix) {
    BlindSpot outer = spot;
    outer.part += first;
    outer.page = 0;
    outer.label = prefix + spot.label;
    if (spot.page != 0 && spot.label.find(std::to_string(spot.page)) == spot.label.npos) outer.label += ", page " + std::to_string(spot.page);
    if (!spot.object.empty()) outer.object = prefix + spot.object;
    return outer;
}

class ArchiveDocument final : public Document {
public:
    ArchiveDocument(const Draft& draft, const OpenOptions& options) : draft_(draft), limits_(options.limits), content_(read_archive(draft, options)) {}

    std::string_view format() const override { return "archive"; }
    std::uint32_t pages() const override { return 0; }
    const ArchiveContent& content() const { return content_; }

    void extract(ExtractionSink& sink) const override {
        std::uint32_t next = 0;
        tell_names(sink, next);
        ranges_.clear();
        std::vector<BlindSpot> all;
        for (std::size_t i = 0; i < content_.members.size(); ++i) {
            const auto& member = *content_.members[i];
            Range range{next, next, {}};
            const auto prefix = label_of(i) + ", ";
            if (member.document) {
                Relabelling inner(sink, next, prefix, range.spots);
                member.document->extract(inner);
                next = range.end = inner.next;
                for (const auto& spot : range.spots) all.push_back(as_of_archive(spot, range.begin, prefix));
            } else {
                all.push_back(unread(i));
            }
            ranges_.push_back(std::move(range));
        }
        if (content_.unread_bytes > 0) {
            BlindSpot between;
            between.label = "between members";
            between.goes = true;
            between.detail = say(Msg::ooxml_left_out);
            all.push_back(std::move(between));
        }
        for (auto& spot : all) sink.blind_spot(std::move(spot));
    }

    Inspection inspect() const override {
        auto seen = Document::inspect();
        for (std::size_t i = 0; i < content_.members.size(); ++i) {
            if (!content_.members[i]->document) continue;
            auto inner = content_.members[i]->document->inspect();
            for (auto& one : inner.concealed) {
                one.label = label_of(i) + ", " + one.label;
                one.page = 0;
                one.pages.clear();
                seen.concealed.push_back(std::move(one));
            }
            for (auto& one : inner.signatures) seen.signatures.push_back({label_of(i) + ", " + one.object, one.covered, one.whole});
        }
        return seen;
    }

    Rewritten rewrite(const RedactionPlan& plan) const override {
        check_plan(plan, draft_, format());
        Rewritten out;
        std::vector<ZipContent> files;
        for (auto& member : member_plans(plan)) {
            if (member.name != content_.members[member_number(member.label)]->name) out.removals.push_back({"name of " + member.label, "carries-value", 1});
            SharedBytes bytes = member.draft->bytes;
            if (member.document) bytes = rewritten(member, out);
            files.push_back({member.name, std::move(bytes)});
        }
        for (const auto& label : removed_by(plan)) out.removals.push_back({label, "not-on-list", 1});
        if (const auto count = static_cast<std::uint32_t>(content_.folders.size()); count > 0) out.removals.push_back({"folders without files", "not-on-list", count});
        out.bytes = write_zip(files);
        return out;
    }

    std::vector<Cut> readings_of(const std::vector<Cut>& taken) const override {
        Nowhere nowhere;
        extract(nowhere);
        std::vector<Cut> all;
        for (std::size_t i = 0; i < content_.members.size(); ++i) {
            if (!content_.members[i]->document) continue;
            for (auto& cut : content_.members[i]->document->readings_of(cuts_in(taken, ranges_[i]))) {
                cut.span.part += ranges_[i].begin;
                all.push_back(std::move(cut));
            }
        }
        return all;
    }

    std::vector<ArchiveMemberPlan> member_plans(const RedactionPlan& plan) const {
        Nowhere nowhere;
        extract(nowhere);
        const auto last = ranges_.empty() ? names_part() : ranges_.back().end;
        for (const auto& cut : plan.cuts) {
            if (cut.span.part >= std::max<std::uint32_t>(last, names_part())) throw Error(Errc::bad_config, say(Msg::text_plan_names_no_glyphs));
        }
        const auto removed = removed_by(plan);
        const auto names = names_after(plan, content_);
        std::vector<ArchiveMemberPlan> plans;
        for (std::size_t i = 0; i < content_.members.size(); ++i) {
            if (removed.contains(label_of(i))) continue;
            const auto& member = *content_.members[i];
            ArchiveMemberPlan one{label_of(i), names[i], &member.draft, member.document.get(), {}};
            if (member.document) one.plan = plan_of(plan, i);
            plans.push_back(std::move(one));
        }
        return plans;
    }

private:
    struct Range {
        std::uint32_t begin = 0, end = 0;  // parts of the archive that are this member's
        std::vector<BlindSpot> spots;      // as the member tells them
    };

    std::uint32_t names_part() const { return content_.members.empty() && content_.folders.empty() ? 0 : 1; }

    void tell_names(ExtractionSink& sink, std::uint32_t& next) const {
        if (names_part() == 0) return;
        Part part;
        part.number = next++;
        part.kind = PartKind::metadata;
        part.label = "names of members";
        for (const auto& told : told_names(content_)) part.text += (part.text.empty() ? "" : "\n") + told.name;
        const auto kept = part.glyph_count();
        for (const auto& folder : content_.folders) part.text += (part.text.empty() ? "" : "\n") + folder;
        for (auto i = kept, count = part.glyph_count(); i < count; ++i) part.unseen.push_back(i);  // a rebuild has no folders
        sink.part(std::move(part));
    }

    BlindSpot unread(std::size_t i) const {
        BlindSpot spot;
        spot.label = spot.object = label_of(i);
        spot.reason = content_.members[i]->reason;
        // As a file of its own an empty one is refused, too: it was damaged, or lost on its way here.
        spot.detail = content_.members[i]->empty() ? say(Msg::draft_empty, {label_of(i)}) : say(Msg::archive_unread);
        spot.can_go = true;
        return spot;
    }

    static std::size_t member_number(const std::string& label) { return std::stoul(label.substr(7)) - 1; }

    std::set<std::string> removed_by(const RedactionPlan& plan) const {
        std::set<std::string> removed;
        for (const auto& spot : plan.accepted) {
            if (!spot.goes || !spot.label.starts_with("member ") || spot.label.find(',') != spot.label.npos) continue;
            removed.insert(spot.label);
        }
        return removed;
    }

    // As the member counts.
    static std::vector<Cut> cuts_in(const std::vector<Cut>& cuts, const Range& range) {
        std::vector<Cut> inner;
        for (const auto& cut : cuts) {
            if (cut.span.part < range.begin || cut.span.part >= range.end) continue;
            inner.push_back(cut);
            inner.back().span.part -= range.begin;
        }
        return inner;
    }

    RedactionPlan plan_of(const RedactionPlan& plan, std::size_t i) const {
        const auto& range = ranges_[i];
        RedactionPlan one;
        one.draft = content_.members[i]->draft.digest;
        one.format = std::string(content_.members[i]->document->format());
        one.width = plan.width;
        one.cuts = cuts_in(plan.cuts, range);
        for (const auto& value : plan.values) one.values.push_back({value.text.copy(), value.rule});
        const auto prefix = label_of(i) + ", ";
        for (const auto& spot : range.spots) {
            const auto outer = as_of_archive(spot, range.begin, prefix);
            const auto accepted = std::find_if(plan.accepted.begin(), plan.accepted.end(), [&](const BlindSpot& a) { return a.label == outer.label && a.reason == outer.reason; });
            if (accepted == plan.accepted.end()) continue;
            one.accepted.push_back(spot);
            one.accepted.back().goes = accepted->goes;
        }
        return one;
    }

    SharedBytes rewritten(const ArchiveMemberPlan& member, Rewritten& out) const {
        try {
            auto inner = member.document->rewrite(member.plan);
            for (auto& removal : inner.removals) out.removals.push_back({member.label + ", " + removal.place, removal.reason, removal.count});
            return inner.bytes;
        } catch (const Error& error) {
            std::vector<Obstacle> obstacles;
            for (const auto& one : error.obstacles()) {
                const auto page = one.page == 0 ? "" : ", page " + std::to_string(one.page);
                obstacles.push_back({0, member.label + page + (one.object.empty() ? "" : ", " + one.object), one.op, one.reason, one.choices});
            }
            if (obstacles.empty()) obstacles.push_back({0, member.label, {}, say(Msg::archive_rewritten_broken, {member.label}), {say(Msg::redact_choice_source)}});
            throw Error(error.code() == Errc::limit ? Errc::limit : Errc::refused, say(Msg::archive_rewritten_broken, {draft_.name}), std::move(obstacles));
        }
    }

    const Draft& draft_;
    Limits limits_;
    ArchiveContent content_;
    mutable std::vector<Range> ranges_;  // of the last extraction, which is like any other
};

}  // namespace

void add_cost(const Document& document, std::uint64_t& bytes, std::uint64_t& files) {
    const auto* archive = dynamic_cast<const ArchiveDocument*>(&document);
    if (archive == nullptr) return;
    bytes += archive->content().bytes;
    files += archive->content().files;
}

bool is_archive(ByteView bytes) {
    if (!is_zip(bytes)) return false;
    try {
        const auto members = zip_directory(bytes, {}, {}, nullptr, ZipNames::of_files);
        const auto has = [&](std::string_view name) {
            return std::any_of(members.begin(), members.end(), [&](const ZipMember& member) { return folded_name(member.stored) == name || folded_name(member.name) == name; });
        };
        // Office packages (ISO/IEC 29500-2, 7.2.3.2), OFD (GB/T 33190-2016, 7.1), OpenDocument and EPUB are documents, not archives of some.
        return !has("[content_types].xml") && !has("ofd.xml") && !(!members.empty() && (members.front().name == "mimetype" || members.front().stored == "mimetype"));
    } catch (const Error&) {
        return false;  // the next format says what is wrong with it
    }
}

std::unique_ptr<Document> open_archive(const Draft& draft, const OpenOptions& options) {
    constexpr std::array<std::string_view, 11> documents{"docx", "docm", "dotx", "dotm", "xlsx", "xlsm", "pptx", "pptm", "ofd", "odt", "pdf"};
    const auto ending = lower_ending(draft.name);
    if (std::find(documents.begin(), documents.end(), ending) != documents.end()) throw Error(Errc::malformed, say(Msg::archive_not_archive, {draft.name}));
    auto archive = std::make_unique<ArchiveDocument>(draft, options);
    if (archive->content().members.empty()) throw Error(Errc::malformed, say(Msg::archive_without_files, {draft.name}));
    return archive;
}

std::vector<ArchiveMemberPlan> archive_member_plans(const Document& document, const RedactionPlan& plan) {
    return dynamic_cast<const ArchiveDocument&>(document).member_plans(plan);
}

}  // namespace review
