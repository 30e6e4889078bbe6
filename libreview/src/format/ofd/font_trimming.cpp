#include "format/ofd/font_trimming.hpp"

#include "base/messages/format_ofd.hpp"
#include "base/messages/redact.hpp"
#include "format/pdf/font_trim/reduce_program.hpp"

namespace review {
namespace {

struct Use {
    pdf::KeptGlyphs kept;
    bool loses = false;
    bool by_character = false, by_number = false;
    std::uint64_t glyphs = 0;
};

void use_glyph(const OfdGlyph& glyph, const pdf::FontProgram* program, Use& use) {
    ++use.glyphs;
    (glyph.transformed ? use.by_number : use.by_character) = true;
    for (const auto shape : glyph.shapes) use.kept.glyphs.insert(shape);
    if (!glyph.transformed && program != nullptr) use.kept.glyphs.insert(program->by_character(ofd_first_character(glyph.text)));
}

}  // namespace

OfdFontFiles trim_ofd_fonts(const OfdPackage& package, OfdTextObjects& texts, const OfdTextEdits& edits,
                            const std::set<std::pair<std::size_t, std::uint32_t>>& shown) {
    std::map<const OfdMember*, Use> uses;
    std::map<const OfdMember*, const pdf::FontProgram*> programs;
    for (std::size_t body = 0; body < package.bodies().size(); ++body) {
        for (const auto& [id, font] : package.bodies()[body].fonts) {
            if (font.file == nullptr || !font.file->kept) continue;
            uses[font.file];
            programs.emplace(font.file, texts.fonts(body).program(id));
        }
    }
    for (const auto& member : package.members()) {
        if (!member->tree || !member->kept) continue;
        const auto& fonts = package.bodies()[member->body].fonts;
        for (auto at = shown.lower_bound({member->number, 0}); at != shown.end() && at->first == member->number; ++at) {
            const auto& object = texts.read(*member, at->second);
            const auto font = fonts.find(object.font);
            if (font == fonts.end() || font->second.file == nullptr) continue;
            auto& use = uses[font->second.file];
            for (std::size_t code = 0; code < object.codes.size(); ++code) {
                const auto* changes = edits.of(object, code);
                for (std::size_t i = 0; i < object.codes[code].glyphs.size(); ++i) {
                    if (changes != nullptr && (*changes)[i].cut) use.loses = true;
                    else use_glyph(object.codes[code].glyphs[i], programs[font->second.file], use);
                }
            }
        }
    }
    OfdFontFiles files;
    for (auto& [file, use] : uses) {
        const auto* program = programs[file];
        const auto go = [&] { files.removals.push_back({file->label, "not-on-list", 1}); };
        if (use.glyphs == 0) {
            go();
            continue;
        }
        use.kept.glyphs.insert(0);
        use.kept.by_index = true;
        auto less = program == nullptr ? std::nullopt : pdf::reduce_program(file->bytes, *program, use.kept);
        if (less) {
            files.bytes.emplace(file, std::move(less->bytes));
            if (program->kind() != pdf::FontProgram::Kind::true_type) files.shaped.insert(file);
        } else if (!use.loses) {
            files.bytes.emplace(file, file->bytes);
        } else if (!use.by_number) {
            go();
        } else {
            files.obstacles.push_back({0, file->label, {}, say(Msg::ofd_font_stays), {say(Msg::redact_choice_source)}});
        }
    }
    return files;
}

}  // namespace review
