#include "format/ofd/text_objects.hpp"

#include <algorithm>
#include <cmath>

#include <review/error.hpp>

#include "base/charset.hpp"
#include "base/loose_text.hpp"
#include "base/messages/format_ofd.hpp"
#include "format/ofd/numbers.hpp"
#include "format/xml/characters.hpp"

namespace review {
namespace {

// Each character of a text code is a glyph, until a CGTransform says otherwise.
std::vector<OfdGlyph> characters_of(const OfdTree& tree, std::uint32_t node) {
    std::vector<OfdGlyph> glyphs;
    for (auto child = tree.first_child(node); child != 0; child = tree.at(child).next) {
        const auto& one = tree.at(child);
        if (one.kind != OfdNode::Kind::text && one.kind != OfdNode::Kind::cdata) continue;
        const auto where = one.kind == OfdNode::Kind::text ? XmlCharacters::Where::text : XmlCharacters::Where::literal;
        XmlCharacters characters(tree.text().utf8(), one.inner_begin, one.inner_end, where);
        for (XmlRun run; characters.next(run);) {
            for (std::size_t at = 0; at < run.characters.size();) {
                const auto size = std::min(utf8_size(run.characters[at]), run.characters.size() - at);
                glyphs.emplace_back();
                glyphs.back().text = run.characters.substr(at, size);
                at += size;
            }
        }
    }
    return glyphs;
}

// 11.4: `CodeCount` characters from `CodePosition` on are drawn as `GlyphCount` glyphs.
void transform(std::vector<OfdGlyph>& glyphs, const OfdTree& tree, std::uint32_t node, const std::string& place) {
    const auto count_of = [&](std::string_view name, double otherwise) {
        const auto value = ofd_attribute_number(tree, node, name, otherwise, place);
        return value < 0 ? std::size_t{0} : static_cast<std::size_t>(value);
    };
    const auto shapes_node = tree.child(node, "Glyphs");
    const auto numbers = ofd_numbers(shapes_node == 0 ? std::string() : tree.content(shapes_node));
    if (!numbers) throw Error(Errc::malformed, say(Msg::ofd_broken, {place, "CGTransform"}));
    std::vector<std::uint32_t> shapes;
    for (const auto number : *numbers) shapes.push_back(static_cast<std::uint32_t>(std::clamp(number, 0.0, 65535.0)));
    const auto position = count_of("CodePosition", 0), codes = std::max<std::size_t>(1, count_of("CodeCount", 1));
    // Producers leave both counts out and list a glyph for each character.
    const bool counted = tree.attribute(node, "CodeCount").has_value() || tree.attribute(node, "GlyphCount").has_value();
    std::size_t at = 0, first = 0;  // the glyph whose first character is number `position`
    while (first < glyphs.size() && at < position) at += glyphs[first++].codes;
    const auto end = std::min(glyphs.size(), first + (counted ? codes : shapes.size()));
    if (end - first == shapes.size()) {
        for (std::size_t i = first; i < end; ++i) glyphs[i].shapes = {shapes[i - first]}, glyphs[i].transformed = true;
        return;
    }
    if (first >= end) return;
    auto& one = glyphs[first];
    for (std::size_t i = first + 1; i < end; ++i) one.text += glyphs[i].text, one.codes += glyphs[i].codes;
    one.shapes = std::move(shapes), one.transformed = true;
    glyphs.erase(glyphs.begin() + static_cast<std::ptrdiff_t>(first) + 1, glyphs.begin() + static_cast<std::ptrdiff_t>(end));
}

// U+FFFD, and U+E000 to U+F8FF: what such a character shows is its font's own affair.
bool is_private(std::string_view character) {
    const auto at = [&](std::size_t i) { return static_cast<unsigned char>(character[i]); };
    return character == "\ufffd" || (character.size() == 3 && (at(0) == 0xee || (at(0) == 0xef && at(1) < 0xa4)));
}

void append_if_any(std::string& text, char32_t character) {
    if (character != 0) append_utf8(text, character);
}

// The letters of several shapes, or of one that several characters share, where they are others than the characters.
std::string said_by_shapes(const OfdFontPrograms& fonts, const std::string& font, const OfdGlyph& glyph) {
    std::string said;
    for (const auto shape : glyph.shapes) append_if_any(said, fonts.letter(font, shape));
    return loose(said) == loose(glyph.text) ? std::string() : said;
}

}  // namespace

char32_t ofd_first_character(std::string_view utf8) {
    if (utf8.empty()) return 0;
    const auto size = std::min(utf8_size(utf8[0]), utf8.size());
    auto value = static_cast<char32_t>(static_cast<unsigned char>(utf8[0]));
    if (size == 1) return value;
    value &= 0x7f >> size;
    for (std::size_t i = 1; i < size; ++i) value = value << 6 | (static_cast<unsigned char>(utf8[i]) & 0x3f);
    return value;
}

double ofd_attribute_number(const OfdTree& tree, std::uint32_t node, std::string_view name, double otherwise, const std::string& place) {
    const auto text = tree.attribute(node, name);
    if (!text || ofd_trimmed(*text).empty()) return otherwise;
    const auto numbers = ofd_numbers(*text);
    if (!numbers || numbers->size() != 1) throw Error(Errc::malformed, say(Msg::ofd_broken, {place, std::string(name)}));
    return numbers->front();
}

void ofd_malformed(const std::string& draft_name, const OfdMember& member) {
    throw Error(Errc::malformed, say(Msg::ofd_broken, {draft_name, member.label}));
}

OfdTextObjects::OfdTextObjects(const OfdPackage& package, const std::string& draft_name) : draft_name_(draft_name) {
    fonts_.reserve(package.bodies().size());
    for (const auto& body : package.bodies()) fonts_.emplace_back(body);
}

const OfdTextObject& OfdTextObjects::read(const OfdMember& member, std::uint32_t node) {
    const auto [place, fresh] = read_.try_emplace({member.number, node});
    auto& object = place->second;
    if (!fresh) return object;
    const auto& tree = *member.tree;
    const auto name = draft_name_ + ", " + member.label;
    object.member = &member;
    object.node = node;
    object.font = std::string(ofd_trimmed(tree.attribute(node, "Font").value_or("")));
    object.size = ofd_attribute_number(tree, node, "Size", 0, name);
    object.scale = ofd_attribute_number(tree, node, "HScale", 1, name);
    object.turn = ofd_attribute_number(tree, node, "CharDirection", 0, name);
    std::vector<std::uint32_t> transforms;
    double x = 0, y = 0;  // 11.3: what a text code leaves out it takes from the one before
    for (auto child = tree.first_child(node); child != 0; child = tree.at(child).next) {
        if (tree.at(child).kind != OfdNode::Kind::element) continue;
        if (tree.at(child).name == "CGTransform") transforms.push_back(child);
        if (tree.at(child).name != "TextCode") continue;
        OfdTextCode code;
        code.node = child;
        code.glyphs = characters_of(tree, child);
        for (const auto one : transforms) transform(code.glyphs, tree, one, name);
        transforms.clear();
        place_glyphs(object, code, tree, x, y);
        object.codes.push_back(std::move(code));
    }
    return object;
}

void OfdTextObjects::place_glyphs(const OfdTextObject& object, OfdTextCode& code, const OfdTree& tree, double& x, double& y) const {
    const auto name = draft_name_ + ", " + object.member->label;
    x = ofd_attribute_number(tree, code.node, "X", x, name);
    y = ofd_attribute_number(tree, code.node, "Y", y, name);
    std::size_t steps = 0;  // one a glyph that is drawn
    for (const auto& glyph : code.glyphs) steps += std::max<std::size_t>(1, glyph.shapes.size());
    const auto across = ofd_deltas(tree.attribute(code.node, "DeltaX").value_or(""), steps);
    const auto down = ofd_deltas(tree.attribute(code.node, "DeltaY").value_or(""), steps);
    if (!across || !down) ofd_malformed(draft_name_, *object.member);
    const bool said = !across->empty() || !down->empty();
    const auto& fonts = fonts_[object.member->body];
    double at_x = x, at_y = y, before_usual = 0, before_advance = 0;
    std::size_t step = 0, downwards = 0;
    for (auto& glyph : code.glyphs) {
        const auto character = ofd_first_character(glyph.text);
        const bool shaped = glyph.shapes.size() == 1;
        const auto usual = object.size * object.scale * fonts.advance(object.font, character, shaped ? std::optional(glyph.shapes[0]) : std::nullopt);
        if (shaped && glyph.codes == 1) append_if_any(glyph.shape, fonts.disputed(object.font, glyph.shapes[0], character));
        else if (!glyph.shapes.empty()) glyph.shape = said_by_shapes(fonts, object.font, glyph);
        glyph.shown = glyph.text;
        if (is_private(glyph.text)) {
            glyph.shown = "\ufffd";
            if (!glyph.shape.empty()) glyph.shown = std::exchange(glyph.shape, {});
        }
        glyph.x = at_x, glyph.y = at_y;
        double dx = 0, dy = 0;
        for (std::size_t i = 0; i < std::max<std::size_t>(1, glyph.shapes.size()); ++i, ++step) {
            glyph.steps.emplace_back(across->empty() ? 0 : (*across)[step], down->empty() ? 0 : (*down)[step]);
            if (!said) glyph.steps.back().first = i == 0 ? usual : 0;
            dx += glyph.steps.back().first, dy += glyph.steps.back().second;
        }
        const bool level = std::abs(dy) < 0.5 * std::abs(dx);
        downwards += std::abs(dy) > std::abs(dx) && std::abs(dy) <= 3 * object.size ? 1 : 0;
        glyph.advance = level && dx > 0 && dx <= 1.2 * std::abs(object.size) * glyph.codes && &glyph != &code.glyphs.back() ? dx : usual;
        // The last one as wide as the one before, where both usually are: what stands next begins behind it.
        if (&glyph == &code.glyphs.back() && before_usual == usual) glyph.advance = std::max(usual, before_advance);
        before_usual = usual, before_advance = glyph.advance;
        at_x += dx, at_y += dy;
    }
    code.vertical = code.glyphs.size() > 1 && downwards * 2 > code.glyphs.size() - 1;
    // A column is as wide as its size, whatever stands in it.
    for (auto& glyph : code.glyphs) glyph.advance = code.vertical ? object.size : glyph.advance;
}

}  // namespace review
