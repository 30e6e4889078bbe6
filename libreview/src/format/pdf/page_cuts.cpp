#include "format/pdf/page_cuts.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include <review/error.hpp>

#include "base/messages/format_pdf.hpp"
#include "format/pdf/boxes.hpp"
#include "format/pdf/cut_boxes.hpp"
#include "format/pdf/cut_sink.hpp"
#include "format/pdf/drawn_glyphs.hpp"
#include "format/pdf/line_plan.hpp"
#include "format/pdf/object_access.hpp"
#include "format/pdf/page_content.hpp"
#include "format/pdf/reset_sink.hpp"
#include "format/pdf/scan_text.hpp"
#include "format/pdf/shown_page.hpp"

namespace review::pdf {

namespace {

using namespace PoDoFo;

// What shows of a page or of a form, in the space its content is walked in.
Quad extent_of(const PdfObject& object, const char* key, PdfVecObjects& objects) {
    const auto* box = value_of(&object, key, objects);
    if (box == nullptr || !box->IsArray() || box->GetArray().size() != 4) return quad_of_rectangle(0, 0, 612, 792);
    const auto at = [&](std::size_t i) { return number_of(resolve(&box->GetArray()[i], objects)); };
    return quad_of_rectangle(at(0), at(1), at(2), at(3));
}

class PageCutter {
public:
    PageCutter(PdfMemDocument& document, const WalkContext& context, const Page& page, const RedactionPlan& plan,
               const PageOrders& orders, const RemovedValues& values, Removals& removals, std::vector<Box>& boxes, Labels* labels)
        : document_(document), context_(context), page_(page), plan_(plan), orders_(orders), values_(values),
          removals_(removals), boxes_(boxes), labels_(labels) {
        for (const auto& area : plan.areas) {
            if (area.page != page.number) continue;
            areas_.push_back(quad_of_rectangle(area.x0, area.y0, area.x1, area.y1));
            area_names_.push_back(name_of_area(area));
        }
    }

    bool run(std::set<PdfReference>& fonts) {
        bool whole = false;
        const auto all = page_content(page_, context_.objects, context_.limits, whole);
        const auto labels = label_places(areas_, true);
        const std::string content(without_earlier(all, labels));
        const auto boxes_before = boxes_.size();
        const auto removals_before = removals_;
        auto edits = cut_everything(content, whole);
        // What goes is known only now, and pictures are drawn before the text that stands on them.
        if (auto places = blank_places(); touch_pictures(places)) {
            pictures_.emplace(document_, context_.limits, context_.budget, std::move(places));
            boxes_.resize(boxes_before);
            removals_ = removals_before;
            record_ = {};
            additions_ = {};
            edits = cut_everything(content, whole);
        }
        refuse_what_stays();
        for (std::size_t i = 0; i < areas_.size(); ++i) boxes_.push_back({page_.number, areas_[i], area_names_[i]});
        additions_.areas = areas_;
        print_labels(labels);
        for (auto box = boxes_.begin() + static_cast<std::ptrdiff_t>(boxes_before); box != boxes_.end(); ++box) {
            box->on_picture = box->finding != drawn_area && lies_on_picture(box->quad);
        }
        drop_annotations(document_, *page_.object, label(), orders_.gone, values_, removals_);
        fonts.insert(record_.fonts.begin(), record_.fonts.end());
        additions_.tagged = orders_.tagged;
        const auto dropped = set_page_content(document_, *page_.object, as_bytes(content), edits, additions_);
        if (dropped > 0) removals_.add(label() + " content", "not-on-list");
        if (record_.unseen) removals_.add(label() + " content", "off-layer");
        return record_.unseen;
    }

private:
    std::string label() const { return "page " + std::to_string(page_.number); }

    std::vector<LabelPlace> label_places(const std::vector<Quad>& boxes, bool by_hand) const {
        std::vector<LabelPlace> places;
        if (labels_ == nullptr) return places;
        const int quarters = by_hand ? shown_page(page_, context_.objects).turned : 0;
        std::set<Quad> seen;
        for (const auto& box : boxes) {
            if (!seen.insert(box).second) continue;
            if (!by_hand && std::any_of(areas_.begin(), areas_.end(), [&](const Quad& area) { return overlap(area, box); })) continue;
            if (const auto place = place_label(turned_upright(box, quarters), labels_->width())) places.push_back(*place);
        }
        return places;
    }

    // The content as it was before an earlier redaction of the same areas, and the name its labels used.
    std::string_view without_earlier(std::string_view content, const std::vector<LabelPlace>& on_areas) {
        const auto* fonts = page_.resources == nullptr ? nullptr : dictionary_at(context_.objects, page_.resources->GetDictionary(), "Font");
        unsigned number = 0;
        for (bool taken = true; taken && labels_ != nullptr;) {
            const auto name = "Reason" + (number == 0 ? std::string() : std::to_string(number));
            ++number;
            taken = fonts != nullptr && fonts->HasKey(PdfName(name));
            const auto rest = without_drawn(content, areas_, pdf::print_labels(on_areas, name, labels_->shown()));
            label_font_ = name;
            if (rest.size() != content.size()) return rest;
        }
        return without_drawn(content, areas_);
    }

    void print_labels(const std::vector<LabelPlace>& on_areas) {
        if (labels_ == nullptr) return;
        const auto on_boxes = label_places(additions_.boxes, false);
        additions_.on_boxes = pdf::print_labels(on_boxes, label_font_, labels_->shown());
        additions_.on_areas = pdf::print_labels(on_areas, label_font_, labels_->shown());
        for (const auto* places : {&on_boxes, &on_areas}) {
            for (const auto& place : *places) labels_->note(page_.number, place.around);
        }
        if (!on_boxes.empty() || !on_areas.empty()) additions_.fonts[label_font_] = {"Font", labels_->font()};
    }

    // One content stream with what it draws: how to walk it, and where it lies on the page.
    struct Content {
        std::function<ReadingOrder(WalkSink&)> read;
        std::function<void(WalkSink&)> walk;
        const PdfDictionary* resources = nullptr;
        Matrix placement;
        Quad extent{};  // what of it can be seen
    };

    EditedStream cut_everything(const std::string& content, bool whole) {
        auto edits = cut_content(content, whole);
        place_appearances();
        return edits;
    }

    // The cut glyphs, and the boxes over them. Where the rest of a line moves, it may come to stand where
    // they stood.
    std::vector<BlankPlace> blank_places() const {
        std::vector<BlankPlace> places;
        for (const auto& quad : record_.cut) places.push_back({quad, plan_.width == Width::exact ? Tone::box : Tone::paper});
        for (const auto& quad : additions_.boxes) places.push_back({quad, Tone::box});
        for (const auto& quad : areas_) places.push_back({quad, Tone::box});
        return places;
    }

    bool lies_on_picture(const Quad& quad) const {
        return std::any_of(record_.pictures.begin(), record_.pictures.end(), [&](const Picture& picture) { return overlap(picture.place, quad); });
    }

    bool touch_pictures(const std::vector<BlankPlace>& places) const {
        const bool walked = !orders_.cuts.empty() || !areas_.empty() || has_layers();
        return (!walked && !places.empty()) ||
               std::any_of(places.begin(), places.end(), [&](const BlankPlace& blank) { return lies_on_picture(blank.quad); });
    }

    EditedStream cut_content(const std::string& content, bool whole) {
        if (orders_.cuts.empty() && areas_.empty() && !pictures_ && !has_layers()) return {};
        if (!whole) record_.problems.emplace_back(BlindReason::malformed, say(Msg::pdf_cut_in_damaged));
        Content page;
        page.read = [&](WalkSink& sink) { return read_page(context_, content, page_, &sink); };
        page.walk = [&](WalkSink& sink) { walk_page(context_, content, page_, sink); };
        page.resources = page_.resources == nullptr ? nullptr : &page_.resources->GetDictionary();
        const auto& object = *page_.object;
        page.extent = extent_of(object, object.GetDictionary().HasKey("CropBox") ? "CropBox" : "MediaBox", context_.objects);
        return cut_stream(page, orders_.cuts);
    }

    bool has_layers() const { return context_.layers != nullptr; }

    EditedStream cut_stream(const Content& content, const std::vector<const Cut*>& cuts) {
        DrawnGlyphs drawn;
        const auto order = content.read(drawn);
        drawn.tell_apart();
        const auto numbers = drawn_numbers(order, cuts);
        const auto over_scan = boxes_over_scan(drawn.scanned(), numbers, drawn.em());
        if (plan_.width == Width::exact) {
            CutSink sink(document_, content.resources, numbers, areas_, content.placement, record_, picture_cutter(), has_layers());
            content.walk(sink);
            add_boxes(boxes_of_glyphs(order, cuts, drawn), content.placement);
            add_boxes(owned(over_scan, order, cuts), content.placement);
            return sink.edits();
        }
        auto extents = drawn.extents();
        extents[0] = content.extent;
        const auto lines = plan_lines(drawn.set(), numbers, drawn.em(), drawn.rules(), plan_.width, extents);
        ResetSink sink(document_, content.resources, numbers, areas_, content.placement, record_, picture_cutter(), has_layers(), lines);
        content.walk(sink);
        add_boxes(owned(lines.boxes, order, cuts), content.placement);
        add_boxes(owned(over_scan, order, cuts), content.placement);
        return sink.edits();
    }

    void place_appearances() {
        for (const auto& appearance : visible_appearances(document_, *page_.object)) {
            PdfObject& form = *context_.objects.MustGetObject(appearance.form);
            form.GetDictionary().AddKey("Type", PdfName("XObject"));
            form.GetDictionary().AddKey("Subtype", PdfName("Form"));
            const auto placed = cut_appearance(appearance, form);
            if (!placed) continue;
            additions_.forms.emplace_back(on_its_layer(appearance, *placed), appearance.placement);
        }
    }

    // A layer that is on may be off for one use or in another configuration: it goes with the form into the page.
    // Readers look at the annotation's layer, not at one of the form itself.
    PdfReference on_its_layer(const Appearance& appearance, const PdfReference& form) {
        const auto* annotation = context_.objects.GetObject(appearance.annotation);
        const auto* layer = annotation == nullptr ? nullptr : annotation->GetDictionary().GetKey("OC");
        auto* placed = context_.objects.MustGetObject(form);
        if (placed->GetDictionary().HasKey("OC")) {
            bool whole = false;
            const auto content = stream_of(*placed, context_.limits.stream_bytes, whole);
            placed = context_.objects.MustGetObject(copy_form(document_, form, nullptr, as_bytes(content), {}));
            placed->GetDictionary().RemoveKey("OC");
        }
        if (layer != nullptr) placed->GetDictionary().AddKey("OC", *layer);
        return placed->Reference();
    }

    // The appearance as it goes into the page; none: it carries a value nobody can point at.
    std::optional<PdfReference> cut_appearance(const Appearance& appearance, PdfObject& form) {
        const auto& at = appearance.placement;
        const Matrix placement{at[0], at[1], at[2], at[3], at[4], at[5]};
        const auto cuts = cuts_of(appearance);
        CutRecord before = record_;
        const auto boxes_before = boxes_.size(), covers_before = additions_.boxes.size();
        Content content;
        content.read = [&](WalkSink& sink) { return read_form(context_, form, &sink); };
        content.walk = [&](WalkSink& sink) { walk_appearance(context_, form, sink); };
        content.placement = placement;
        content.extent = extent_of(form, "BBox", context_.objects);
        const auto edits = cut_stream(content, cuts);
        PdfReference result = appearance.form;
        if (!edits.empty()) {
            bool whole = false;
            const auto stream = stream_of(form, context_.limits.stream_bytes, whole);
            result = copy_form(document_, appearance.form, nullptr, as_bytes(stream), edits);
        }
        if (values_.carried_by(read_form(context_, *context_.objects.GetObject(result)).text)) {
            record_ = std::move(before);
            boxes_.resize(boxes_before);
            additions_.boxes.resize(covers_before);
            removals_.add(label() + " annotation", "carries-value");
            return std::nullopt;
        }
        return result;
    }

    std::vector<const Cut*> cuts_of(const Appearance& appearance) const {
        for (const auto& reference : {appearance.annotation, appearance.form}) {
            const auto found = orders_.appearances.find(reference);
            if (found != orders_.appearances.end()) return found->second;
        }
        return {};
    }

    void add_boxes(const std::vector<OwnedBox>& boxes, const Matrix& placement) {
        for (const auto& box : boxes) add_box(moved(placement, box.quad), box.finding);
    }

    void add_box(const Quad& quad, const std::string& finding) {
        boxes_.push_back({page_.number, quad, finding});
        additions_.boxes.push_back(quad);
    }

    PictureCutter* picture_cutter() { return pictures_ ? &*pictures_ : nullptr; }

    // A picture under a cut that could not be blanked may show the value once more, and a stream that was not
    // understood may hold it: there is no redaction then, only an officer's choice.
    void refuse_what_stays() const {
        std::vector<Obstacle> obstacles;
        const std::vector<std::string> choices{"remove", "rasterise", "stop"};
        if (record_.unseen_clips) obstacles.push_back({page_.number, "", "Tr", say(Msg::pdf_layer_clips), choices});
        if (record_.any || !areas_.empty()) add_obstacles(choices, obstacles);
        if (obstacles.empty()) return;
        const auto& first = obstacles.front();
        const auto message = say(Msg::pdf_cannot_cut, {std::to_string(page_.number), first.object.empty() ? "-" : first.object,
                                                       first.op.empty() ? "-" : first.op, first.reason});
        throw Error(Errc::refused, message, std::move(obstacles));
    }

    void add_obstacles(const std::vector<std::string>& choices, std::vector<Obstacle>& obstacles) const {
        for (const auto& picture : record_.pictures) {
            if (picture.reason.empty()) continue;
            const auto lies_on = [&](const Quad& cut) { return overlap(picture.place, cut); };
            if (picture.painted && std::none_of(record_.cut.begin(), record_.cut.end(), lies_on)) continue;
            obstacles.push_back({page_.number, picture.object, picture.op, say(Msg::pdf_picture_under_cut, {picture.reason}), choices});
        }
        for (const auto& [reason, detail] : record_.problems) {
            if (!is_accepted(reason)) obstacles.push_back({page_.number, "", "", detail, choices});
        }
    }

    // What cannot be parsed cannot be cut either, whoever accepts it.
    bool is_accepted(BlindReason reason) const {
        if (reason == BlindReason::malformed || reason == BlindReason::limit) return false;
        return std::any_of(plan_.accepted.begin(), plan_.accepted.end(),
                           [&](const BlindSpot& spot) { return spot.page == page_.number && spot.reason == reason; });
    }

    PdfMemDocument& document_;
    const WalkContext& context_;
    const Page& page_;
    const RedactionPlan& plan_;
    const PageOrders& orders_;
    const RemovedValues& values_;
    Removals& removals_;
    std::vector<Box>& boxes_;
    Labels* labels_;
    std::string label_font_;  // its name among the resources
    std::vector<Quad> areas_;
    std::vector<std::string> area_names_;
    CutRecord record_;
    PageAdditions additions_;
    std::optional<PictureCutter> pictures_;  // once it is known what they must not show
};

}  // namespace

bool cut_page(PdfMemDocument& document, const WalkContext& context, const Page& page, const RedactionPlan& plan,
              const PageOrders& orders, const RemovedValues& values, Removals& removals, std::vector<Box>& boxes,
              std::set<PdfReference>& fonts, Labels* labels) {
    return PageCutter(document, context, page, plan, orders, values, removals, boxes, labels).run(fonts);
}

}  // namespace review::pdf
