#include "format/pdf/font_trim/sfnt.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <vector>

#include <hb-subset.h>
#include <hb.h>

#include "format/pdf/fonts/cff.hpp"
#include "format/pdf/font_trim/sfnt_tables.hpp"

namespace review::pdf {

namespace {

struct Destroy {
    void operator()(hb_blob_t* blob) const { hb_blob_destroy(blob); }
    void operator()(hb_face_t* face) const { hb_face_destroy(face); }
    void operator()(hb_subset_input_t* input) const { hb_subset_input_destroy(input); }
};
using Blob = std::unique_ptr<hb_blob_t, Destroy>;
using Face = std::unique_ptr<hb_face_t, Destroy>;

Blob blob_of(ByteView bytes) {
    return Blob(hb_blob_create(reinterpret_cast<const char*>(bytes.data()), static_cast<unsigned>(bytes.size()),
                               HB_MEMORY_MODE_DUPLICATE, nullptr, nullptr));
}

Bytes bytes_of(hb_blob_t* blob) {
    unsigned length = 0;
    const char* data = hb_blob_get_data(blob, &length);
    return Bytes(data, data + length);
}

Bytes table_of(hb_face_t* face, hb_tag_t tag) { return bytes_of(Blob(hb_face_reference_table(face, tag)).get()); }

void add_table(hb_face_t* builder, hb_tag_t tag, ByteView bytes) {
    hb_face_builder_add_table(builder, tag, blob_of(bytes).get());
}

Face subset(hb_face_t* face, const KeptGlyphs& kept) {
    const std::unique_ptr<hb_subset_input_t, Destroy> input(hb_subset_input_create_or_fail());
    if (!input) return nullptr;
    unsigned flags = HB_SUBSET_FLAGS_NOTDEF_OUTLINE;
    if (kept.by_index) flags |= HB_SUBSET_FLAGS_RETAIN_GIDS;
    hb_subset_input_set_flags(input.get(), flags);
    auto* glyphs = hb_subset_input_glyph_set(input.get());
    hb_set_add(glyphs, 0);
    for (const auto glyph : kept.glyphs) hb_set_add(glyphs, glyph);
    // Layout, names and maps are dropped or written by ourselves: no glyph comes in through them.
    auto* dropped = hb_subset_input_set(input.get(), HB_SUBSET_SETS_DROP_TABLE_TAG);
    for (const char* tag : {"cmap", "post", "name", "GSUB", "GPOS", "GDEF", "kern", "OS/2", "gvar", "fvar", "avar", "HVAR",
                            "VVAR", "MVAR", "STAT", "cvar", "COLR", "CPAL", "hdmx", "VDMX", "MATH", "BASE"}) {
        hb_set_add(dropped, hb_tag_from_string(tag, -1));
    }
    return Face(hb_subset_or_fail(face, input.get()));
}

// ISO 32000-1, 9.9: what a reader needs of a program in a PDF; vertical metrics besides.
constexpr std::array<const char*, 8> needed_tables{"hmtx", "vhea", "vmtx", "glyf", "loca", "cvt ", "fpgm", "prep"};

}  // namespace

std::optional<Bytes> trim_sfnt(ByteView bytes, const FontProgram& program, const KeptGlyphs& kept) {
    const Face face(hb_face_create(blob_of(bytes).get(), 0));
    const Face less = subset(face.get(), kept);
    if (!less) return std::nullopt;
    const Face built(hb_face_builder_create());
    for (const char* name : needed_tables) {
        const auto tag = hb_tag_from_string(name, 4);
        if (const auto table = table_of(less.get(), tag); !table.empty()) add_table(built.get(), tag, table);
    }
    const auto head = HB_TAG('h', 'e', 'a', 'd'), hhea = HB_TAG('h', 'h', 'e', 'a'), maxp = HB_TAG('m', 'a', 'x', 'p');
    Extents extents{table_of(less.get(), head), table_of(less.get(), hhea), table_of(less.get(), maxp)};
    settle_extents(extents, program, kept);
    add_table(built.get(), head, extents.head);
    add_table(built.get(), hhea, extents.hhea);
    add_table(built.get(), maxp, extents.maxp);
    if (const auto map = character_maps(program, kept); !map.empty()) add_table(built.get(), HB_TAG('c', 'm', 'a', 'p'), map);
    const auto count = hb_face_get_glyph_count(less.get());
    add_table(built.get(), HB_TAG('p', 'o', 's', 't'), glyph_names(program, kept, count));
    return bytes_of(Blob(hb_face_reference_blob(built.get())).get());
}

std::optional<Bytes> trim_cff(ByteView bytes, const FontProgram& program, const KeptGlyphs& kept) {
    if (kept.by_index && kept.by_name) return std::nullopt;
    const auto cff = HB_TAG('C', 'F', 'F', ' ');
    const bool bare = program.kind() == FontProgram::Kind::cff;
    const Face wrapped(hb_face_builder_create());
    auto outlines = bare ? Bytes(bytes.begin(), bytes.end()) : table_of(Face(hb_face_create(blob_of(bytes).get(), 0)).get(), cff);
    forget_needless_operators(outlines);
    write_encoding_plainly(outlines);
    add_table(wrapped.get(), cff, outlines);
    add_table(wrapped.get(), HB_TAG('m', 'a', 'x', 'p'), maxp_table(program.glyphs()));
    add_table(wrapped.get(), HB_TAG('h', 'e', 'a', 'd'), head_table());
    const Face face(hb_face_create(Blob(hb_face_reference_blob(wrapped.get())).get(), 0));
    const Face less = subset(face.get(), kept);
    if (!less) return std::nullopt;
    auto table = table_of(less.get(), cff);
    if (table.empty()) return std::nullopt;
    forget_font_names(table);
    return kept.by_index ? without_glyph_names(table) : table;
}

}  // namespace review::pdf
