#include "format/pdf/inspect/font_residue.hpp"

#include <algorithm>
#include <sstream>

#include "format/pdf/object_access.hpp"
#include "format/pdf/text_lines.hpp"

namespace review::pdf {

using PoDoFo::PdfObject;
using PoDoFo::PdfVecObjects;

namespace {

constexpr std::uint64_t most_program = 256u << 20;
constexpr std::size_t most_codes = 0x20000;
// A map of so many codes beyond those in use was made for the whole font and tells nothing of the text.
constexpr std::size_t general_map = 1000, general_table = 60;

// 9.6.4: six capitals and a plus sign.
bool is_subset_name(const std::string& name) {
    return name.size() > 7 && name[6] == '+' &&
           std::all_of(name.begin(), name.begin() + 6, [](char c) { return c >= 'A' && c <= 'Z'; });
}

const PdfObject* descendant_of(const PdfObject& dictionary, PdfVecObjects& objects) {
    const auto* list = value_of(&dictionary, "DescendantFonts", objects);
    return list && list->IsArray() && !list->GetArray().empty() ? resolve(&list->GetArray()[0], objects) : nullptr;
}

Bytes program_of(const PdfObject* descriptor, PdfVecObjects& objects) {
    for (const char* key : {"FontFile", "FontFile2", "FontFile3"}) {
        bool whole = false;
        const auto* file = value_of(descriptor, key, objects);
        if (!file || !file->HasStream()) continue;
        const auto data = stream_of(*file, most_program, whole);
        return Bytes(data.begin(), data.end());
    }
    return {};
}

bool tells(std::string_view meaning) {
    const bool control = meaning.size() == 1 && static_cast<unsigned char>(meaning[0]) < 0x20;
    return !meaning.empty() && !control && !is_blank(meaning);
}

std::string meaning_of(const Font& font, std::uint32_t code, std::uint8_t length) {
    std::string bytes;
    for (int i = length; i-- > 0;) bytes += static_cast<char>(code >> 8 * i & 0xFF);
    std::size_t at = 0;
    const auto glyph = font.next(bytes, at);
    return at == length && tells(glyph.unicode) ? std::string(glyph.unicode) : "";
}

std::string meaning_of(const FontProgram& program, std::uint32_t glyph) {
    std::string meaning;
    if (const auto point = unicode_of_glyph_name(program.name(glyph)); point != 0) append_utf8(meaning, point);
    return tells(meaning) ? meaning : "";
}

// 9.8.1: the names of the characters in a Type1 subset.
std::vector<std::string> character_set(const PdfObject* descriptor, PdfVecObjects& objects) {
    auto list = string_of(value_of(descriptor, "CharSet", objects));
    std::replace(list.begin(), list.end(), '/', ' ');
    std::istringstream words(list);
    std::vector<std::string> meanings;
    for (std::string name; words >> name;) {
        std::string meaning;
        if (const auto point = unicode_of_glyph_name(name); point != 0) append_utf8(meaning, point);
        if (tells(meaning)) meanings.push_back(std::move(meaning));
    }
    return meanings;
}

std::set<std::uint32_t> drawn_in(const FontProgram& program) {
    std::set<std::uint32_t> drawn;
    for (std::uint32_t glyph = 1; glyph < program.glyphs(); ++glyph) {  // .notdef stands in every font
        if (const auto drawing = program.drawing(glyph); drawing && !drawing->blank) drawn.insert(glyph);
    }
    return drawn;
}

Concealed residue_entry(const PdfObject& dictionary, Manner manner, std::uint64_t count, const std::set<std::string>& characters) {
    std::string text;
    for (const auto& character : characters) text += character;
    Concealed found;
    found.kind = Concealment::unused_glyphs;
    found.manner = manner;
    // Word embeds forms a character might take next to others: outlines nobody has a name for.
    found.severity = text.empty() ? Severity::low : Severity::medium;
    found.object = label_of(dictionary.Reference());
    found.label = "font " + found.object;
    found.count = count;
    found.preview = masked_line(text);
    found.text = Sensitive(text);
    return found;
}

}  // namespace

void FontResidue::add(const PdfObject& dictionary, const Font& font, const ShownCodes& used) {
    const auto* descendant = descendant_of(dictionary, objects_);
    const auto* holder = font.is_composite() ? descendant : &dictionary;
    auto name = name_of(value_of(holder, "BaseFont", objects_));
    if (!is_subset_name(name)) name = name_of(value_of(&dictionary, "BaseFont", objects_));
    if (!is_subset_name(name)) return;
    const auto* descriptor = value_of(holder, "FontDescriptor", objects_);
    SubsetFont seen;
    seen.dictionary = &dictionary;
    seen.composite = font.is_composite();
    seen.used = used.size();
    for (const auto& [code, length] : used) seen.meant.insert(meaning_of(font, code, length));
    ShownCodes others;
    if (const auto* map = font.to_unicode()) {
        for (const auto& [code, length] : map->codes_with_unicode(most_codes)) {
            const auto bytes = font.is_composite() ? length : std::uint8_t{1};
            if (used.count({code, bytes}) == 0) others.insert({code, bytes});
        }
    }
    std::size_t glyphs = 0;
    read_program(font, used, others, program_of(descriptor, objects_), seen, glyphs);
    if (!seen.opened) {
        // Where the font lists its characters, a map for more of them was not made for this text.
        auto named = character_set(descriptor, objects_);
        for (auto& text : named) seen.others.push_back({{}, std::move(text)});
        for (const auto& [code, length] : named.empty() ? others : ShownCodes()) seen.others.push_back({{}, meaning_of(font, code, length)});
    }
    fonts_.emplace_back(Family{name.substr(7), glyphs}, std::move(seen));
}

void FontResidue::read_program(const Font& font, const ShownCodes& used, const ShownCodes& others, Bytes bytes, SubsetFont& seen,
                               std::size_t& glyphs) {
    const auto program = FontProgram::open(bytes);
    if (!program) return;
    seen.opened = true;
    glyphs = program->glyphs();
    seen.drawn = drawn_in(*program);
    KeptGlyphs kept;
    keep_glyphs(*seen.dictionary, font, used, *program, kept);
    seen.needed = kept.glyphs;
    if (program->kind() == FontProgram::Kind::true_type) {
        // What the font would keep if it were reduced: the parts of composite glyphs too.
        kept.by_index = true;
        if (const auto trimmed = trim_sfnt(bytes, *program, kept)) {
            if (const auto rest = FontProgram::open(*trimmed)) seen.needed.merge(drawn_in(*rest));
        }
    }
    std::map<std::uint32_t, std::string> by_glyph;
    for (std::size_t map = 0; map < program->maps().size(); ++map) {
        const auto kind = program->maps()[map];
        if (kind.platform != 0 && (kind.platform != 3 || kind.encoding == 0)) continue;
        for (const auto& [code, glyph] : program->entries(map)) {
            std::string meaning;
            append_utf8(meaning, code);
            if (tells(meaning)) by_glyph.emplace(glyph, std::move(meaning));
        }
    }
    for (const auto glyph : seen.drawn) {
        auto meaning = by_glyph.count(glyph) != 0 ? by_glyph.at(glyph) : meaning_of(*program, glyph);
        if (!meaning.empty()) seen.others.push_back({{glyph}, std::move(meaning)});
    }
    for (const auto& code : others) {
        auto meaning = meaning_of(font, code.first, code.second);
        if (meaning.empty()) continue;
        KeptGlyphs one;
        if (others.size() <= general_map) keep_glyphs(*seen.dictionary, font, {code}, *program, one);
        one.glyphs.erase(0);
        seen.others.push_back({std::move(one.glyphs), std::move(meaning)});
    }
}

std::vector<Concealed> FontResidue::unused() const {
    std::map<Family, std::set<std::uint32_t>> needed;
    for (const auto& [family, font] : fonts_) needed[family].insert(font.needed.begin(), font.needed.end());
    std::vector<Concealed> found;
    for (const auto& [family, font] : fonts_) add_unused(font, needed[family], found);
    return found;
}

void FontResidue::add_unused(const SubsetFont& font, const std::set<std::uint32_t>& needed, std::vector<Concealed>& found) {
    std::set<std::uint32_t> left;
    std::set_difference(font.drawn.begin(), font.drawn.end(), needed.begin(), needed.end(), std::inserter(left, left.end()));
    std::set<std::string> drawn, meant;
    for (const auto& [glyphs, text] : font.others) {
        const bool unused = std::any_of(glyphs.begin(), glyphs.end(), [&](auto glyph) { return left.count(glyph) != 0; });
        const bool shown = std::any_of(glyphs.begin(), glyphs.end(), [&](auto glyph) { return needed.count(glyph) != 0; });
        if (unused) drawn.insert(text);
        else if (!shown && !text.empty() && font.meant.count(text) == 0) meant.insert(text);
    }
    for (const auto& character : drawn) meant.erase(character);
    if (!left.empty()) found.push_back(residue_entry(*font.dictionary, Manner::outlines, left.size(), drawn));
    const bool general = font.composite ? meant.size() > general_map && meant.size() > 10 * font.used
                                        : meant.size() > general_table && meant.size() > 2 * font.used;
    if (!meant.empty() && !general) found.push_back(residue_entry(*font.dictionary, Manner::unicode, meant.size(), meant));
}

}  // namespace review::pdf
