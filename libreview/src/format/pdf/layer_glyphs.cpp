#include "format/pdf/layer_glyphs.hpp"

#include "format/pdf/cut_sink.hpp"
#include "format/pdf/dead_operators.hpp"
#include "format/pdf/object_access.hpp"
#include "format/pdf/stream_data.hpp"

namespace review::pdf {

using namespace PoDoFo;

namespace {

void clean(PdfMemDocument& document, const WalkContext& context, PdfObject& font, PdfObject& procedure, std::set<PdfReference>& poorer, Removals& removals) {
    bool whole = false;
    const auto content = stream_of(procedure, context.limits.stream_bytes, whole);
    const auto* resources = value_of(&font, "Resources", context.objects);
    const auto* named = resources != nullptr && resources->IsDictionary() ? &resources->GetDictionary() : nullptr;
    CutRecord record;
    CutSink sink(document, named, {}, {}, Matrix{}, record, nullptr, true);
    walk_content(context, content, resources, Matrix{}, sink);
    // What could not be followed stays, and the page that shows it is refused.
    if (!record.unseen || record.any || record.unseen_clips) return;
    if (!sink.edits().copies.empty()) {
        font.GetDictionary().AddKey("Resources", resources_with(context.objects, named, sink.edits().copies));
    }
    set_stream(procedure, without_dead_operators(spliced(as_bytes(content), sink.edits().splices)));
    poorer.insert(record.fonts.begin(), record.fonts.end());
    removals.add("glyph procedure", "off-layer");
}

}  // namespace

void drop_unseen_in_glyphs(PdfMemDocument& document, const WalkContext& context, const std::vector<PdfObject*>& fonts,
                           std::set<PdfReference>& poorer, Removals& removals) {
    if (context.layers == nullptr) return;
    for (auto* font : fonts) {
        auto* procedures = value_of(font, "CharProcs", context.objects);
        if (name_of(value_of(font, "Subtype", context.objects)) != "Type3" || procedures == nullptr || !procedures->IsDictionary()) continue;
        for (auto& [name, value] : procedures->GetDictionary().GetKeys()) {
            auto* procedure = resolve(value, context.objects);
            if (procedure != nullptr && procedure->HasStream()) clean(document, context, *font, *procedure, poorer, removals);
        }
    }
}

}  // namespace review::pdf
