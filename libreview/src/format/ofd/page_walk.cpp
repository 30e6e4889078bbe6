#include "format/ofd/page_walk.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>

#include <review/error.hpp>

#include "base/charset.hpp"
#include "base/messages/format_ofd.hpp"
#include "format/ofd/ruled_paths.hpp"

namespace review {
namespace {

constexpr std::uint32_t nest_of_hidden = 1;
// Templates of the background have ranks below; each has three kinds of layers.
constexpr std::uint32_t rank_of_page = 10, rank_of_foreground = 20;
constexpr std::size_t longest_plain_path = 600;
constexpr double least_size = 0.5;  // points
constexpr std::uint64_t most_steps = 1'000'000;

// 8.2: millimetres from the upper left corner, downwards; points from the lower left, upwards.
pdf::Matrix to_points(const OfdBox& box) {
    const double k = points_per_millimetre;
    return {k, 0, 0, -k, -box.x * k, (box.y + box.height) * k};
}

// A black box among the letters.
bool is_block(std::string_view text) { return text == "\u2588" || text == "\u25a0"; }

// From the first one of a row or column to the last.
Quad joined(const Quad& first, const Quad& last) {
    const bool across = std::abs(last[0] - first[0]) >= std::abs(last[1] - first[1]);
    if (across) return {first[0], first[1], last[2], last[3], last[4], last[5], first[6], first[7]};
    return {last[0], last[1], last[2], last[3], first[4], first[5], first[6], first[7]};
}

}  // namespace

bool is_ofd_false(const OfdTree& tree, std::uint32_t node, std::string_view name) {
    const auto value = tree.attribute(node, name).value_or("");
    const auto word = ofd_trimmed(value);
    return word == "false" || word == "0";
}

OfdPageWalk::OfdPageWalk(const OfdPackage& package, OfdTextObjects& texts, const std::string& draft_name, const Limits& limits, OfdPagePaints* paints)
    : package_(package), texts_(texts), draft_name_(draft_name), limits_(limits), paints_(paints) {}

void OfdPageWalk::step(std::uint64_t steps) {
    steps_ += steps;
    const auto most = std::min<std::uint64_t>(most_steps, limits_.page_operators);
    if (steps_ > most) throw Error(Errc::limit, say(Msg::ofd_over, {draft_name_, std::to_string(most)}));
}

void OfdPageWalk::begin(const OfdPage& page) {
    at_ = &page;
    drawing_ = {};
    steps_ = 0;
    nests_ = nest_of_hidden;
}

OfdDrawing OfdPageWalk::page(const OfdPage& page) {
    begin(page);
    if (paints_ != nullptr) paints_->begin(page);
    if (page.member == nullptr) return std::move(drawing_);
    const auto& tree = *page.member->tree;
    State state;
    state.matrix = to_points(page.box);
    templates(page, false, state);
    state.standing.rank = rank_of_page;
    for (const auto node : tree.children(tree.root(), "Content")) content(*page.member, node, state);
    state.standing.rank = rank_of_foreground;
    templates(page, true, state);
    return std::move(drawing_);
}

// 7.7: background first, then the page, then foreground.
void OfdPageWalk::templates(const OfdPage& page, bool foreground, const State& state) {
    const auto& tree = *page.member->tree;
    const auto& known = package_.bodies()[page.body].templates;
    for (const auto node : tree.children(tree.root(), "Template")) {
        if ((tree.attribute(node, "ZOrder").value_or("") == "Foreground") != foreground) continue;
        const auto found = known.find(tree.attribute(node, "TemplateID").value_or(""));
        if (found == known.end() || found->second == page.member) continue;
        const auto& other = *found->second->tree;
        for (const auto inner : other.children(other.root(), "Content")) content(*found->second, inner, state);
    }
}

OfdDrawing OfdPageWalk::annotation(const OfdPage& page, const OfdMember& member, std::uint32_t annot) {
    begin(page);
    if (paints_ != nullptr) paints_->begin_annotation();
    const auto& tree = *member.tree;
    for (const auto node : tree.children(annot, "Appearance")) {
        State state;
        state.hidden = is_ofd_false(tree, annot, "Visible");
        state.nest = state.hidden ? nest_of_hidden : 0;
        if (ofd_trimmed(tree.attribute(annot, "Type").value_or("")) == "Highlight") state.standing.alpha = 0;  // readers draw it like a marker
        const auto boundary = tree.attribute(node, "Boundary");
        const auto box = boundary ? ofd_box(*boundary) : OfdBox{};
        if (!box) ofd_malformed(draft_name_, member);
        state.matrix = pdf::moved_by(to_points(page.box), box->x, box->y);
        content(member, node, state);
    }
    return std::move(drawing_);
}

// 7.6: a layer for the background lies below the others, one for the foreground above.
OfdPageWalk::State OfdPageWalk::on_layer(const OfdTree& tree, std::uint32_t node, const OfdMember& member, State state) {
    const auto type = tree.attribute(node, "Type").value_or("");
    state.standing.rank += ofd_trimmed(type) == "Foreground" ? 2 : ofd_trimmed(type) == "Background" ? 0 : 1;
    state.standing.layer_member = &member;
    state.standing.layer = node;
    return state;
}

// Layers and blocks hold objects and have no space of their own.
void OfdPageWalk::content(const OfdMember& member, std::uint32_t node, const State& state) {
    const auto& tree = *member.tree;
    for (auto child = tree.first_child(node); child != 0; child = tree.at(child).next) {
        if (tree.at(child).kind != OfdNode::Kind::element || !member.listed[child]) continue;
        step();
        const auto name = tree.at(child).name;
        if (name == "Layer") content(member, child, on_layer(tree, child, member, state));
        else if (name == "PageBlock") content(member, child, state);
        else if (name == "TextObject" || name == "PathObject" || name == "ImageObject" || name == "CompositeObject") object(member, child, state);
    }
}

void OfdPageWalk::object(const OfdMember& member, std::uint32_t node, State state) {
    const auto& tree = *member.tree;
    if (is_ofd_false(tree, node, "Visible")) state.hidden = true;
    if (state.hidden && state.nest == 0) state.nest = nest_of_hidden;
    if (const auto alpha = tree.attribute(node, "Alpha"); alpha && ofd_trimmed(*alpha) == "0") state.transparent = true;
    const auto boundary = tree.attribute(node, "Boundary");
    const auto box = boundary ? ofd_box(*boundary) : OfdBox{};
    const auto ctm = tree.attribute(node, "CTM");
    const auto matrix = ctm && !ofd_trimmed(*ctm).empty() ? ofd_matrix(*ctm) : pdf::Matrix{};
    if (!box || !matrix) ofd_malformed(draft_name_, member);
    const auto around = state.matrix;
    state.matrix = *matrix * pdf::moved_by(around, box->x, box->y);
    if (paints_ != nullptr) state.standing = paints_->inside(state.standing, member, node, *box, around, state.matrix);
    const auto name = tree.at(node).name;
    if (name == "TextObject" || name == "Text") text(member, node, state);
    else if (name == "CompositeObject") composite(member, node, state);
    else figure(member, node, *box, state);
    colours_and_clips(member, node, state);
}

void OfdPageWalk::text(const OfdMember& member, std::uint32_t node, const State& state) {
    const std::pair place{member.number, node};
    reached_.insert(place);
    if (!state.hidden) shown_.insert(place);
    const auto& object = texts_.read(member, node);
    const auto use = static_cast<std::uint32_t>(drawing_.uses.size());
    drawing_.uses.push_back(state.matrix);
    const double angle = object.turn * std::numbers::pi / 180, cosine = std::cos(angle), sine = std::sin(angle);
    const double height = object.size, page_width = at_->box.width * points_per_millimetre, page_height = at_->box.height * points_per_millimetre;
    const bool transparent = state.transparent || (paints_ != nullptr && !paints_->paints_letters(member, node, state.standing));
    const double wide = std::abs(object.size * object.scale) * std::hypot(state.matrix.a, state.matrix.b), high = std::abs(object.size) * std::hypot(state.matrix.c, state.matrix.d);
    const bool small = paints_ != nullptr && std::min(wide, high) < least_size;
    for (std::uint32_t code = 0; code < object.codes.size(); ++code) {
        const auto& glyphs = object.codes[code].glyphs;
        std::optional<Quad> blocks;  // of this code, as one box
        step(glyphs.size());
        for (std::uint32_t i = 0; i < glyphs.size(); ++i) {
            const auto& glyph = glyphs[i];
            // A glyph stands on its origin; below it is a fifth of its size.
            const pdf::Matrix upright = object.turn == 0 ? pdf::moved_by(state.matrix, glyph.x, glyph.y)
                                                         : pdf::Matrix{cosine, sine, -sine, cosine, glyph.x, glyph.y} * state.matrix;
            const auto quad = pdf::placed(upright, 0, 0.2 * height, glyph.advance, -0.8 * height);
            const auto number = static_cast<std::uint32_t>(drawing_.drawn.size());
            const bool tiled = state.nest > nest_of_hidden;
            drawing_.glyphs.push_back({number, glyph.shown, quad, object.codes[code].vertical, state.nest, tiled, !glyph.shape.empty()});
            drawing_.drawn.push_back({&object, code, i, use, state.hidden});
            if (state.hidden) drawing_.hidden.push_back(number);
            auto& seen = drawing_.seen;
            const double x = (quad[0] + quad[4]) / 2, y = (quad[1] + quad[5]) / 2;
            const bool outside = !tiled && (x < 0 || y < 0 || x > page_width || y > page_height);
            if (state.hidden) ++seen.hidden, seen.hidden_text += glyph.text;
            else if (transparent) ++seen.transparent, seen.transparent_text += glyph.text;
            else if (outside) ++seen.outside, seen.outside_text += glyph.text;
            else if (small) ++seen.small, seen.small_text += glyph.text;
            else if (paints_ != nullptr && state.nest == 0 && is_block(glyph.text)) blocks = blocks ? joined(*blocks, quad) : quad;
            else if (paints_ != nullptr && state.nest == 0) paints_->glyph(drawing_.glyphs.back(), state.standing);
        }
        if (blocks) paints_->block(*blocks, state.standing);
    }
    if (std::none_of(object.codes.begin(), object.codes.end(), [](const OfdTextCode& one) {
            return std::any_of(one.glyphs.begin(), one.glyphs.end(), [](const OfdGlyph& glyph) { return !glyph.shape.empty(); });
        })) return;
    // What the shapes say is read a second time; the numbers are those of the first reading.
    const auto first = drawing_.drawn.size();
    std::size_t at = drawing_.glyphs.size();
    for (const auto& code : object.codes) at -= code.glyphs.size();
    std::size_t number = first - (drawing_.glyphs.size() - at);
    for (const auto& code : object.codes) {
        for (const auto& glyph : code.glyphs) {
            auto again = drawing_.glyphs[at++];
            again.number = static_cast<std::uint32_t>(number++);
            if (!glyph.shape.empty()) again.unicode = glyph.shape;
            again.nest = pdf::nest_of_shapes + state.nest;
            drawing_.glyphs.push_back(again);
        }
    }
}

void OfdPageWalk::figure(const OfdMember& member, std::uint32_t node, const OfdBox& boundary, const State& state) {
    const auto& tree = *member.tree;
    if (state.hidden) return;
    ++drawing_.figures;
    if (tree.at(node).name == "ImageObject") drawing_.pictures.insert(tree.attribute(node, "ResourceID").value_or(""));
    const bool watched = paints_ != nullptr && state.nest == 0 && !state.transparent;
    if (watched && tree.at(node).name == "ImageObject") paints_->picture(member, node, boundary, state.matrix, state.standing);
    if (tree.at(node).name == "ImageObject") return;
    if (watched) paints_->path(member, node, state.matrix, state.standing);
    const auto data = tree.child(node, "AbbreviatedData");
    const auto path = data == 0 ? std::string() : tree.content(data);
    drawing_.outlined = drawing_.outlined || path.size() > longest_plain_path || path.find_first_of("QBA") != path.npos;
    if (state.nest == 0) add_ofd_rules(tree, node, state.matrix, drawing_.rules);
}

void OfdPageWalk::composite(const OfdMember& member, std::uint32_t node, const State& state) {
    const auto& known = package_.bodies()[at_->body].composites;
    const auto unit = known.find(std::string(ofd_trimmed(member.tree->attribute(node, "ResourceID").value_or(""))));
    if (unit == known.end() || unit->second.node == 0) return;
    if (state.depth >= limits_.nesting) throw Error(Errc::limit, say(Msg::ofd_nested, {draft_name_, std::to_string(limits_.nesting)}));
    auto inner = state;
    ++inner.depth;
    content(*unit->second.member, unit->second.node, inner);
}

// 8.3.2 and 8.4: cells of patterns hold objects, clips hold text.
void OfdPageWalk::colours_and_clips(const OfdMember& member, std::uint32_t node, const State& state) {
    const auto& tree = *member.tree;
    for (auto child = tree.first_child(node); child != 0; child = tree.at(child).next) {
        if (!member.listed[child]) continue;
        for (const auto pattern : tree.children(child, "Pattern")) {
            if (state.depth >= limits_.nesting) throw Error(Errc::limit, say(Msg::ofd_nested, {draft_name_, std::to_string(limits_.nesting)}));
            auto inner = state;
            ++inner.depth;
            inner.nest = ++nests_;
            for (const auto cell : tree.children(pattern, "CellContent")) content(member, cell, inner);
        }
        if (tree.at(child).name != "Clips") continue;
        for (const auto clip : tree.children(child, "Clip")) {
            for (const auto area : tree.children(clip, "Area")) {
                auto inner = state;
                const auto ctm = tree.attribute(area, "CTM");
                const auto matrix = ctm && !ofd_trimmed(*ctm).empty() ? ofd_matrix(*ctm) : pdf::Matrix{};
                if (!matrix) ofd_malformed(draft_name_, member);
                inner.matrix = *matrix * inner.matrix;
                for (const auto words : tree.children(area, "Text")) {
                    step();
                    object(member, words, inner);
                }
            }
        }
    }
}

}  // namespace review
