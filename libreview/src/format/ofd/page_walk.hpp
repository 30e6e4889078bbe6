#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "format/ofd/page_paints.hpp"
#include "format/ofd/text_objects.hpp"
#include "format/pdf/cell_rules.hpp"
#include "format/pdf/matrix.hpp"
#include "format/pdf/text_lines.hpp"

namespace review {

// A glyph as it is drawn: which one of which text code, and how its object's space leads to the page.
struct OfdDrawn {
    const OfdTextObject* object = nullptr;
    std::uint32_t code = 0, glyph = 0;  // in the object
    std::uint32_t use = 0;              // into OfdDrawing::uses
    bool hidden = false;
};

// How an object is seen, of the text on it.
struct OfdSeen {
    std::uint64_t hidden = 0, transparent = 0, outside = 0, small = 0;
    std::string hidden_text, transparent_text, outside_text, small_text;
};

// What one page or one annotation draws. Glyphs are numbered in the order they are drawn.
struct OfdDrawing {
    std::vector<pdf::PlacedGlyph> glyphs;
    std::vector<OfdDrawn> drawn;        // by number
    std::vector<pdf::Matrix> uses;      // from an object's space to points of the page
    std::vector<pdf::Rule> rules;
    std::vector<std::uint32_t> hidden;  // numbers, ascending
    std::set<std::string> pictures;     // ids of what it shows
    std::uint64_t figures = 0;          // paths and pictures
    bool outlined = false;              // paths that may show letters: curves, or many lines
    OfdSeen seen;
};

// Walks the content of pages: templates, layers, blocks, composite objects, patterns, clips. Throws limit where drawing takes too
// many steps or composites are nested too deep, malformed where a number is none.
class OfdPageWalk {
public:
    // `paints`: is told what is painted where, besides.
    OfdPageWalk(const OfdPackage& package, OfdTextObjects& texts, const std::string& draft_name, const Limits& limits, OfdPagePaints* paints = nullptr);

    OfdDrawing page(const OfdPage& page);
    // One annotation of its page.
    OfdDrawing annotation(const OfdPage& page, const OfdMember& member, std::uint32_t annot);

    // Text objects that some page shows, by member and node.
    const std::set<std::pair<std::size_t, std::uint32_t>>& shown() const { return shown_; }
    const std::set<std::pair<std::size_t, std::uint32_t>>& reached() const { return reached_; }

private:
    struct State {
        pdf::Matrix matrix;
        bool hidden = false, transparent = false;
        std::uint32_t nest = 0;
        std::uint32_t depth = 0;
        OfdStanding standing;
    };
    void begin(const OfdPage& page);
    static State on_layer(const OfdTree& tree, std::uint32_t node, const OfdMember& member, State state);
    void content(const OfdMember& member, std::uint32_t node, const State& state);
    void object(const OfdMember& member, std::uint32_t node, State state);
    void text(const OfdMember& member, std::uint32_t node, const State& state);
    void figure(const OfdMember& member, std::uint32_t node, const OfdBox& boundary, const State& state);
    void composite(const OfdMember& member, std::uint32_t node, const State& state);
    void colours_and_clips(const OfdMember& member, std::uint32_t node, const State& state);
    void templates(const OfdPage& page, bool foreground, const State& state);
    void step(std::uint64_t steps = 1);

    const OfdPackage& package_;
    OfdTextObjects& texts_;
    const std::string& draft_name_;
    const Limits& limits_;
    OfdPagePaints* paints_;
    std::set<std::pair<std::size_t, std::uint32_t>> shown_, reached_;
    const OfdPage* at_ = nullptr;
    OfdDrawing drawing_;
    std::uint64_t steps_ = 0;
    std::uint32_t nests_ = 0;
};

// Whether an attribute says false.
bool is_ofd_false(const OfdTree& tree, std::uint32_t node, std::string_view name);

constexpr double points_per_millimetre = 72 / 25.4;

}  // namespace review
