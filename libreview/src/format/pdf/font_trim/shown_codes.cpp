#include "format/pdf/font_trim/shown_codes.hpp"

#include <algorithm>
#include <array>
#include <cstdint>

#include "format/pdf/font_trim/font_dictionary.hpp"
#include "format/pdf/object_access.hpp"
#include "format/pdf/pdf_document.hpp"

namespace review::pdf {

using PoDoFo::PdfObject;

namespace {

struct CodeSink final : WalkSink {
    explicit CodeSink(FontUse& to) : use(to) {}
    struct Lately {
        const PdfObject* font = nullptr;
        std::uint32_t code = 0;
        std::uint8_t bytes = 0;
        bool operator==(const Lately&) const = default;
    };
    FontUse& use;
    std::array<Lately, 4096> lately{};  // most codes of a page stood on the one before
    bool whole = true;

    bool reads_nested() const override { return true; }
    void show(const Operation&, const TextState& before, std::span<const ShownGlyph> glyphs) override {
        auto& codes = use.codes[before.font_object];
        for (const auto& glyph : glyphs) {
            auto& last = lately[glyph.code % lately.size()];
            const Lately now{before.font_object, glyph.code, glyph.code_bytes};
            if (last == now) continue;
            last = now;
            codes.insert({glyph.code, glyph.code_bytes});
        }
    }
    void problem(BlindReason reason, const std::string&, const std::string&) override {
        whole = whole && reason != BlindReason::malformed && reason != BlindReason::limit;
    }
};

class Collector {
public:
    Collector(const WalkContext& context, const std::vector<PdfObject*>& fonts) : context_(context), fonts_(fonts), sink_(use_) {}

    void page(const Page& page) {
        bool whole = false;
        const auto content = page_content(page, context_.objects, context_.limits, whole);
        sink_.whole = whole;
        walk_content(context_, content, page.resources, Matrix{}, sink_);
        if (!sink_.whole) doubt();
    }

    // Procedures of shown codes; one may show text in another Type 3 font.
    FontUse run() {
        for (std::size_t known = 0; known != count();) {
            known = count();
            for (auto* font : fonts_) {
                if (name_of(value_of(font, "Subtype", context_.objects)) == "Type3") procedures(*font);
            }
        }
        return std::move(use_);
    }

private:
    std::size_t count() const {
        std::size_t sum = done_.size();
        for (const auto& [font, codes] : use_.codes) sum += codes.size();
        return sum;
    }

    void procedures(const PdfObject& font) {
        std::set<std::uint32_t> codes;
        for (const auto& [code, length] : use_.codes[&font]) codes.insert(code);
        const auto* all = value_of(&font, "CharProcs", context_.objects);
        for (const auto& name : procedure_names(font, codes)) {
            const auto* stream = value_of(all, name.c_str(), context_.objects);
            if (stream == nullptr || !stream->HasStream() || !done_.insert(stream).second) continue;
            bool whole = false;
            const auto content = pdf::stream_of(*stream, context_.limits.stream_bytes, whole);
            sink_.whole = whole;
            walk_content(context_, content, value_of(&font, "Resources", context_.objects), Matrix{}, sink_);
            if (!sink_.whole) doubt();
        }
    }

    // Which fonts the rest of a damaged stream would have named is not known.
    void doubt() { use_.unsure.insert(fonts_.begin(), fonts_.end()); }

    const WalkContext& context_;
    const std::vector<PdfObject*>& fonts_;
    FontUse use_;
    CodeSink sink_;
    std::set<const PdfObject*> done_;
};

}  // namespace

FontUse shown_codes(PoDoFo::PdfMemDocument& document, const WalkContext& context, const std::vector<PdfObject*>& fonts) {
    Collector collector(context, fonts);
    for (const auto& page : find_pages(document, context.limits)) collector.page(page);
    return collector.run();
}

}  // namespace review::pdf
