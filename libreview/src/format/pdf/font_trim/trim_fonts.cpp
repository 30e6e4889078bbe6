#include "format/pdf/font_trim/trim_fonts.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>

#include <review/error.hpp>

#include "base/messages/format_pdf.hpp"
#include "format/pdf/font_trim/font_dictionary.hpp"
#include "format/pdf/font_trim/reduce_program.hpp"
#include "format/pdf/font_trim/shown_codes.hpp"
#include "format/pdf/fonts/embedded_cmap.hpp"
#include "format/pdf/fonts/encodings.hpp"
#include "format/pdf/object_access.hpp"
#include "format/pdf/stream_data.hpp"
#include "format/pdf/to_unicode.hpp"

namespace review::pdf {

using namespace PoDoFo;

namespace {

// One font of the pages, and what several fonts may share behind it.
struct FontParts {
    PdfObject* font = nullptr;
    PdfObject* descendant = nullptr;  // of a composite font; otherwise the font itself
    PdfObject* descriptor = nullptr;
    PdfObject* program = nullptr;
    ShownCodes codes;
    std::set<std::uint32_t> cids;     // of a composite font
};

PdfObject* stream_at(const PdfObject* holder, const char* key, PdfVecObjects& objects) {
    auto* stream = value_of(holder, key, objects);
    return stream != nullptr && stream->HasStream() ? stream : nullptr;
}

class Trimmer {
public:
    Trimmer(PdfMemDocument& document, const WalkContext& context, const std::set<PdfReference>& lost)
        : objects_(document.GetObjects()), context_(context), lost_(lost) {}

    void run(const std::vector<PdfObject*>& fonts, const FontUse& use) {
        for (auto* font : fonts) {
            if (use.unsure.count(font) != 0) keep(*font, nullptr);
            else collect(*font, use);
        }
        // A program or a map that an uncertain font shares stays as it is.
        for (const auto& parts : parts_) reduce_program_of(parts);
        refuse();
        for (const auto& parts : parts_) narrow(parts);
        for (std::size_t i = 0; i < parts_.size(); ++i) retag(parts_[i], i);
    }

private:
    FontParts parts_of(PdfObject& font) const {
        FontParts parts;
        parts.font = parts.descendant = &font;
        if (const auto* list = value_of(&font, "DescendantFonts", objects_); list != nullptr && list->IsArray() && !list->GetArray().empty()) {
            auto* descendant = resolve(const_cast<PdfObject*>(&list->GetArray()[0]), objects_);
            if (descendant != nullptr && descendant->IsDictionary()) parts.descendant = descendant;
        }
        parts.descriptor = value_of(parts.descendant, "FontDescriptor", objects_);
        for (const char* key : {"FontFile", "FontFile2", "FontFile3"}) {
            if (parts.program == nullptr) parts.program = stream_at(parts.descriptor, key, objects_);
        }
        return parts;
    }

    void collect(PdfObject& font, const FontUse& use) {
        auto parts = parts_of(font);
        if (const auto codes = use.codes.find(&font); codes != use.codes.end()) parts.codes = codes->second;
        const auto& reader = context_.fonts.font(font);
        for (const auto& [code, length] : parts.codes) {
            if (reader.is_composite()) parts.cids.insert(reader.cid(code, length));
        }
        auto& map = to_unicode_[value_of(&font, "ToUnicode", objects_)];
        for (const auto& [code, length] : parts.codes) map.insert(code);
        cmaps_[stream_at(&font, "Encoding", objects_)].insert(parts.codes.begin(), parts.codes.end());
        cids_[parts.descendant].insert(parts.cids.begin(), parts.cids.end());
        cids_[stream_at(parts.descendant, "CIDToGIDMap", objects_)].insert(parts.cids.begin(), parts.cids.end());
        if (parts.program != nullptr) note_program(parts, reader);
        parts_.push_back(std::move(parts));
    }

    struct Program {
        Bytes bytes;
        std::optional<FontProgram> opened;
        KeptGlyphs kept;
        bool lost = false, fixed = false, done = false;
    };

    void note_program(const FontParts& parts, const Font& reader) {
        auto [entry, fresh] = programs_.try_emplace(parts.program);
        auto& program = entry->second;
        if (fresh) {
            program.bytes = filtered_stream(*parts.program);
            program.opened = FontProgram::open(program.bytes);
        }
        program.lost = program.lost || lost_.count(parts.font->Reference()) != 0;
        if (program.opened) keep_glyphs(*parts.font, reader, parts.codes, *program.opened, program.kept);
    }

    // The font stays as it is; that is no answer where it lost characters.
    void keep(PdfObject& font, const PdfObject* program) {
        const auto parts = parts_of(font);
        if (parts.program != nullptr) programs_[parts.program].fixed = true;
        for (auto* shared : {value_of(&font, "ToUnicode", objects_), stream_at(&font, "Encoding", objects_), parts.descendant,
                             stream_at(parts.descendant, "CIDToGIDMap", objects_)}) {
            fixed_.insert(shared);
        }
        if (lost_.count(font.Reference()) != 0) hinder(program == nullptr ? font : *program);
    }

    void hinder(const PdfObject& object) {
        obstacles_.push_back({0, label_of(object.Reference()), "Tf", say(Msg::pdf_font_not_reduced), {"remove", "rasterise", "stop"}});
    }

    void reduce_program_of(const FontParts& parts) {
        if (parts.program == nullptr) return;
        auto& program = programs_[parts.program];
        if (program.done) return;
        program.done = true;
        std::optional<ReducedProgram> less;
        if (program.opened && !program.fixed) less = reduce_program(without_tag(program.bytes, parts), *program.opened, program.kept);
        if (!less) {
            if (program.lost) hinder(*parts.program);
            return;
        }
        set_stream(*parts.program, less->bytes);
        auto& dictionary = parts.program->GetDictionary();
        // A CFF comes back without the tables that were around it.
        if (program.opened->kind() == FontProgram::Kind::open_type_cff) {
            dictionary.AddKey("Subtype", PdfName(parts.font == parts.descendant ? "Type1C" : "CIDFontType0C"));
        }
        const std::size_t lengths[] = {less->length1, less->length2, less->length3};
        const char* keys[] = {"Length1", "Length2", "Length3"};
        for (int i = 0; i < 3; ++i) {
            if (dictionary.HasKey(keys[i])) dictionary.AddKey(keys[i], PdfObject(static_cast<pdf_int64>(lengths[i])));
        }
    }

    void refuse() {
        if (obstacles_.empty()) return;
        const auto& first = obstacles_.front();
        throw Error(Errc::refused, say(Msg::pdf_cannot_cut, {"-", first.object, first.op, first.reason}), std::move(obstacles_));
    }

    void narrow(const FontParts& parts) {
        if (parts.font == parts.descendant) {
            std::set<std::uint32_t> codes;
            for (const auto& [code, length] : parts.codes) codes.insert(code);
            narrow_simple(*parts.font, codes);
        } else if (is_first(parts.descendant)) {
            narrow_metrics(*parts.descendant, cids_[parts.descendant]);
        }
        if (parts.descriptor != nullptr) narrow_descriptor(*parts.descriptor);
        if (auto* map = stream_at(parts.font, "ToUnicode", objects_); is_first(map)) {
            const auto program = filtered_stream(*map);
            const auto read = embedded_cmap(*map);
            const auto meaning = [&](std::uint32_t code, std::size_t length) {
                std::string text;
                if (!read.unicode(code, length, text) && !read.has_unicode()) {
                    if (const auto point = read.cid(code, length); point >= 0x20) append_utf8(text, point);
                }
                return text;
            };
            set_stream(*map, to_unicode_of(program, to_unicode_[map], meaning));
            map->GetDictionary().RemoveKey("UseCMap");
        }
        if (auto* map = stream_at(parts.font, "Encoding", objects_); is_first(map)) {
            set_stream(*map, as_bytes(narrowed_cmap(context_.fonts.font(*parts.font), cmaps_[map])));
            map->GetDictionary().RemoveKey("UseCMap");
        }
        if (auto* map = stream_at(parts.descendant, "CIDToGIDMap", objects_); is_first(map)) {
            set_stream(*map, narrowed_cid_map(filtered_stream(*map), cids_[map]));
        }
    }

    bool is_first(const PdfObject* object) { return object != nullptr && fixed_.insert(object).second; }

    static bool is_tagged(const std::string& name) {
        return name.size() > 7 && name[6] == '+' && std::all_of(name.begin(), name.begin() + 6, [](char c) { return c >= 'A' && c <= 'Z'; });
    }

    // 9.6.4: any six letters, different for different subsets of one font. Here they count.
    static std::string neutral(const std::string& name, std::size_t number) {
        std::string tag(6, 'A');
        for (std::size_t i = 6; i-- > 0; number /= 26) tag[i] = static_cast<char>('A' + number % 26);
        return tag + name.substr(6);
    }

    void retag(const FontParts& parts, std::size_t number) {
        for (auto [holder, key] : {std::pair(parts.font, "BaseFont"), std::pair(parts.descendant, "BaseFont"), std::pair(parts.descriptor, "FontName")}) {
            const auto name = name_of(value_of(holder, key, objects_));
            if (is_tagged(name)) holder->GetDictionary().AddKey(key, PdfName(neutral(name, number)));
        }
    }

    // The tag also stands in the program, in clear.
    Bytes without_tag(const Bytes& bytes, const FontParts& parts) const {
        const auto name = name_of(value_of(parts.descriptor, "FontName", objects_));
        if (!is_tagged(name)) return bytes;
        std::string text(as_text(bytes));
        const auto tag = name.substr(0, 7);
        for (auto at = text.find(tag); at != std::string::npos; at = text.find(tag, at + 7)) text.replace(at, 6, "AAAAAA");
        return Bytes(text.begin(), text.end());
    }

    PdfVecObjects& objects_;
    const WalkContext& context_;
    const std::set<PdfReference>& lost_;
    std::vector<FontParts> parts_;
    std::map<const PdfObject*, Program> programs_;
    std::map<const PdfObject*, std::set<std::uint32_t>> to_unicode_, cids_;
    std::map<const PdfObject*, ShownCodes> cmaps_;
    std::set<const PdfObject*> fixed_;  // narrowed already, or shared with a font that stays as it is
    std::vector<Obstacle> obstacles_;
};

}  // namespace

void trim_fonts(PdfMemDocument& document, const WalkContext& context, const std::vector<PdfObject*>& fonts, const std::set<PdfReference>& lost) {
    const auto use = shown_codes(document, context, fonts);
    Trimmer(document, context, lost).run(fonts, use);
}

}  // namespace review::pdf
