#include "format/pdf/inspect/unseen_samples.hpp"

#include <algorithm>

#include "format/pdf/inspect/annotations.hpp"
#include "format/pdf/inspect/page_view.hpp"
#include "format/pdf/inspect/picture_view.hpp"
#include "format/pdf/object_access.hpp"
#include "format/pdf/shown_page.hpp"

namespace review::pdf {
namespace {

constexpr double full_strength = 0.97;   // an alpha nobody sees through
constexpr double a_word = 100;           // square points
constexpr double a_few_words = 400;      // no smaller picture is looked at
constexpr double tones_of_paper = 0.25;  // of grey: a scan's paper is not even
constexpr double between_looks = 1.5;    // points: strokes of small print are a point broad
constexpr std::uint64_t most_looks = 200'000'000;

struct PlacedPicture {
    const PoDoFo::PdfObject* object;
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

// What is painted, and every picture with the state it is painted in.
class PicturesInView final : public WalkSink {
public:
    PicturesInView(const Page& page, const PdfDocument& document)
        : objects_(document.objects().GetObjects()), tracker_(objects_, document.layers(), page.resources, Matrix{}), sink_(view, codes, tracker_, objects_) {}

    void begin_stream(std::string_view content, PoDoFo::PdfObject* form) override { sink_.begin_stream(content, form); }
    void end_stream() override { sink_.end_stream(); }
    void operation(const Operation& op, const TextState& before) override { sink_.operation(op, before); }
    void show(const Operation& op, const TextState& before, std::span<const ShownGlyph> glyphs) override { sink_.show(op, before, glyphs); }
    void image(const Operation& op, const Quad& place, PoDoFo::PdfObject* object) override {
        sink_.image(op, place, object);
        const auto& state = tracker_.now();
        tracker_.enter(value_of(object, "OC", objects_));
        const bool drawn = tracker_.shown() && !state.soft_mask && !state.text_clip && alpha_of_all(state.fill.alpha, state.group.get()) > 1 - full_strength;
        tracker_.leave();
        if (box_of(place).area() >= a_few_words) pictures.push_back({object, place, drawn, view.paints.size(), state.clip});
    }

    PageView view;
    UsedCodes codes;
    std::vector<PlacedPicture> pictures;

private:
    PoDoFo::PdfVecObjects& objects_;
    GraphicsTracker tracker_;
    ViewSink sink_;
};

class UnseenSamples {
public:
    UnseenSamples(const PdfDocument& document, const PageView& view, const Extent& media)
        : view_(view), media_(media), colours_(document.objects().GetObjects(), document.limits()) {}

    bool in(const PlacedPicture& picture) {
        const auto box = box_of(picture.place);
        const auto covers = covers_of(picture, box);
        const bool within = media_.contains({box.left, box.bottom}) && media_.contains({box.right, box.top});
        if (picture.drawn && covers.empty() && within && !picture.clip) return false;
        const double across = std::max(between_looks, (box.right - box.left) / 1000), up = std::max(between_looks, (box.top - box.bottom) / 1000);
        double unseen = 0, dark = 1, light = 0;
        bool unknown = false;
        for (double y = box.bottom + up / 2; y < box.top; y += up) {
            for (double x = box.left + across / 2; x < box.right; x += across) {
                const Point point{x, y};
                if (!is_unseen(picture, covers, point) || !is_on(picture.place, point)) continue;
                unseen += across * up;
                const auto colour = picture.object ? colours_.colour(*picture.object, picture.place, point) : std::nullopt;
                if (!colour) unknown = true;
                else dark = std::min(dark, grey(*colour)), light = std::max(light, grey(*colour));
            }
            if (looks_ > most_looks) return true;
        }
        return unseen >= a_word && (unknown || light - dark > tones_of_paper);
    }

private:
    static double grey(const Rgb& colour) { return 0.299 * colour.red + 0.587 * colour.green + 0.114 * colour.blue; }
    static bool is_on(const Quad& place, Point point) { return Shape::of(place).contains(point); }

    // A picture in the content is not decoded: what covers it may be the box of a cut.
    std::vector<const SeenPaint*> covers_of(const PlacedPicture& picture, const Extent& box) const {
        std::vector<const SeenPaint*> covers;
        for (auto i = picture.order; i < view_.paints.size() && picture.object; ++i) {
            if (covers_all(view_.paints[i]) && view_.paints[i].box.common(box).area() >= a_word / 4) covers.push_back(&view_.paints[i]);
        }
        return covers;
    }

    bool is_unseen(const PlacedPicture& picture, const std::vector<const SeenPaint*>& covers, Point point) {
        ++looks_;
        if (!picture.drawn || !media_.contains(point) || !shows(picture.clip.get(), point)) return true;
        return std::any_of(covers.begin(), covers.end(), [&](const SeenPaint* paint) {
            ++looks_;
            if (!paint->box.contains(point)) return false;
            looks_ += paint->shape.points();
            return paint->shape.contains(point) && shows(paint->clip.get(), point);
        });
    }

    const PageView& view_;
    Extent media_;
    Pictures colours_;
    std::uint64_t looks_ = 0;
};

}  // namespace

bool has_unseen_samples(const PdfDocument& document, const Page& page) {
    auto& objects = document.objects().GetObjects();
    bool whole = true;
    const auto content = document.content_of(page, whole);
    PicturesInView seen(page, document);
    walk_content(document.context(), content, page.resources, Matrix{}, seen);
    draw_annotations(annotations_of(*page.object, document.layers(), objects), document.context(), document.layers(), seen.view, seen.codes);
    const auto media = shown_page(page, objects).media;
    UnseenSamples unseen(document, seen.view, {media.x0, media.y0, media.x1, media.y1});
    return std::any_of(seen.pictures.begin(), seen.pictures.end(), [&](const PlacedPicture& picture) { return unseen.in(picture); });
}

}  // namespace review::pdf
