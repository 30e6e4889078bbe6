#include "format/pdf/inspect/unseen_samples.hpp"

#include <algorithm>
#include <map>

#include "format/pdf/images/decode.hpp"
#include "format/pdf/images/inline_picture.hpp"
#include "format/pdf/inspect/annotations.hpp"
#include "format/pdf/inspect/page_view.hpp"
#include "format/pdf/inspect/picture_view.hpp"
#include "format/pdf/object_access.hpp"
#include "format/pdf/page_notes.hpp"
#include "format/pdf/shown_page.hpp"

namespace review::pdf {

using PoDoFo::PdfObject;

namespace {

constexpr double full_strength = 0.97;   // an alpha nobody sees through
constexpr double a_word = 100;           // square points
constexpr double tones_of_paper = 0.25;  // of grey: a scan's paper is not even
constexpr double between_looks = 1.5;    // points: strokes of small print are a point broad
constexpr int looks_at_a_cell = 64;      // in a row
constexpr std::uint64_t most_looks = 200'000'000;
constexpr double samples_of_a_number = 300;  // ten digits of five by six; a hatch is smaller

struct PlacedPicture {
    const PdfObject* object;  // null: in a glyph, and not decoded
    Quad place;
    bool drawn;         // otherwise no reader shows any of it
    std::size_t order;  // paints before it, itself included
    std::shared_ptr<const Clip> clip;
};

double alpha_of_all(double alpha, const Group* group) {
    for (; group; group = group->outer.get()) alpha *= group->alpha;
    return alpha;
}

bool covers_all(const SeenPaint& paint) {
    for (const auto* group = paint.group.get(); group; group = group->outer.get()) {
        if (group->blend != Blend::normal) return false;
    }
    return !paint.masked && paint.blend == Blend::normal && alpha_of_all(paint.alpha, paint.group.get()) >= full_strength;
}

// Pictures in content, as objects for as long as this lives.
class InlinePictures {
public:
    explicit InlinePictures(PoDoFo::PdfMemDocument& document) : document_(document) {}
    ~InlinePictures() {
        for (const auto& made : made_) document_.GetObjects().RemoveObject(made, false);
    }
    InlinePictures(const InlinePictures&) = delete;
    InlinePictures& operator=(const InlinePictures&) = delete;

    const PdfObject* object(const Operation& op, std::string_view content, const PdfObject* resources) {
        static const PoDoFo::PdfDictionary none;
        if (op.operands.empty()) return nullptr;
        const auto& made = inline_picture(document_, op, content, resources && resources->IsDictionary() ? resources->GetDictionary() : none);
        made_.push_back(made.Reference());
        return &made;
    }

private:
    PoDoFo::PdfMemDocument& document_;
    std::vector<PoDoFo::PdfReference> made_;
};

// What is painted, and every picture with the state it is painted in.
class PicturesInView final : public WalkSink {
public:
    PicturesInView(const Page& page, const PdfDocument& document)
        : objects_(document.objects().GetObjects()), page_(page), inline_(document.objects()),
          tracker_(objects_, document.layers(), page.resources, Matrix{}), sink_(view, codes, tracker_, objects_) {}

    void begin_stream(std::string_view content, PdfObject* form) override {
        const auto* own = value_of(form, "Resources", objects_);
        streams_.emplace_back(content, own ? own : streams_.empty() ? page_.resources : streams_.back().second);
        if (!nesting_) sink_.begin_stream(content, form);
    }
    void end_stream() override {
        streams_.pop_back();
        if (!nesting_) sink_.end_stream();
    }
    void operation(const Operation& op, const TextState& before) override {
        if (!nesting_) sink_.operation(op, before);
    }
    void show(const Operation& op, const TextState& before, std::span<const ShownGlyph> glyphs) override {
        if (nesting_) return;
        sink_.show(op, before, glyphs);
        for (const auto& glyph : glyphs) {
            for (const auto& place : glyph.pictures) add(nullptr, place, !before.unseen);
        }
    }
    bool reads_nested() const override { return true; }
    void nested(const Operation&, const Nested& use) override { nesting_.begin(use); }
    void end_nested() override { nesting_.end(); }
    void image(const Operation& op, const Quad& place, PdfObject* object) override {
        const auto* picture = object ? object : may_hold_words(place) ? inline_.object(op, streams_.back().first, streams_.back().second) : nullptr;
        if (nesting_) {
            if (picture && may_hold_words(place)) in_cells.push_back({picture, place, true, 0, nullptr});
            return;
        }
        sink_.image(op, place, object);
        tracker_.enter(value_of(object, "OC", objects_));
        add(picture, place, tracker_.shown());
        tracker_.leave();
    }

    PageView view;
    UsedCodes codes;
    std::vector<PlacedPicture> pictures, in_cells;

private:
    void add(const PdfObject* picture, const Quad& place, bool shown) {
        if (!may_hold_words(place)) return;
        const auto& state = tracker_.now();
        const bool drawn = shown && !state.soft_mask && !state.text_clip && alpha_of_all(state.fill.alpha, state.group.get()) > 1 - full_strength;
        pictures.push_back({picture, place, drawn, view.paints.size(), state.clip});
    }

    PoDoFo::PdfVecObjects& objects_;
    const Page& page_;
    InlinePictures inline_;
    GraphicsTracker tracker_;
    ViewSink sink_;
    Nesting nesting_;
    std::vector<std::pair<std::string_view, const PdfObject*>> streams_;  // content and resources
};

class UnseenSamples {
public:
    UnseenSamples(const PdfDocument& document, const PageView& view, const Extent& media)
        : document_(document), view_(view), media_(media), colours_(document.objects().GetObjects(), document.limits()) {}

    bool in(const PlacedPicture& picture) {
        const auto box = box_of(picture.place);
        const auto covers = covers_of(picture, box);
        const bool within = media_.contains({box.left, box.bottom}) && media_.contains({box.right, box.top});
        if (picture.drawn && covers.empty() && within && !picture.clip && !has_mask(picture)) return false;
        const double across = std::max(between_looks, (box.right - box.left) / 1000), up = std::max(between_looks, (box.top - box.bottom) / 1000);
        Tones tones;
        double unseen = 0;
        for (double y = box.bottom + up / 2; y < box.top; y += up) {
            for (double x = box.left + across / 2; x < box.right; x += across) {
                const Point point{x, y};
                if (!is_unseen(picture, covers, point) || !is_on(picture.place, point)) continue;
                unseen += across * up;
                look(picture, point, tones);
            }
            if (looks_ > most_looks) return true;
        }
        return unseen >= a_word && tones.vary();
    }

    // Of a picture that nobody can cut where it stands.
    bool may_hold_a_number(const PlacedPicture& picture) {
        const auto size = [&](const char* key) { return number_of(value_of(picture.object, key, objects())); };
        if (size("Width") * size("Height") < samples_of_a_number) return false;
        const auto box = box_of(picture.place);
        Tones tones;
        for (int i = 0; i < looks_at_a_cell * looks_at_a_cell; ++i) {
            const auto share = [](int at) { return (at + 0.5) / looks_at_a_cell; };
            const Point point{box.left + share(i % looks_at_a_cell) * (box.right - box.left), box.bottom + share(i / looks_at_a_cell) * (box.top - box.bottom)};
            if (is_on(picture.place, point)) look(picture, point, tones);
        }
        return tones.vary();
    }

    bool decodes(const PlacedPicture& picture) {
        if (picture.object == nullptr) return true;
        const auto [known, fresh] = whole_.try_emplace(picture.object, false);
        if (fresh) known->second = decodes_whole(*picture.object, objects(), document_.limits());
        return known->second;
    }

private:
    struct Tones {
        double dark = 1, light = 0;
        bool unknown = false;
        bool vary() const { return unknown || light - dark > tones_of_paper; }
    };
    void look(const PlacedPicture& picture, Point point, Tones& tones) {
        const auto colour = picture.object ? colours_.colour(*picture.object, picture.place, point) : std::nullopt;
        if (!colour) return void(tones.unknown = true);
        tones.dark = std::min(tones.dark, grey(*colour)), tones.light = std::max(tones.light, grey(*colour));
    }
    static double grey(const Rgb& colour) { return 0.299 * colour.red + 0.587 * colour.green + 0.114 * colour.blue; }
    static bool is_on(const Quad& place, Point point) { return Shape::of(place).contains(point); }

    std::vector<const SeenPaint*> covers_of(const PlacedPicture& picture, const Extent& box) const {
        std::vector<const SeenPaint*> covers;
        for (auto i = picture.order; i < view_.paints.size(); ++i) {
            if (covers_all(view_.paints[i]) && view_.paints[i].box.common(box).area() >= a_word / 4) covers.push_back(&view_.paints[i]);
        }
        return covers;
    }

    bool is_unseen(const PlacedPicture& picture, const std::vector<const SeenPaint*>& covers, Point point) {
        ++looks_;
        if (!picture.drawn || !media_.contains(point) || !shows(picture.clip.get(), point)) return true;
        if (picture.object && colours_.masked_out(*picture.object, picture.place, point)) return true;
        return std::any_of(covers.begin(), covers.end(), [&](const SeenPaint* paint) {
            ++looks_;
            if (!paint->box.contains(point)) return false;
            looks_ += paint->shape.points();
            return paint->shape.contains(point) && shows(paint->clip.get(), point);
        });
    }

    PoDoFo::PdfVecObjects& objects() const { return document_.objects().GetObjects(); }
    bool has_mask(const PlacedPicture& picture) const {
        return value_of(picture.object, "SMask", objects()) != nullptr || value_of(picture.object, "Mask", objects()) != nullptr;
    }

    const PdfDocument& document_;
    const PageView& view_;
    Extent media_;
    Pictures colours_;
    std::map<const PdfObject*, bool> whole_;
    std::uint64_t looks_ = 0;
};

}  // namespace

UnreadSamples unread_samples(const PdfDocument& document, const Page& page) {
    auto& objects = document.objects().GetObjects();
    bool whole = true;
    const auto content = document.content_of(page, whole);
    PicturesInView seen(page, document);
    walk_content(document.context(), content, page.resources, Matrix{}, seen);
    draw_annotations(annotations_of(*page.object, document.layers(), objects), document.context(), document.layers(), seen.view, seen.codes);
    const auto media = shown_page(page, objects).media;
    UnseenSamples samples(document, seen.view, {media.x0, media.y0, media.x1, media.y1});
    const auto any = [](const std::vector<PlacedPicture>& of, auto is) { return std::any_of(of.begin(), of.end(), is); };
    return {any(seen.pictures, [&](const PlacedPicture& picture) { return samples.in(picture); }),
            any(seen.pictures, [&](const PlacedPicture& picture) { return !samples.decodes(picture); }),
            any(seen.in_cells, [&](const PlacedPicture& picture) { return samples.may_hold_a_number(picture); })};
}

}  // namespace review::pdf
