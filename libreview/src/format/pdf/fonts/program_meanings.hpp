#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

#include <podofo/podofo.h>

#include "format/pdf/fonts/font_program.hpp"

namespace review::pdf {

// What an embedded program says of its own glyphs: by its character maps, then by its glyph names. The last
// resort where neither /ToUnicode nor /Encoding says anything (ISO 32000-1, 9.10.2).
class ProgramMeanings {
public:
    // None: nothing is embedded, or nobody can open it.
    static std::optional<ProgramMeanings> of(const PoDoFo::PdfObject& font);

    // 0: the program does not say.
    char32_t of_code(std::uint32_t code) const;  // of a simple font
    char32_t of_cid(std::uint32_t cid) const;    // of a composite font
    bool is_glyph_number(std::uint32_t cid) const;  // 9.7.4.2: and that of one it holds

private:
    explicit ProgramMeanings(FontProgram program) : program_(std::move(program)) {}
    void read_maps();
    char32_t of_glyph(std::uint32_t glyph) const;
    std::uint32_t glyph_of_code(std::uint32_t code) const;

    FontProgram program_;
    std::string cid_map_;      // /CIDToGIDMap
    bool has_cid_map_ = false, by_number_ = false;
    std::unordered_map<std::uint32_t, char32_t> characters_;  // glyph -> Unicode
};

}  // namespace review::pdf
