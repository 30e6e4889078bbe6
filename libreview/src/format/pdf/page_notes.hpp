#pragma once

#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

#include <review/extraction.hpp>

#include "format/pdf/walker.hpp"

namespace review::pdf {

struct Page;

// What the blind spots of one walked stream follow from: problems, glyphs nobody can read, pictures
// that may show what the text does not say.
class PageNotes final : public WalkSink {
public:
    // `area`: of the page in square points; 0: a picture's share of it does not matter.
    explicit PageNotes(double area = 0) : area_(area) {}

    bool reads_nested() const override { return true; }
    void operation(const Operation&, const TextState& before) override { hidden_ = before.unseen; }
    void nested(const Operation&, const Nested& use) override;
    void end_nested() override { nesting_.end(); }
    void show(const Operation& op, const TextState& before, std::span<const ShownGlyph> glyphs) override;
    void image(const Operation& op, const Quad& place, PoDoFo::PdfObject* object) override;
    void paint(const Operation&) override { ++drawings_; }
    void problem(BlindReason reason, const std::string& detail, const std::string& object) override {
        problems_.emplace(reason, detail, object);
    }

    // Drawing numbers, ascending, of what stands on layers that nobody sees, or in cells and masks used only there.
    std::vector<std::uint32_t> unseen() const;

    // Nothing but pictures says what stands on the page.
    bool is_image_only() const;
    // Where pictures stand that may hold words, also as glyphs of a Type 3 font; not those in cells and masks. Many small ones may
    // be strips of one.
    std::vector<Quad> pictures() const;
    bool has_pictures() const { return pictures_ > 0; }  // of any size, in cells and masks, too
    bool countless() const { return countless_; }  // there are more than pictures() has

    // One blind spot for each thing noted; `where` gives part, page and label. That the page is a picture is told by who reads it.
    void report(const BlindSpot& where, ExtractionSink& sink) const;

private:
    void add_picture(const Quad& place);

    double area_;
    Nesting nesting_;
    double pictured_ = 0, small_area_ = 0;
    std::vector<Quad> places_, small_places_;
    bool countless_ = false;
    std::map<const PoDoFo::PdfObject*, std::uint32_t> unreadable_;
    std::set<std::tuple<BlindReason, std::string, std::string>> problems_;
    std::uint64_t readable_ = 0, pictures_ = 0, drawings_ = 0;
    bool hidden_ = false;  // the operation that is being told is on such a layer
    std::map<std::uint32_t, std::vector<std::uint32_t>> numbers_;  // by nest that has no use yet but hidden ones; 0: unseen
};

// Whether somebody could read words on a picture of that size.
bool may_hold_words(const Quad& place);

// The page's MediaBox, inherited or its own, in square points; 0 where there is none.
double page_area(const Page& page, PoDoFo::PdfVecObjects& objects);

}  // namespace review::pdf
