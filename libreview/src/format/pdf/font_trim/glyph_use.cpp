#include "format/pdf/font_trim/glyph_use.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "format/pdf/object_access.hpp"

namespace review::pdf {

using PoDoFo::PdfObject;

namespace {

class SimpleUse {
public:
    SimpleUse(const PdfObject& dictionary, const Font& font, const FontProgram& program, KeptGlyphs& kept)
        : font_(font), program_(program), kept_(kept), mac_(base_encoding("MacRomanEncoding")) {
        read_encoding(dictionary);
        for (std::uint32_t glyph = 0; program.has_names() && glyph < program.glyphs(); ++glyph) {
            if (const auto point = unicode_of_glyph_name(program.name(glyph)); point != 0) named_like_.emplace(point, glyph);
        }
    }

    void code(std::uint32_t code) {
        const auto kind = program_.kind();
        const bool by_name = kind != FontProgram::Kind::true_type;
        const auto before = found_ = 0;
        if (const auto name = differences_.find(code); name != differences_.end()) add(program_.by_name(name->second));
        const char32_t point = code < 256 ? font_.encoding()[code] : 0;
        if (point != 0) by_character(point);
        const bool own = !encoded_ || font_.is_symbolic() || found_ == before;
        // Readers ask a symbolic TrueType font by the code, whatever the differences name.
        if (own && (differences_.count(code) == 0 || (!by_name && font_.is_symbolic()))) {
            if (by_name) add(program_.by_own_encoding(code));
            else by_code(code);
        }
        if (found_ == before && !by_name) by_code(code);
        if (found_ == before && !by_name && program_.maps().empty()) add(code);
    }

private:
    void read_encoding(const PdfObject& dictionary) {
        auto& objects = *dictionary.GetOwner();
        const auto* encoding = value_of(&dictionary, "Encoding", objects);
        encoded_ = encoding != nullptr && (encoding->IsName() || value_of(encoding, "BaseEncoding", objects) != nullptr);
        const auto* differences = value_of(encoding, "Differences", objects);
        if (differences == nullptr || !differences->IsArray()) return;
        std::uint32_t code = 0;
        for (const auto& raw : differences->GetArray()) {
            const auto* item = resolve(&raw, objects);
            if (item == nullptr) continue;
            if (item->IsNumber() || item->IsReal()) code = static_cast<std::uint32_t>(std::clamp(item->GetReal(), 0.0, 256.0));
            else if (item->IsName() && code < 256) differences_[code++] = item->GetName().GetName();
        }
    }

    void by_character(char32_t point) {
        if (point == 0xA0) point = 0x20;  // annex D.2: drawn as the space
        const auto [first, last] = named_like_.equal_range(point);
        for (auto glyph = first; glyph != last; ++glyph) add(glyph->second);
        for (std::size_t map = 0; map < program_.maps().size(); ++map) {
            const auto kind = program_.maps()[map];
            if (kind.platform == 0 || (kind.platform == 3 && (kind.encoding == 1 || kind.encoding == 10))) {
                add(program_.by_map(map, point));
            } else if (kind.platform == 1 && kind.encoding == 0) {
                const auto place = std::find(mac_.begin(), mac_.end(), point);
                if (place != mac_.end()) add(program_.by_map(map, static_cast<std::uint32_t>(place - mac_.begin())));
            }
        }
    }

    // 9.6.6.4: a symbolic font's maps hold codes, in (3, 0) often above F000.
    void by_code(std::uint32_t code) {
        for (std::size_t map = 0; map < program_.maps().size(); ++map) {
            const auto kind = program_.maps()[map];
            const bool symbol = kind.platform == 3 && kind.encoding == 0;
            if (symbol) {
                for (const std::uint32_t above : {0x0000u, 0xF000u, 0xF100u, 0xF200u}) add(program_.by_map(map, above | code));
            } else if (kind.platform == 1 || found_ == 0) {
                add(program_.by_map(map, code));
            }
        }
    }

    void add(std::uint32_t glyph) {
        if (glyph == 0) return;
        kept_.glyphs.insert(glyph);
        ++found_;
    }

    const Font& font_;
    const FontProgram& program_;
    KeptGlyphs& kept_;
    const Encoding mac_;
    bool encoded_ = false;
    std::map<std::uint32_t, std::string> differences_;
    std::multimap<char32_t, std::uint32_t> named_like_;
    unsigned found_ = 0;  // glyphs of the present code
};

void keep_composite(const PdfObject& dictionary, const Font& font, const ShownCodes& codes, const FontProgram& program, KeptGlyphs& kept) {
    auto& objects = *dictionary.GetOwner();
    const auto* descendants = value_of(&dictionary, "DescendantFonts", objects);
    const auto* descendant = descendants != nullptr && descendants->IsArray() && !descendants->GetArray().empty()
                                 ? resolve(&descendants->GetArray()[0], objects) : nullptr;
    const bool type2 = name_of(value_of(descendant, "Subtype", objects)) == "CIDFontType2";
    const auto* map = value_of(descendant, "CIDToGIDMap", objects);
    std::string table;
    bool whole = false;
    if (type2 && map != nullptr && map->HasStream()) table = stream_of(*map, 1u << 20, whole);
    const bool keyed = program.cid_keyed() && !type2;
    if (!keyed) kept.by_index = true;
    for (const auto& [code, length] : codes) {
        const auto cid = font.cid(code, length);
        if (!table.empty()) {
            const auto at = std::size_t{cid} * 2;
            if (at + 1 >= table.size()) continue;
            kept.glyphs.insert(static_cast<std::uint32_t>(static_cast<unsigned char>(table[at]) << 8 | static_cast<unsigned char>(table[at + 1])));
        } else {
            kept.glyphs.insert(keyed ? program.by_cid(cid) : cid);
        }
    }
}

}  // namespace

void keep_glyphs(const PdfObject& dictionary, const Font& font, const ShownCodes& codes, const FontProgram& program, KeptGlyphs& kept) {
    kept.glyphs.insert(0);
    if (font.is_composite()) {
        keep_composite(dictionary, font, codes, program, kept);
    } else {
        SimpleUse use(dictionary, font, program, kept);
        kept.by_name = true;
        if (program.kind() == FontProgram::Kind::true_type) kept.by_index = true;
        for (const auto& [code, length] : codes) {
            use.code(code);
            kept.codes.insert(code);
        }
    }
    for (auto glyph = kept.glyphs.begin(); glyph != kept.glyphs.end();) {
        glyph = *glyph < program.glyphs() ? std::next(glyph) : kept.glyphs.erase(glyph);
    }
}

}  // namespace review::pdf
