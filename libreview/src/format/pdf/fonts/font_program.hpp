#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <review/bytes.hpp>

namespace review::pdf {

// An embedded font program of any kind, opened by FreeType: which glyph a name, a CID or a code means
// (ISO 32000-1, 9.6.6 and 9.7.4), and whether two programs draw a glyph alike.
class FontProgram {
public:
    enum class Kind { true_type, open_type_cff, cff, type1 };

    // A copy of `program` is kept. None: FreeType does not open it.
    static std::optional<FontProgram> open(ByteView program);

    FontProgram(FontProgram&&) noexcept;
    FontProgram& operator=(FontProgram&&) noexcept;
    ~FontProgram();

    Kind kind() const;
    bool cid_keyed() const;               // a CFF whose charset holds CIDs instead of names
    std::uint32_t glyphs() const;
    bool has_names() const;
    std::string name(std::uint32_t glyph) const;   // "": none

    // 0 where there is none.
    std::uint32_t by_name(const std::string& name) const;
    std::uint32_t by_cid(std::uint32_t cid) const;
    std::uint32_t cid_of(std::uint32_t glyph) const;
    std::uint32_t by_own_encoding(std::uint32_t code) const;  // of a Type 1 or CFF program

    std::uint32_t by_character(char32_t character) const;  // through the program's own Unicode map

    struct Metrics {
        double ascent = 0, descent = 0, units_per_em = 1000;  // in font units
    };
    Metrics metrics() const;
    bool may_be_embedded() const;  // as a subset, with its outlines: OS/2, fsType (OpenType 1.9)

    struct CharacterMap {
        int platform = 0, encoding = 0;
    };
    const std::vector<CharacterMap>& maps() const;
    std::uint32_t by_map(std::size_t map, std::uint32_t code) const;
    struct Entry {
        std::uint32_t code, glyph;
    };
    std::vector<Entry> entries(std::size_t map) const;  // ascending

    // The outline in font units, parts of a composite glyph in their places, with its advance; two glyphs
    // that draw alike give equal bytes. None: it cannot be loaded.
    struct Drawing {
        std::vector<std::int32_t> numbers;
        bool blank = true;  // no contour
        std::uint32_t points = 0, contours = 0;
        std::int32_t advance = 0, x0 = 0, y0 = 0, x1 = 0, y1 = 0;  // the box of all points
    };
    std::optional<Drawing> drawing(std::uint32_t glyph) const;

private:
    struct State;
    explicit FontProgram(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace review::pdf
