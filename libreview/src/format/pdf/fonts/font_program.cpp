#include "format/pdf/fonts/font_program.hpp"

#include <string_view>
#include <vector>

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_CID_H
#include FT_FONT_FORMATS_H
#include FT_OUTLINE_H

#include "format/pdf/fonts/cff.hpp"

namespace review::pdf {

struct FontProgram::State {
    Bytes bytes;
    FT_Library library = nullptr;
    FT_Face face = nullptr;
    Kind kind = Kind::true_type;
    bool cid_keyed = false, asked_by_cid = false;
    std::uint32_t count = 0;
    int own_encoding = -1;  // index of the character map
    std::vector<CharacterMap> maps;
    mutable std::vector<std::uint32_t> glyph_of_cid;

    ~State() {
        if (face != nullptr) FT_Done_Face(face);
        if (library != nullptr) FT_Done_FreeType(library);
    }
};

FontProgram::FontProgram(std::unique_ptr<State> state) : state_(std::move(state)) {}
FontProgram::FontProgram(FontProgram&&) noexcept = default;
FontProgram& FontProgram::operator=(FontProgram&&) noexcept = default;
FontProgram::~FontProgram() = default;

std::optional<FontProgram> FontProgram::open(ByteView program) {
    auto state = std::make_unique<State>();
    state->bytes.assign(program.begin(), program.end());
    if (FT_Init_FreeType(&state->library) != 0) return std::nullopt;
    if (FT_New_Memory_Face(state->library, state->bytes.data(), static_cast<FT_Long>(state->bytes.size()), 0, &state->face) != 0) {
        return std::nullopt;
    }
    const std::string_view format = FT_Get_Font_Format(state->face);
    const bool wrapped = FT_IS_SFNT(state->face) != 0;
    state->count = static_cast<std::uint32_t>(state->face->num_glyphs);
    if (format == "TrueType") state->kind = Kind::true_type;
    else if (format == "CFF") state->kind = wrapped ? Kind::open_type_cff : Kind::cff;
    else if (format == "Type 1") state->kind = Kind::type1;
    else return std::nullopt;
    FT_Bool keyed = 0;
    state->cid_keyed = FT_Get_CID_Is_Internally_CID_Keyed(state->face, &keyed) == 0 && keyed != 0;
    // FreeType takes CIDs for glyph numbers of a bare CID-keyed CFF, and their range for its size.
    state->asked_by_cid = state->cid_keyed && state->kind == Kind::cff;
    if (state->asked_by_cid) {
        const auto count = cff_glyphs(program);
        if (!count) return std::nullopt;
        state->count = *count;
    }
    for (FT_Int i = 0; i < state->face->num_charmaps; ++i) {
        const auto* map = state->face->charmaps[i];
        state->maps.push_back({map->platform_id, map->encoding_id});
        const bool adobe = map->encoding == FT_ENCODING_ADOBE_CUSTOM || map->encoding == FT_ENCODING_ADOBE_STANDARD ||
                           map->encoding == FT_ENCODING_ADOBE_EXPERT;
        if (adobe && state->own_encoding < 0) state->own_encoding = i;
    }
    return FontProgram(std::move(state));
}

FontProgram::Kind FontProgram::kind() const { return state_->kind; }
bool FontProgram::cid_keyed() const { return state_->cid_keyed; }
std::uint32_t FontProgram::glyphs() const { return state_->count; }
bool FontProgram::has_names() const { return FT_HAS_GLYPH_NAMES(state_->face) != 0; }
const std::vector<FontProgram::CharacterMap>& FontProgram::maps() const { return state_->maps; }

std::string FontProgram::name(std::uint32_t glyph) const {
    char buffer[256] = {};
    if (!has_names() || FT_Get_Glyph_Name(state_->face, glyph, buffer, sizeof buffer) != 0) return "";
    return buffer;
}

std::uint32_t FontProgram::by_name(const std::string& name) const {
    return has_names() ? FT_Get_Name_Index(state_->face, const_cast<char*>(name.c_str())) : 0;
}

std::uint32_t FontProgram::by_cid(std::uint32_t cid) const {
    auto& table = state_->glyph_of_cid;
    if (table.empty()) {
        table.resize(0x10000);  // 9.7.4: a CID has two bytes
        for (std::uint32_t glyph = glyphs(); glyph-- > 0;) {
            if (const auto of_glyph = cid_of(glyph); of_glyph < table.size()) table[of_glyph] = glyph;
        }
    }
    return cid < table.size() ? table[cid] : 0;
}

std::uint32_t FontProgram::cid_of(std::uint32_t glyph) const {
    FT_UInt cid = 0;
    return FT_Get_CID_From_Glyph_Index(state_->face, glyph, &cid) == 0 ? cid : 0;
}

std::uint32_t FontProgram::by_own_encoding(std::uint32_t code) const {
    return state_->own_encoding < 0 ? 0 : by_map(static_cast<std::size_t>(state_->own_encoding), code);
}

std::uint32_t FontProgram::by_character(char32_t character) const {
    return FT_Select_Charmap(state_->face, FT_ENCODING_UNICODE) == 0 ? FT_Get_Char_Index(state_->face, character) : 0;
}

FontProgram::Metrics FontProgram::metrics() const {
    const auto* face = state_->face;
    return {static_cast<double>(face->ascender), static_cast<double>(face->descender), face->units_per_EM > 0 ? static_cast<double>(face->units_per_EM) : 1000};
}

bool FontProgram::may_be_embedded() const {
    constexpr unsigned short kinds = 0xF;
    const auto flags = FT_Get_FSType_Flags(state_->face);
    return (flags & kinds) != FT_FSTYPE_RESTRICTED_LICENSE_EMBEDDING && (flags & (FT_FSTYPE_NO_SUBSETTING | FT_FSTYPE_BITMAP_EMBEDDING_ONLY)) == 0;
}

std::uint32_t FontProgram::by_map(std::size_t map, std::uint32_t code) const {
    if (FT_Set_Charmap(state_->face, state_->face->charmaps[map]) != 0) return 0;
    return FT_Get_Char_Index(state_->face, code);
}

std::vector<FontProgram::Entry> FontProgram::entries(std::size_t map) const {
    std::vector<Entry> list;
    if (FT_Set_Charmap(state_->face, state_->face->charmaps[map]) != 0) return list;
    FT_UInt glyph = 0;
    for (auto code = FT_Get_First_Char(state_->face, &glyph); glyph != 0; code = FT_Get_Next_Char(state_->face, code, &glyph)) {
        list.push_back({static_cast<std::uint32_t>(code), glyph});
    }
    return list;
}

std::optional<FontProgram::Drawing> FontProgram::drawing(std::uint32_t glyph) const {
    const auto asked = state_->asked_by_cid ? cid_of(glyph) : glyph;
    if (FT_Load_Glyph(state_->face, asked, FT_LOAD_NO_SCALE | FT_LOAD_NO_HINTING | FT_LOAD_NO_BITMAP) != 0) return std::nullopt;
    const auto* slot = state_->face->glyph;
    if (slot->format != FT_GLYPH_FORMAT_OUTLINE) return std::nullopt;
    Drawing drawing;
    const auto& outline = slot->outline;
    drawing.blank = outline.n_points == 0;
    drawing.points = static_cast<std::uint32_t>(outline.n_points);
    drawing.contours = static_cast<std::uint32_t>(outline.n_contours);
    drawing.advance = static_cast<std::int32_t>(slot->metrics.horiAdvance);
    FT_BBox box{};
    FT_Outline_Get_CBox(&outline, &box);
    drawing.x0 = static_cast<std::int32_t>(box.xMin), drawing.y0 = static_cast<std::int32_t>(box.yMin);
    drawing.x1 = static_cast<std::int32_t>(box.xMax), drawing.y1 = static_cast<std::int32_t>(box.yMax);
    drawing.numbers.push_back(drawing.advance);
    for (int i = 0; i < outline.n_points; ++i) {
        drawing.numbers.push_back(static_cast<std::int32_t>(outline.points[i].x));
        drawing.numbers.push_back(static_cast<std::int32_t>(outline.points[i].y));
        drawing.numbers.push_back(outline.tags[i] & 3);  // on the curve, conic, cubic
    }
    for (int i = 0; i < outline.n_contours; ++i) drawing.numbers.push_back(outline.contours[i]);
    return drawing;
}

}  // namespace review::pdf
