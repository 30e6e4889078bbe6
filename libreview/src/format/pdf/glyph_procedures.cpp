#include "format/pdf/glyph_procedures.hpp"

#include <algorithm>

#include "base/messages/format_pdf.hpp"
#include "format/pdf/fonts/encodings.hpp"
#include "format/pdf/layout.hpp"
#include "format/pdf/object_access.hpp"
#include "format/pdf/walker.hpp"

namespace review::pdf {

using PoDoFo::PdfObject;

namespace {

constexpr std::size_t most_pictures_of_a_glyph = 100;

class ProcedureSink final : public WalkSink {
public:
    ProcedureSink(ProcedureText& into, const Matrix& to_text) : into_(into), to_text_(to_text) {}

    bool reads_nested() const override { return true; }
    void show(const Operation&, const TextState& before, std::span<const ShownGlyph> shown) override {
        if (before.unseen) return into_.problems.emplace_back(BlindReason::unsupported, say(Msg::pdf_layer_in_glyph)), void();
        for (const auto& glyph : shown) {
            for (const auto& place : glyph.pictures) add_picture(place);
            // One that only its procedure explains explains this one.
            const auto text = glyph.inside.empty() ? glyph.unicode : glyph.inside;
            if (text.empty()) ++unreadable_;
            else glyphs_.push_back({glyph.number, text, glyph.quad, glyph.vertical});
        }
    }
    void image(const Operation&, const Quad& place, PdfObject*) override { add_picture(place); }
    void problem(BlindReason reason, const std::string& detail, const std::string&) override {
        into_.problems.emplace_back(reason, detail);
    }

    void finish() {
        into_.text = reading_order(glyphs_).first_text();
        std::replace_if(into_.text.begin(), into_.text.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
        if (into_.text.find_first_not_of(' ') == std::string::npos) into_.text.clear();
        if (unreadable_ > 0) into_.problems.emplace_back(BlindReason::no_unicode, say(Msg::pdf_font_without_unicode, {std::to_string(unreadable_)}));
    }

private:
    void add_picture(const Quad& place) {
        if (into_.pictures.size() < most_pictures_of_a_glyph) into_.pictures.push_back(moved(to_text_, place));
    }

    ProcedureText& into_;
    const Matrix& to_text_;
    std::vector<PlacedGlyph> glyphs_;
    std::size_t unreadable_ = 0;
};

// Most procedures draw a shape, and none of them is walked: without one of these there is no text and no picture.
bool may_show_more(const std::string& content) {
    for (const char* mark : {"Tj", "TJ", "'", "\"", "Do", "scn", "SCN", "gs", "BI"}) {
        if (content.find(mark) != std::string::npos) return true;
    }
    return false;
}

}  // namespace

std::map<std::uint32_t, std::string> procedures_by_code(const PdfObject& font) {
    std::map<std::uint32_t, std::string> names;
    auto& objects = *font.GetOwner();
    const auto* all = value_of(&font, "CharProcs", objects);
    if (!all || !all->IsDictionary()) return names;
    const auto* encoding = value_of(&font, "Encoding", objects);
    const auto base = base_encoding(name_of(encoding && encoding->IsName() ? encoding : value_of(encoding, "BaseEncoding", objects)));
    for (const auto& [name, procedure] : all->GetDictionary().GetKeys()) {
        const auto point = unicode_of_glyph_name(name.GetName());
        for (std::uint32_t code = 0; point != 0 && code < base.size(); ++code) {
            if (base[code] == point) names.emplace(code, name.GetName());
        }
    }
    const auto* differences = value_of(encoding, "Differences", objects);
    if (!differences || !differences->IsArray()) return names;
    double code = 0;
    for (const auto& entry : differences->GetArray()) {
        const auto* item = resolve(&entry, objects);
        if (!item) continue;
        if (!item->IsName()) code = std::clamp(number_of(item, code), 0.0, 256.0);
        else if (code < 256) names[static_cast<std::uint32_t>(code++)] = item->GetName().GetName();
    }
    return names;
}

GlyphProcedures::GlyphProcedures(const PdfObject& font, const PdfObject* around) : resources_(around) {
    auto& objects = *font.GetOwner();
    if (const auto* own = value_of(&font, "Resources", objects)) resources_ = own;
    to_text_ = matrix_at(&font, "FontMatrix", objects, {0.001, 0, 0, 0.001, 0, 0});
    const auto* all = value_of(&font, "CharProcs", objects);
    for (const auto& [code, name] : procedures_by_code(font)) {
        const auto* procedure = value_of(all, name.c_str(), objects);
        if (procedure && procedure->HasStream()) procedures_[code] = procedure;
    }
}

const ProcedureText& GlyphProcedures::shown(std::uint32_t code, const WalkContext& context) {
    // A procedure that shows its own glyph finds it empty here.
    const auto [entry, fresh] = shown_.try_emplace(code);
    const auto procedure = procedures_.find(code);
    if (!fresh || procedure == procedures_.end()) return entry->second;
    auto& into = entry->second;
    auto& depth = context.fonts.procedure_depth;
    if (depth >= context.limits.nesting) {
        into.problems.emplace_back(BlindReason::limit, say(Msg::pdf_form_nesting));
        return into;
    }
    ++depth;
    try {
        read(*procedure->second, context, into);
    } catch (...) {
        --depth;
        throw;
    }
    --depth;
    return into;
}

void GlyphProcedures::read(const PdfObject& procedure, const WalkContext& context, ProcedureText& into) const {
    bool whole = false;
    const auto content = stream_of(procedure, context.limits.stream_bytes, whole);
    if (!whole) into.problems.emplace_back(BlindReason::malformed, say(Msg::pdf_damaged_stream));
    if (!may_show_more(content)) return;
    ProcedureSink sink(into, to_text_);
    walk_content(context, content, resources_, Matrix{}, sink);
    sink.finish();
}

}  // namespace review::pdf
