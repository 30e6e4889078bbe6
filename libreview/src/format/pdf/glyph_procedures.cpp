#include "format/pdf/glyph_procedures.hpp"

#include <algorithm>

#include "base/messages.hpp"
#include "format/pdf/layout.hpp"
#include "format/pdf/object_access.hpp"
#include "format/pdf/walker.hpp"

namespace review::pdf {

using PoDoFo::PdfObject;

namespace {

class ProcedureSink final : public WalkSink {
public:
    explicit ProcedureSink(ProcedureText& into) : into_(into) {}

    bool reads_nested() const override { return true; }
    void show(const Operation&, const TextState&, std::span<const ShownGlyph> shown) override {
        for (const auto& glyph : shown) {
            // One that only its procedure explains explains this one.
            const auto text = glyph.inside.empty() ? glyph.unicode : glyph.inside;
            if (text.empty()) ++unreadable_;
            else glyphs_.push_back({glyph.number, text, glyph.quad, glyph.vertical});
        }
    }
    void problem(BlindReason reason, const std::string& detail, const std::string&) override {
        into_.problems.emplace_back(reason, detail);
    }

    void finish() {
        into_.text = reading_order(glyphs_).text;
        std::replace_if(into_.text.begin(), into_.text.end(), [](char c) { return c == '\n' || c == '\t'; }, ' ');
        if (into_.text.find_first_not_of(' ') == std::string::npos) into_.text.clear();
        if (unreadable_ > 0) into_.problems.emplace_back(BlindReason::no_unicode, say(Msg::pdf_font_without_unicode, {std::to_string(unreadable_)}));
    }

private:
    ProcedureText& into_;
    std::vector<PlacedGlyph> glyphs_;
    std::size_t unreadable_ = 0;
};

// Most procedures draw a shape or a bitmap, and none of them is walked: without one of these there is no text.
bool may_show_text(const std::string& content) {
    for (const char* mark : {"Tj", "TJ", "'", "\"", "Do", "scn", "SCN", "gs"}) {
        if (content.find(mark) != std::string::npos) return true;
    }
    return false;
}

}  // namespace

GlyphProcedures::GlyphProcedures(const PdfObject& font, const PdfObject* around) : font_(font), resources_(around) {
    auto& objects = *font.GetOwner();
    if (const auto* own = value_of(&font, "Resources", objects)) resources_ = own;
    const auto* all = value_of(&font, "CharProcs", objects);
    const auto* differences = value_of(value_of(&font, "Encoding", objects), "Differences", objects);
    if (!all || !differences || !differences->IsArray()) return;
    double code = 0;
    for (const auto& entry : differences->GetArray()) {
        const auto* item = resolve(&entry, objects);
        if (item && item->IsName()) {
            const auto* procedure = value_of(all, item->GetName().GetName().c_str(), objects);
            if (procedure && procedure->HasStream() && code >= 0 && code < 256) procedures_[static_cast<std::uint32_t>(code)] = procedure;
            ++code;
        } else {
            code = number_of(item, code);
        }
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
    if (!may_show_text(content)) return;
    ProcedureSink sink(into);
    walk_content(context, content, resources_, Matrix{}, sink);
    sink.finish();
}

}  // namespace review::pdf
