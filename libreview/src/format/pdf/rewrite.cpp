#include <algorithm>
#include <optional>
#include <span>

#include <review/error.hpp>

#include "base/messages/format_pdf.hpp"
#include "format/pdf/appearances.hpp"
#include "format/pdf/boxes.hpp"
#include "format/pdf/font_trim/trim_fonts.hpp"
#include "format/pdf/labels.hpp"
#include "format/pdf/layer_glyphs.hpp"
#include "format/pdf/layer_removal.hpp"
#include "format/pdf/load.hpp"
#include "format/pdf/object_access.hpp"
#include "format/pdf/outlines.hpp"
#include "format/pdf/page_cuts.hpp"
#include "format/pdf/page_tree.hpp"
#include "format/pdf/pdf_document.hpp"
#include "format/pdf/shown_page.hpp"
#include "format/pdf/sweep.hpp"
#include "format/pdf/tags/structure_tree.hpp"
#include "format/pdf/unreadable_pages.hpp"
#include "format/pdf/used_resources.hpp"
#include "format/pdf/writer.hpp"

namespace review::pdf {

namespace {

using namespace PoDoFo;

// What print and screens show of a scan.
constexpr std::uint32_t raster_dots_per_inch = 200;

// Pages as objects of their own: one that stands in the tree twice becomes two.
std::vector<PdfReference> page_references(PdfMemDocument& document, const Limits& limits) {
    std::vector<PdfReference> references;
    std::set<PdfReference> seen;
    for (const auto& page : find_pages(document, limits)) {
        auto reference = page.object->Reference();
        if (reference.ObjectNumber() == 0 || !seen.insert(reference).second) {
            reference = document.GetObjects().CreateObject(PdfVariant(page.object->GetDictionary()))->Reference();
        }
        references.push_back(reference);
    }
    return references;
}

class Rewriter {
public:
    Rewriter(const PdfDocument& source, const RedactionPlan& plan)
        : source_(source), plan_(plan), document_(load_pdf(source.normalised())), values_(plan.values),
          budget_(source.draft().name, source.limits()), layers_(document_->GetCatalog(), document_->GetObjects()) {
        if (!plan.label.empty()) labels_.emplace(*document_, plan.label, plan.label_font);
    }

    Rewritten run() {
        sort_cuts();
        refuse_areas_off_their_page();
        const auto structure = take_structure(*document_, gone_, removals_);
        tagged_ = !structure.empty();
        const auto references = page_references(*document_, source_.limits());
        rebuild_page_tree(*document_, references);
        std::map<PdfReference, std::uint32_t> numbers;
        for (std::size_t i = 0; i < references.size(); ++i) numbers[references[i]] = static_cast<std::uint32_t>(i + 1);
        draw_unreadable();
        cut_pages();
        const auto fonts = drop_unused_resources(*document_, references, removals_);
        drop_layers_of_glyphs(fonts);
        reduce_fonts(fonts);
        // Type 3 fonts lose procedures with their characters, and what only those drew goes too.
        const auto draws = [&](PdfObject* font) { return name_of(value_of(font, "Subtype", document_->GetObjects())) == "Type3"; };
        if (std::any_of(fonts.begin(), fonts.end(), draws)) drop_unused_resources(*document_, references, removals_);
        drop_unseen_layers(*document_, layers_, removals_);
        prune_outlines(*document_, values_, gone_, removals_);
        if (document_->GetTrailer()->GetDictionary().HasKey("Info")) removals_.add("/Info", "not-on-list");
        const auto tagged = hang_structure(*document_, structure, references, pages_that_lose(references), removals_);
        sweep(*document_, numbers, values_, removals_, tagged);
        refuse_unseen_layers(*document_, references, layers_);
        rewritten_.bytes = write_pdf(document_->GetObjects(), *document_->GetCatalog()).bytes;
        rewritten_.removals = removals_.list();
        return std::move(rewritten_);
    }

private:
    WalkContext walk_with(FontCache& fonts) {
        return {document_->GetObjects(), fonts, source_.limits(), budget_, layers_.any() ? &layers_ : nullptr};
    }

    void sort_cuts() {
        std::map<std::uint32_t, const Carrier*> carriers;
        const bool beyond_pages = !plan_.cuts.empty() && plan_.cuts.back().span.part >= source_.pages();
        if (beyond_pages && source_.carriers().empty()) {
            Extraction again;
            source_.extract(again);
        }
        for (const auto& carrier : source_.carriers()) carriers[carrier.part] = &carrier;
        for (const auto& cut : plan_.cuts) {
            if (cut.kind == PartKind::picture) continue;  // its areas are in the plan
            const auto carrier = carriers.find(cut.span.part);
            if (cut.span.part < source_.pages()) {
                pages_[cut.span.part + 1].push_back(&cut);
            } else if (carrier == carriers.end()) {
                throw Error(Errc::bad_config, say(Msg::pdf_plan_names_no_part));
            } else if (carrier->second->key == carrier_row_of_fields || carrier->second->key == carrier_of_marks || carrier->second->key == carrier_unused) {
                continue;  // as of a picture; goes with every rewriting
            } else if (carrier->second->key == "AP") {
                appearances_[carrier->second->object].push_back(&cut);
            } else {
                gone_.insert(carrier->second->object);
            }
        }
        for (const auto& area : plan_.areas) {
            if (area.page == 0 || area.page > source_.pages()) throw Error(Errc::bad_config, say(Msg::pdf_area_no_page, {std::to_string(area.page), std::to_string(source_.pages())}));
        }
    }

    // A person who draws an area where no page is has its numbers wrong, and would take what was meant for gone. What shows or not
    // is no matter: the media box holds both.
    void refuse_areas_off_their_page() {
        if (plan_.areas.empty()) return;
        const auto pages = find_pages(*document_, source_.limits());
        for (const auto& area : plan_.areas) {
            const auto box = shown_page(pages.at(area.page - 1), document_->GetObjects()).media;
            const bool meets = area.x0 < box.x1 && box.x0 < area.x1 && area.y0 < box.y1 && box.y0 < area.y1;
            if (meets || !area.finding.empty()) continue;  // what was found on a picture that stands beside its page goes, too
            throw Error(Errc::bad_config, say(Msg::pdf_area_off_page, {std::to_string(area.page), number_text(area.x0), number_text(area.y0), number_text(area.x1), number_text(area.y1),
                                                                       number_text(box.x0), number_text(box.y0), number_text(box.x1), number_text(box.y1)}));
        }
    }

    std::set<PdfReference> pages_that_lose(const std::vector<PdfReference>& references) const {
        std::set<PdfReference> lose;
        const auto add = [&](std::uint32_t page) { lose.insert(references.at(page - 1)); };
        for (const auto& [page, cuts] : pages_) {
            if (!cuts.empty()) add(page);
        }
        for (const auto page : lost_layers_) add(page);
        for (const auto& area : plan_.areas) add(area.page);
        for (const auto& page : plan_.unreadable) add(page.page);
        for (const auto& box : rewritten_.boxes) add(box.page);
        return lose;
    }

    void cut_pages() {
        FontCache fonts;
        const auto context = walk_with(fonts);
        for (const auto& page : find_pages(*document_, source_.limits())) {
            const auto fate = fate_of(plan_, page.number);
            if (fate == OnUnreadable::remove) {
                note_fonts(context, page);
                empty_page(*document_, page, removals_);
            }
            if (fate) continue;
            const PageOrders orders{pages_[page.number], appearances_, gone_, tagged_};
            const bool lost = cut_page(*document_, context, page, plan_, orders, values_, removals_, rewritten_.boxes, poorer_fonts_,
                                       labels_ ? &*labels_ : nullptr);
            if (lost) lost_layers_.insert(page.number);
        }
        if (labels_) rewritten_.labels = labels_->printed();
    }

    // Pages that become pictures, before anything else changes: all of one writing, in our own order of pages.
    void draw_unreadable() {
        const auto drawn = [](const UnreadablePage& page) { return page.choice == OnUnreadable::rasterise; };
        if (std::none_of(plan_.unreadable.begin(), plan_.unreadable.end(), drawn)) return;
        if (plan_.unreadable.back().page > source_.pages()) throw Error(Errc::bad_config, say(Msg::pdf_plan_names_no_part));
        const auto loses = [&](const PdfReference& reference) { return appearances_.contains(reference) || gone_.contains(reference); };
        const auto pages = find_pages(*document_, source_.limits());
        for (const auto& page : plan_.unreadable) {
            if (drawn(page)) drop_cut_annotations(*document_, pages.at(page.page - 1), loses);
        }
        const auto file = write_pdf(document_->GetObjects(), *document_->GetCatalog()).bytes;
        FontCache fonts;
        const auto context = walk_with(fonts);
        for (const auto& page : plan_.unreadable) {
            if (drawn(page)) draw(context, file, pages.at(page.page - 1));
        }
    }

    // The fonts of a page whose content goes lose its characters: one that another page uses must be reduced, too.
    void note_fonts(const WalkContext& context, const Page& page) {
        struct Fonts final : WalkSink {
            explicit Fonts(std::set<PdfReference>& to) : fonts(to) {}
            bool reads_nested() const override { return true; }
            void show(const Operation&, const TextState& before, std::span<const ShownGlyph>) override {
                if (before.font_object != nullptr) fonts.insert(before.font_object->Reference());
            }
            std::set<PdfReference>& fonts;
        } sink(poorer_fonts_);
        bool whole = false;
        walk_page(context, page_content(page, context.objects, context.limits, whole), page, sink);
        for (const auto& appearance : visible_appearances(*document_, *page.object)) {
            if (auto* form = context.objects.GetObject(appearance.form)) walk_appearance(context, *form, sink);
        }
    }

    void draw(const WalkContext& context, ByteView file, const Page& page) {
        note_fonts(context, page);
        RenderOptions options;
        options.dots_per_inch = raster_dots_per_inch;
        options.first = options.last = page.number;
        options.page_bytes = source_.limits().image_bytes;
        PageRenderer renderer(file, options);
        DrawnPage picture;
        if (!renderer.next(picture)) throw Error(Errc::unsupported, say(Msg::pdf_page_not_drawn, {std::to_string(page.number)}));
        std::vector<std::string> findings;
        const auto black = cut_quads(context, page, findings);
        const auto boxes = draw_page(*document_, page, std::move(picture), black, removals_);
        for (std::size_t i = 0; i < boxes.size(); ++i) rewritten_.boxes.push_back({page.number, boxes[i], findings[i], true});
    }

    // Where the cut glyphs of a page stand, and the areas. A glyph that goes and has no place cannot be painted over.
    std::vector<Quad> cut_quads(const WalkContext& context, const Page& page, std::vector<std::string>& findings) {
        bool whole = false;
        const auto order = read_page(context, page_content(page, context.objects, context.limits, whole), page);
        std::vector<Quad> quads;
        const auto add = [&](const Quad& quad, const std::string& finding) {
            quads.push_back(quad);
            findings.push_back(finding);
        };
        for (const auto* cut : pages_[page.number]) {
            if (cut->span.end > order.quads.size()) throw Error(Errc::bad_config, say(Msg::pdf_plan_names_no_part));
            for (auto glyph = cut->span.begin; glyph < cut->span.end; ++glyph) {
                if (order.drawn_of(glyph).empty()) continue;  // a space of the layout
                if (order.quads[glyph] == Quad{}) {
                    const auto why = say(Msg::pdf_cut_has_no_place, {std::to_string(page.number)});
                    throw Error(Errc::refused, why, {{0, "page " + std::to_string(page.number), "", why, {"remove", "stop"}}});
                }
                add(order.quads[glyph], cut->finding);
            }
        }
        for (const auto& area : plan_.areas) {
            if (area.page == page.number) add(quad_of_rectangle(area.x0, area.y0, area.x1, area.y1), name_of_area(area));
        }
        return quads;
    }

    void drop_layers_of_glyphs(const std::vector<PdfObject*>& fonts) {
        FontCache cache;
        drop_unseen_in_glyphs(*document_, walk_with(cache), fonts, poorer_fonts_, removals_);
    }

    void reduce_fonts(const std::vector<PdfObject*>& fonts) {
        FontCache cache;
        trim_fonts(*document_, walk_with(cache), fonts, poorer_fonts_);
    }

    const PdfDocument& source_;
    const RedactionPlan& plan_;
    std::unique_ptr<PdfMemDocument> document_;
    RemovedValues values_;
    Budget budget_;
    LayerStates layers_;  // as the draft has them
    std::set<std::uint32_t> lost_layers_;  // pages
    Removals removals_;
    Rewritten rewritten_;
    std::map<std::uint32_t, std::vector<const Cut*>> pages_;
    AppearanceCuts appearances_;
    std::optional<Labels> labels_;
    std::set<PdfReference> gone_;
    bool tagged_ = false;
    std::set<PdfReference> poorer_fonts_;  // that lost characters
};

}  // namespace

Rewritten PdfDocument::rewrite(const RedactionPlan& plan) const {
    if (plan.draft != draft_.digest) throw Error(Errc::bad_config, say(Msg::pdf_plan_for_another));
    try {
        return Rewriter(*this, plan).run();
    } catch (const PdfError& error) {
        throw Error(Errc::malformed, say(Msg::pdf_cannot_load, {PdfError::ErrorName(error.GetError())}));
    }
}

}  // namespace review::pdf
