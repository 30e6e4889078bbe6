#include "format/ofd/page_paints.hpp"

#include <algorithm>
#include <cmath>

#include "format/ofd/path_shape.hpp"
#include "format/pdf/inspect/page_findings.hpp"
#include "format/picture/png_grey.hpp"

namespace review {
namespace {

constexpr double usual_line = 0.353;        // 8.2, table 24: millimetres
constexpr std::size_t most_relatives = 16;  // DrawParams that go on from another
constexpr std::size_t longest_cover = 4000; // path data: what is longer draws a figure
constexpr std::uint8_t opaque_sample = 247;

bool says_true(const OfdTree& tree, std::uint32_t node, std::string_view name, bool otherwise) {
    const auto value = tree.attribute(node, name);
    return value ? ofd_trimmed(*value) == "true" || ofd_trimmed(*value) == "1" : otherwise;
}

double number_of(const OfdTree& tree, std::uint32_t node, std::string_view name, double otherwise) {
    const auto value = tree.attribute(node, name);
    const auto numbers = value ? ofd_numbers(*value) : std::nullopt;
    return numbers && numbers->size() == 1 ? numbers->front() : otherwise;
}

double alpha_of(const OfdTree& tree, std::uint32_t node) { return std::clamp(number_of(tree, node, "Alpha", 255) / 255, 0.0, 1.0); }

std::optional<pdf::Matrix> matrix_of(const OfdTree& tree, std::uint32_t node) {
    const auto ctm = tree.attribute(node, "CTM");
    return ctm && !ofd_trimmed(*ctm).empty() ? ofd_matrix(*ctm) : pdf::Matrix{};
}

std::shared_ptr<const pdf::Clip> cut_to(pdf::Shape shape, std::shared_ptr<const pdf::Clip> outer) {
    auto clip = std::make_shared<pdf::Clip>();
    clip->box = outer ? shape.box().common(outer->box) : shape.box();
    clip->depth = outer ? outer->depth + 1 : 1;
    clip->shape = std::make_shared<const pdf::Shape>(std::move(shape));
    clip->outer = std::move(outer);
    return clip;
}

// 8.4: what any of its areas shows. One of text lets something through nobody can tell: nothing is said to be covered there.
pdf::Shape clip_shape(const OfdTree& tree, std::uint32_t clip, const pdf::Matrix& matrix) {
    pdf::Shape shape;
    for (const auto area : tree.children(clip, "Area")) {
        const auto of_area = matrix_of(tree, area);
        for (const auto path : tree.children(area, "Path")) {
            const auto box = ofd_box(tree.attribute(path, "Boundary").value_or("0 0 0 0"));
            const auto own = matrix_of(tree, path);
            const auto lines = tree.child(path, "AbbreviatedData");
            if (of_area && box && own && lines != 0) add_ofd_path(tree.content(lines), *own * pdf::moved_by(*of_area * matrix, box->x, box->y), shape);
        }
    }
    return shape;
}

}  // namespace

OfdPagePaints::OfdPagePaints(const OfdPackage& package, const Limits& limits) : package_(package), limits_(limits), params_(package.bodies().size()) {
    for (std::size_t body = 0; body < params_.size(); ++body) {
        for (const auto* res : package.bodies()[body].resources) {
            for (std::uint32_t node = 1; node < res->tree->nodes().size(); ++node) {
                if (res->tree->at(node).name == "DrawParam" && res->listed[node]) params_[body].emplace(res->tree->attribute(node, "ID").value_or(""), OfdUnit{res, node});
            }
        }
    }
}

OfdStanding OfdPagePaints::inside(const OfdStanding& outer, const OfdMember& member, std::uint32_t node, const OfdBox& boundary, const pdf::Matrix& around,
                                  const pdf::Matrix& own) const {
    const auto& tree = *member.tree;
    auto standing = outer;
    standing.alpha *= alpha_of(tree, node);
    if (boundary.width > 0 && boundary.height > 0) {
        standing.clip = cut_to(pdf::Shape::of(pdf::placed(around, boundary.x, boundary.y, boundary.x + boundary.width, boundary.y + boundary.height)), standing.clip);
    }
    for (const auto clips : tree.children(node, "Clips")) {
        for (const auto clip : tree.children(clips, "Clip")) {
            if (spend(tree.at(clip).inner_end - tree.at(clip).inner_begin)) standing.clip = cut_to(clip_shape(tree, clip, own), standing.clip);
        }
    }
    return standing;
}

// An element or attribute of the object itself, else of its DrawParam or its layer's, and of those they go on from.
std::optional<OfdUnit> OfdPagePaints::drawn_by(const OfdMember& member, std::uint32_t node, std::string_view element, std::string_view attribute, const OfdStanding& standing) const {
    const auto has = [&](const OfdUnit& unit) {
        return element.empty() ? unit.member->tree->attribute(unit.node, attribute).has_value() : unit.member->tree->child(unit.node, element) != 0;
    };
    OfdUnit unit{&member, node};
    if (has(unit)) return unit;
    auto id = member.tree->attribute(node, "DrawParam");
    if (!id && standing.layer_member != nullptr) id = standing.layer_member->tree->attribute(standing.layer, "DrawParam");
    for (std::size_t i = 0; id && i < most_relatives; ++i) {
        const auto& known = params_[member.body];
        const auto found = known.find(std::string(ofd_trimmed(*id)));
        if (found == known.end()) break;
        if (has(found->second)) return found->second;
        id = found->second.member->tree->attribute(found->second.node, "Relative");
    }
    return std::nullopt;
}

// How much of what is below it hides. None: nothing is painted, or a pattern that may have gaps.
std::optional<double> OfdPagePaints::ink(const OfdMember& member, std::uint32_t node, std::string_view element, const OfdStanding& standing) const {
    const auto unit = drawn_by(member, node, element, {}, standing);
    // 9.1, table 35: lines are black where nothing is said, and areas are not filled.
    if (!unit) return element == "StrokeColor" ? std::optional(1.0) : std::nullopt;
    const auto& tree = *unit->member->tree;
    const auto colour = tree.child(unit->node, element);
    if (tree.child(colour, "Pattern") != 0) return std::nullopt;
    return alpha_of(tree, colour);
}

bool OfdPagePaints::paints_letters(const OfdMember& member, std::uint32_t node, const OfdStanding& standing) const {
    const auto& tree = *member.tree;
    // Letters are filled, in black, where nothing is said.
    const auto leaves_ink = [&](std::string_view how, std::string_view element, bool usual) {
        return says_true(tree, node, how, usual) && (!drawn_by(member, node, element, {}, standing) || ink(member, node, element, standing).value_or(1) > 0);
    };
    return leaves_ink("Fill", "FillColor", true) || leaves_ink("Stroke", "StrokeColor", false);
}

void OfdPagePaints::block(const Quad& quad, const OfdStanding& standing) { paint(pdf::SeenPaint::Kind::path, pdf::Shape::of(quad), 1, standing); }

void OfdPagePaints::glyph(const pdf::PlacedGlyph& glyph, const OfdStanding& standing) {
    const auto key = next(standing);
    glyphs_.emplace_back(key, glyph);
}

void OfdPagePaints::paint(pdf::SeenPaint::Kind kind, pdf::Shape shape, double alpha, const OfdStanding& standing) {
    if (shape.empty()) return;
    pdf::SeenPaint seen;
    seen.kind = kind;
    seen.annotation = annotation_ ? 0 : -1;
    seen.alpha = alpha * standing.alpha;
    seen.clip = standing.clip;
    seen.box = standing.clip ? shape.box().common(standing.clip->box) : shape.box();
    seen.shape = std::move(shape);
    const auto key = next(standing);
    paints_.emplace_back(key, std::move(seen));
}

void OfdPagePaints::path(const OfdMember& member, std::uint32_t node, const pdf::Matrix& matrix, const OfdStanding& standing) {
    const auto& tree = *member.tree;
    const auto lines = tree.child(node, "AbbreviatedData");
    const auto data = lines == 0 ? std::string() : tree.content(lines);
    if (data.empty() || data.size() > longest_cover || !spend(data.size())) return;
    const auto add = [&](pdf::Shape shape, std::optional<double> alpha) {
        if (!alpha) return;
        add_ofd_path(data, matrix, shape);
        paint(pdf::SeenPaint::Kind::path, std::move(shape), *alpha, standing);
    };
    if (says_true(tree, node, "Fill", false)) {
        const bool odd = ofd_trimmed(tree.attribute(node, "Rule").value_or("")) == "Even-Odd";
        add(pdf::Shape(odd ? pdf::Shape::Rule::even_odd : pdf::Shape::Rule::nonzero), ink(member, node, "FillColor", standing));
    }
    if (!says_true(tree, node, "Stroke", true)) return;
    const auto unit = drawn_by(member, node, {}, "LineWidth", standing);
    const double width = unit ? number_of(*unit->member->tree, unit->node, "LineWidth", usual_line) : usual_line;
    const double scale = std::sqrt(std::abs(matrix.a * matrix.d - matrix.b * matrix.c));
    add(pdf::Shape(pdf::Shape::Rule::lines, width * scale / 2), ink(member, node, "StrokeColor", standing));
}

// Seals and signatures are transparent but for their lines. A picture that cannot be decoded is one of the kinds that are opaque.
bool OfdPagePaints::is_opaque(const OfdMember& picture) {
    const auto known = opaque_.find(&picture);
    if (known != opaque_.end()) return known->second;
    const auto bytes = as_text(picture.bytes);
    bool opaque = !bytes.starts_with("GIF8");
    if (bytes.starts_with("\x89PNG")) {
        const auto png = png_grey(picture.bytes, limits_.image_bytes);
        const auto thick = png ? std::count_if(png->alpha.begin(), png->alpha.end(), [](auto sample) { return sample >= opaque_sample; }) : 0;
        opaque = png && (png->alpha.empty() || static_cast<std::size_t>(thick) * 20 >= png->alpha.size() * 19);
    }
    return opaque_.emplace(&picture, opaque).first->second;
}

// 10: it fills the unit square of its space; where nothing leads there, its boundary.
void OfdPagePaints::picture(const OfdMember& member, std::uint32_t node, const OfdBox& boundary, const pdf::Matrix& matrix, const OfdStanding& standing) {
    const auto& tree = *member.tree;
    const auto& pictures = package_.bodies()[member.body].pictures;
    const auto found = pictures.find(std::string(ofd_trimmed(tree.attribute(node, "ResourceID").value_or(""))));
    if (found == pictures.end() || tree.attribute(node, "ImageMask") || !is_opaque(*found->second)) return;
    const bool placed = !ofd_trimmed(tree.attribute(node, "CTM").value_or("")).empty();
    const double width = placed ? 1 : boundary.width, height = placed ? 1 : boundary.height;
    paint(pdf::SeenPaint::Kind::image, pdf::Shape::of(pdf::placed(matrix, 0, 0, width, height)), 1, standing);
}

std::vector<Concealed> OfdPagePaints::concealed(bool& exhausted) {
    if (spent_ > most_letters) {
        exhausted = true;
        return {};
    }
    const auto below = [](const auto& a, const auto& b) { return a.first < b.first; };
    std::sort(glyphs_.begin(), glyphs_.end(), below);
    std::sort(paints_.begin(), paints_.end(), below);
    pdf::PageView view;
    std::map<std::size_t, std::shared_ptr<const pdf::Look>> looks;  // by how many paints came before
    for (const auto& [key, glyph] : glyphs_) {
        const auto before = static_cast<std::size_t>(std::partition_point(paints_.begin(), paints_.end(), [&](const auto& one) { return one.first < key; }) - paints_.begin());
        auto& look = looks[before];
        if (!look) {
            pdf::Look made;
            made.order = before;
            made.pens = {{std::nullopt, 1}};
            look = std::make_shared<const pdf::Look>(std::move(made));
        }
        view.glyphs.push_back({glyph.unicode, glyph.quad, glyph.vertical, look, false});
    }
    for (auto& [key, paint] : paints_) view.paints.push_back(std::move(paint));
    constexpr double k = 72 / 25.4;
    return pdf::covered_on(view, page_->number, {0, 0, page_->box.width * k, page_->box.height * k}, limits_, exhausted);
}

}  // namespace review
