#include "format/ooxml/ooxml_document.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <review/error.hpp>

#include "base/messages/format_ooxml.hpp"
#include "base/messages/redact.hpp"
#include "format/ooxml/clean_up.hpp"
#include "format/ooxml/markup_value.hpp"
#include "format/ooxml/member_edits.hpp"
#include "format/ooxml/member_reader.hpp"
#include "format/ooxml/ruby.hpp"
#include "format/picture/bare_file.hpp"
#include "format/picture/neutral_file.hpp"
#include "format/picture/packed_pictures.hpp"
#include "format/text/cut_edits.hpp"
#include "format/text/cuts_at.hpp"
#include "format/zip/writer.hpp"

namespace review {
namespace {

// [MS-CFB] 2.2: what encrypted packages and binary documents begin with.
constexpr std::string_view compound_mark{"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8};
constexpr std::string_view encrypted_stream{"E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", 32};

// Marks what a rebuild leaves out.
class Marking final : public ExtractionSink {
public:
    explicit Marking(ExtractionSink& sink) : sink_(sink) {}
    void part(Part&& part) override {
        bool inside = false;
        if (!part.source.empty()) {
            const auto begin = part.source.front().source.begin;
            const auto range = std::partition_point(gone.begin(), gone.end(), [&](const ByteRange& one) { return one.end <= begin; });
            inside = range != gone.end() && range->begin <= begin && part.source.back().source.end <= range->end;
        }
        if (all_goes || inside) {
            const auto count = part.glyph_count();
            part.unseen.reserve(count);
            for (std::uint32_t i = 0; i < count; ++i) part.unseen.push_back(part.first + i);
        }
        sink_.part(std::move(part));
    }
    void blind_spot(BlindSpot&& spot) override { sink_.blind_spot(std::move(spot)); }
    bool all_goes = false;
    std::vector<ByteRange> gone;

private:
    ExtractionSink& sink_;
};

// A name that only numbers: "word/media/image12.png".
bool is_plain_name(std::string_view name) {
    return name.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_./[]-") == name.npos &&
           std::count_if(name.begin(), name.end(), [](char c) { return c >= '0' && c <= '9'; }) < 5;
}

std::vector<PackedPicture> pictures_of(const OoxmlPackage& package) {
    std::vector<PackedPicture> pictures;
    for (const auto& member : package.members()) {
        if (member.kept && !member.text) pictures.push_back({member.number, member.label, member.bytes});
    }
    return pictures;
}

class OoxmlDocument final : public Document {
public:
    OoxmlDocument(const Draft& draft, const OpenOptions& options)
        : draft_(draft), limits_(options.limits), package_(draft, limits_), workbook_(package_, draft.name, limits_), pictures_(pictures_of(package_), workbook_.end_place(), options.pictures, limits_) {}

    std::string_view format() const override { return "ooxml"; }
    std::uint32_t pages() const override { return 0; }

    void extract(ExtractionSink& sink) const override {
        read(sink, nullptr);
        for (const auto& member : package_.members()) {
            tell_unread(member, sink);
            tell_uncalculated(member, sink);
        }
        if (package_.unread_bytes() == 0) return;
        BlindSpot between;
        between.label = "between members";
        between.reason = BlindReason::unsupported;
        between.goes = true;
        between.detail = say(Msg::ooxml_left_out);
        sink.blind_spot(std::move(between));
    }

    Inspection inspect() const override {
        auto seen = Document::inspect();
        inspect_package(package_, workbook_, draft_.name, limits_, seen);
        return seen;
    }

    Rewritten rewrite(const RedactionPlan& plan) const override {
        check_plan(plan, draft_, format());
        std::vector<TypedPlace> typed;
        CutEdits cuts(plan.cuts);
        read(cuts, &typed);
        auto all = cuts.finish();
        const auto cut_pictures = pictures_.cut_by(all);
        MemberEdits edits(std::move(all), std::move(typed), plan.width);

        std::set<std::string> removed;
        for (const auto& spot : plan.accepted) {
            if (spot.goes) removed.insert(spot.label);
        }
        // A picture that goes leaves one black pixel in its place: programs do not open every frame that has none.
        std::set<std::uint32_t> blackened;
        for (const auto& member : package_.members()) {
            if (member.text || !member.kept || !removed.contains(member.label) || !neutral_file(member.bytes)) continue;
            blackened.insert(static_cast<std::uint32_t>(member.number));
            removed.erase(member.label);
        }
        OoxmlPackage package(draft_, limits_);
        package.choose(removed);
        refuse_values_that_stay(package, plan);
        edits.add(workbook_.patches(edits.edits(), plan.width, removed));
        for (const auto& member : package.members()) {
            if (member.kept && member.text) edits.remove(leftovers(package, member));
        }

        Rewritten out;
        std::map<std::string, ZipContent> contents;
        for (const auto& member : package.members()) {
            const bool carries = member.kept && cut_pictures.contains(member.number);
            const bool cut = carries || blackened.contains(static_cast<std::uint32_t>(member.number));
            if (cut) out.removals.push_back({member.label, carries ? "carries-value" : "not-on-list", 1});
            if (cut) contents.emplace(member.name, ZipContent{member.name, neutral_file(member.bytes).value()});
            else if (member.kept) contents.emplace(member.name, ZipContent{member.name, member.text ? edits.made_in(member) : bare(member, out.removals)});
            else out.removals.push_back({member.label, member.role == "signature" || member.role == "origin" ? "signature" : "not-on-list", 1});
        }
        std::vector<ZipContent> ordered;  // content types first: readers that stream need them (ISO/IEC 29500-2, 7.2.3)
        for (const std::string first : {"[Content_Types].xml", "_rels/.rels"}) {
            if (auto node = contents.extract(first)) ordered.push_back(std::move(node.mapped()));
        }
        for (auto& [name, content] : contents) ordered.push_back(std::move(content));
        out.bytes = write_zip(ordered);
        check(out.bytes);
        return out;
    }

    std::vector<Cut> readings_of(const std::vector<Cut>& taken) const override {
        std::vector<ByteRange> places;
        std::vector<Edit> edits;
        for (const auto& member : package_.members()) {
            if (!member.text || member.text->utf8().find("ruby>") == std::string_view::npos) continue;
            if (edits.empty()) edits = cut_places(taken);
            const auto more = readings_over(member, edits, draft_.name + ", " + member.label, limits_);
            places.insert(places.end(), more.begin(), more.end());
        }
        return cuts_at(*this, places, "reading");
    }

private:
    std::vector<Edit> cut_places(const std::vector<Cut>& taken) const {
        CutEdits cuts(taken);
        read(cuts, nullptr);
        return without_overlaps(cuts.finish());
    }

    void read(ExtractionSink& sink, std::vector<TypedPlace>* typed) const {
        std::uint32_t number = 0;
        tell_names(sink, number);
        Marking marking(sink);
        for (const auto& member : package_.members()) {
            if (!member.text) continue;
            marking.all_goes = !member.kept;
            marking.gone.clear();
            if (member.kept) marking.gone = leftovers(package_, member);
            MemberReader reader(member, draft_.name + ", " + member.label, limits_, marking, number);
            if (workbook_.holds(member)) {
                workbook_.read(member, marking, number, reader.typed);
                reader.pass_over_cells();
            }
            reader.run();
            if (typed) typed->insert(typed->end(), reader.typed.begin(), reader.typed.end());
        }
        pictures_.tell(sink, number);
    }

    // Markup of a kept member that does not come along; ascending, not overlapping.
    std::vector<ByteRange> leftovers(const OoxmlPackage& package, const OoxmlMember& member) const {
        auto all = clean_up(package, member, draft_.name, limits_);
        const auto more = workbook_.leftovers(member);
        if (more.empty()) return all;
        all.insert(all.end(), more.begin(), more.end());
        return outermost(std::move(all));
    }

    // Comments, EXIF and texts of pictures are seen by nobody who looks at one.
    static Bytes bare(const OoxmlMember& picture, std::vector<Removal>& removals) {
        auto bytes = bare_picture_file(picture.bytes);
        if (bytes.size() < picture.bytes.size()) removals.push_back({picture.label + ", what nobody sees of it", "not-on-list", 1});
        return bytes;
    }

    void tell_names(ExtractionSink& sink, std::uint32_t& number) const {
        Part part;
        part.kind = PartKind::metadata;
        part.label = "names of members";
        for (const auto& member : package_.members()) {
            if (!is_plain_name(member.name)) part.text += (part.text.empty() ? "" : "\n") + member.name;
        }
        for (const auto& folder : package_.empty_folders()) {
            if (!is_plain_name(folder)) part.text += (part.text.empty() ? "" : "\n") + folder;
        }
        if (part.text.empty()) return;
        part.number = number++;
        for (std::uint32_t i = 0, count = part.glyph_count(); i < count; ++i) part.unseen.push_back(i);
        sink.part(std::move(part));
    }

    void tell_unread(const OoxmlMember& member, ExtractionSink& sink) const {
        if (member.text || (member.kept && is_neutral_file(member.bytes))) return;
        BlindSpot spot;
        spot.label = member.label;
        spot.object = "member " + std::to_string(member.number + 1);
        spot.goes = !member.kept;
        spot.can_go = member.kept;
        spot.reason = member.kept ? BlindReason::image_only : BlindReason::unsupported;
        spot.detail = say(member.kept ? Msg::ooxml_picture : is_xml_type(member) ? Msg::ooxml_odd_member : Msg::ooxml_left_out);
        if (member.kept) pictures_.settle(member.number, spot);
        sink.blind_spot(std::move(spot));
    }

    // Until a program calculates it nobody knows what such a formula shows.
    void tell_uncalculated(const OoxmlMember& member, ExtractionSink& sink) const {
        const auto* sheet = workbook_.sheet(member);
        if (sheet == nullptr || !sheet->uncalculated) return;
        BlindSpot spot;
        spot.label = Workbook::formulas_of(member);
        spot.object = "member " + std::to_string(member.number + 1);
        spot.can_go = true;
        spot.detail = say(Msg::ooxml_no_value);
        sink.blind_spot(std::move(spot));
    }

    // Names of members and of relationships are what programs go by.
    void refuse_values_that_stay(const OoxmlPackage& package, const RedactionPlan& plan) const {
        std::vector<Obstacle> obstacles;
        const auto carries = [&](std::string_view words) {
            return std::any_of(plan.values.begin(), plan.values.end(), [&](const RemovedValue& value) {
                return value.text.reveal().size() > 1 && words.find(value.text.reveal()) != words.npos;
            });
        };
        const auto add = [&](const OoxmlMember& member, const char* what) {
            obstacles.push_back({0, what + std::string(" of member ") + std::to_string(member.number + 1), {},
                                 say(Msg::ooxml_value_stays, {member.label}), {say(Msg::redact_choice_source)}});
        };
        for (const auto& member : package.members()) {
            if (!member.kept) continue;
            if (!is_plain_name(member.name) && carries(member.name)) add(member, "name");
            for (const auto& one : member.relationships) {
                if (!is_plain_name(one.id) && carries(one.id)) add(member, "relationship");
            }
        }
        if (!obstacles.empty()) throw Error(Errc::refused, say(Msg::ooxml_values_stay, {draft_.name}), std::move(obstacles));
    }

    void check(const SharedBytes& bytes) const {
        try {
            const auto again = make_draft(draft_.name, bytes);
            OoxmlPackage package(again, limits_);
            for (const auto& member : package.members()) {
                if (member.kept) continue;
                throw Error(Errc::malformed, {});
            }
        } catch (const Error& error) {
            if (error.code() == Errc::limit) throw;
            throw Error(Errc::refused, say(Msg::ooxml_rewritten_broken, {draft_.name}));
        }
    }

    const Draft& draft_;
    Limits limits_;
    OoxmlPackage package_;
    Workbook workbook_;
    PackedPictures pictures_;
};

}  // namespace

bool is_ooxml(ByteView bytes) { return is_zip(bytes) || as_text(bytes).starts_with(compound_mark); }

std::unique_ptr<Document> open_ooxml(const Draft& draft, const OpenOptions& options) {
    const auto bytes = as_text(draft.bytes);
    if (bytes.starts_with(compound_mark)) {
        if (bytes.find(encrypted_stream) != bytes.npos) throw Error(Errc::encrypted, say(Msg::ooxml_encrypted, {draft.name}));
        throw Error(Errc::unsupported, say(Msg::ooxml_old, {draft.name}));
    }
    return std::make_unique<OoxmlDocument>(draft, options);
}

}  // namespace review
