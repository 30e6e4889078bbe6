#include "format/pdf/pdf_document.hpp"

#include <map>
#include <mutex>
#include <set>
#include <tuple>

#include <review/error.hpp>

#include "base/messages.hpp"
#include "format/pdf/extract_carriers.hpp"
#include "format/pdf/load.hpp"
#include "format/pdf/object_access.hpp"

namespace review::pdf {
namespace {

// What a page's blind spots follow from: problems, glyphs nobody can read, pictures without text.
class PageNotes final : public WalkSink {
public:
    void show(const Operation&, const TextState& before, std::span<const ShownGlyph> glyphs) override {
        for (const auto& glyph : glyphs) {
            ++(glyph.unicode.empty() ? unreadable_[before.font_object] : readable_);
        }
    }
    void image(const Operation&, const Quad&, PoDoFo::PdfObject*) override { pictures_ += drawings_for_a_picture; }
    void paint(const Operation&) override { ++pictures_; }
    void problem(BlindReason reason, const std::string& detail, const std::string& object) override {
        problems_.emplace(reason, detail, object);
    }

    void report(std::uint32_t page, bool whole, ExtractionSink& sink) const {
        const auto label = "page " + std::to_string(page);
        const auto spot = [&](BlindReason reason, const std::string& detail, const std::string& object) {
            sink.blind_spot({page - 1, page, label, reason, detail, object, false});
        };
        if (!whole) spot(BlindReason::malformed, say(Msg::pdf_damaged_stream), "");
        for (const auto& [reason, detail, object] : problems_) spot(reason, detail, object);
        for (const auto& [font, count] : unreadable_) {
            spot(BlindReason::no_unicode, say(Msg::pdf_font_without_unicode, {std::to_string(count)}),
                 font ? label_of(font->Reference()) : "");
        }
        if (readable_ == 0 && unreadable_.empty() && pictures_ >= drawings_for_a_picture) {
            spot(BlindReason::image_only, say(Msg::pdf_page_image_only), "");
        }
    }

private:
    // A rule or a frame is no picture; letters drawn as outlines are many paths.
    static constexpr int drawings_for_a_picture = 8;
    std::map<const PoDoFo::PdfObject*, std::uint32_t> unreadable_;
    std::set<std::tuple<BlindReason, std::string, std::string>> problems_;
    std::uint32_t readable_ = 0;
    std::uint64_t pictures_ = 0;
};

// PdfInfo asks localtime, whose buffer is one for all threads, whenever a document is made.
std::mutex& construction() {
    static std::mutex mutex;
    return mutex;
}

}  // namespace

PdfDocument::PdfDocument(const Draft& draft, const OpenOptions& options) : draft_(draft), limits_(options.limits) {
    normalised_ = normalise_pdf(draft.bytes, draft.name, options);
    try {
        const std::lock_guard lock(construction());
        document_ = load_pdf(normalised_);
        pages_ = find_pages(*document_, limits_);
    } catch (const PoDoFo::PdfError&) {
        throw Error(Errc::malformed, say(Msg::pdf_beyond_repair, {draft.name}));
    }
    if (pages_.empty()) throw Error(Errc::malformed, say(Msg::pdf_no_pages, {draft.name}));
}

PdfDocument::~PdfDocument() = default;

WalkContext PdfDocument::context() const { return {document_->GetObjects(), fonts_, limits_}; }

std::string PdfDocument::content_of(const Page& page, bool& whole) const {
    return page_content(page, document_->GetObjects(), limits_, whole);
}

void PdfDocument::extract(ExtractionSink& sink) const {
    carriers_.clear();
    try {
        for (const auto& page : pages_) {
            bool whole = true;
            const auto content = content_of(page, whole);
            PageNotes seen;
            auto order = read_page(context(), content, page, &seen);
            Part part;
            part.number = page.number - 1;
            part.kind = PartKind::page;
            part.label = "page " + std::to_string(page.number);
            part.page = page.number;
            part.text = std::move(order.text);
            part.glyph_ends = std::move(order.glyph_ends);
            part.quads = std::move(order.quads);
            sink.part(std::move(part));
            seen.report(page.number, whole, sink);
        }
        extract_carriers(*this, sink, carriers_);
    } catch (const PoDoFo::PdfError&) {
        throw Error(Errc::malformed, say(Msg::pdf_beyond_repair, {draft_.name}));
    }
}

}  // namespace review::pdf
