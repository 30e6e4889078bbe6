#include <cmath>
#include <optional>

#include "format/ofd/markup_writer.hpp"
#include "format/ofd/numbers.hpp"

namespace review {
namespace {

// Distances as they are written: what rounding takes from one the next one gets.
class Distances {
public:
    explicit Distances(double begin) : at_(std::stod(ofd_number(begin))) {}
    void add(double to) {
        const auto text = ofd_number(to - at_);
        at_ += std::stod(text);
        words_ += (words_.empty() ? "" : " ") + text;
        moves_ = moves_ || text != "0";
    }
    const std::string& words() const { return words_; }
    bool moves() const { return moves_; }

private:
    double at_;
    std::string words_;
    bool moves_ = false;
};

struct Kept {
    const OfdGlyph* glyph;
    double x, y;
    std::vector<std::uint32_t> shapes;
};

// 11.4.1: runs of one glyph a character, and what is drawn together.
std::string transforms(const std::vector<Kept>& kept) {
    std::string out, shapes;
    std::size_t position = 0, begin = 0, codes = 0, count = 0;
    const auto flush = [&] {
        if (count == 0) return;
        out += "<ofd:CGTransform CodePosition=\"" + std::to_string(begin) + "\" CodeCount=\"" + std::to_string(codes) + "\" GlyphCount=\"" +
               std::to_string(count) + "\"><ofd:Glyphs>" + shapes + "</ofd:Glyphs></ofd:CGTransform>";
        shapes.clear(), codes = count = 0;
    };
    for (const auto& one : kept) {
        const bool single = one.glyph->codes == 1 && one.shapes.size() == 1;
        if (!single || count == 0) flush();
        if (count == 0) begin = position;
        for (const auto shape : one.shapes) shapes += (shapes.empty() ? "" : " ") + std::to_string(shape);
        codes += one.shapes.empty() ? 0 : one.glyph->codes, count += one.shapes.size();
        if (!single) flush();
        position += one.glyph->codes;
    }
    flush();
    return out;
}

}  // namespace

// The glyphs that stay, each in its place: what stood between two of them is the distance now.
void OfdMarkupWriter::text_code(const OfdTextObject& object, std::size_t number, std::string& out) const {
    const auto& code = object.codes[number];
    const auto* changes = writing_.edits.of(object, number);
    const auto& fonts = writing_.package.bodies()[member_->body].fonts;
    const auto font = fonts.find(object.font);
    const bool shaped = font != fonts.end() && writing_.fonts.shaped.contains(font->second.file);
    const auto* program = shaped ? writing_.texts.fonts(member_->body).program(object.font) : nullptr;
    std::vector<Kept> kept;
    for (std::size_t i = 0; i < code.glyphs.size(); ++i) {
        const auto& glyph = code.glyphs[i];
        const auto change = changes == nullptr ? OfdGlyphEdit{} : (*changes)[i];
        if (change.cut) continue;
        kept.push_back({&glyph, glyph.x + change.dx, glyph.y + change.dy, glyph.shapes});
        if (program != nullptr && !glyph.transformed) kept.back().shapes = {program->by_character(ofd_first_character(glyph.text))};
    }
    if (kept.empty()) return;
    Distances across(kept.front().x), down(kept.front().y);
    std::string words;
    for (std::size_t i = 0; i < kept.size(); ++i) {
        words += kept[i].glyph->text;
        double x = kept[i].x, y = kept[i].y;
        for (std::size_t shape = 1; shape < kept[i].glyph->steps.size(); ++shape) {
            x += kept[i].glyph->steps[shape - 1].first, y += kept[i].glyph->steps[shape - 1].second;
            across.add(x), down.add(y);
        }
        if (i + 1 < kept.size()) across.add(kept[i + 1].x), down.add(kept[i + 1].y);
    }
    out += transforms(kept);
    out += "<ofd:TextCode X=\"" + ofd_number(kept.front().x) + "\" Y=\"" + ofd_number(kept.front().y) + "\"";
    if (!across.words().empty()) out += " DeltaX=\"" + across.words() + "\"";
    if (down.moves()) out += " DeltaY=\"" + down.words() + "\"";
    out += ">" + ofd_escaped(words) + "</ofd:TextCode>";
}

}  // namespace review
