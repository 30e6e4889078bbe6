#include "format/pdf/pdf_document.hpp"

#include <chrono>
#include <cmath>
#include <mutex>

#include <review/error.hpp>

#include "base/messages/format_pdf.hpp"
#include "format/pdf/extract_carriers.hpp"
#include "format/pdf/load.hpp"
#include "format/pdf/page_notes.hpp"
#include "format/pdf/recognised_page.hpp"

namespace review::pdf {
namespace {

constexpr std::size_t remembered_bytes = std::size_t{256} << 20;  // three thousand pages full of text

// PdfInfo asks localtime, whose buffer is one for all threads, whenever a document is made.
std::mutex& construction() {
    static std::mutex mutex;
    return mutex;
}

}  // namespace

PdfDocument::PdfDocument(const Draft& draft, const OpenOptions& options) : draft_(draft), limits_(options.limits), password_(options.password.copy()), reading_(options.pictures), read_again_(options.read_again), remembered_(remembered_bytes), budget_(draft.name, options.limits) {
    normalised_ = normalise_pdf(draft.bytes, draft.name, options, repairs_);
    try {
        const std::lock_guard lock(construction());
        document_ = load_pdf(normalised_);
        pages_ = find_pages(*document_, limits_, &repairs_.missing_pages);
        layers_ = std::make_unique<const LayerStates>(document_->GetCatalog(), document_->GetObjects());
    } catch (const PoDoFo::PdfError&) {
        throw Error(Errc::malformed, say(Msg::pdf_beyond_repair, {draft.name}));
    }
    if (pages_.empty()) throw Error(Errc::malformed, say(Msg::pdf_no_pages, {draft.name}));
}

PdfDocument::~PdfDocument() = default;

WalkContext PdfDocument::context() const {
    return {document_->GetObjects(), fonts_, limits_, budget_, layers_->any() ? layers_.get() : nullptr};
}

std::string PdfDocument::content_of(const Page& page, bool& whole) const {
    return page_content(page, document_->GetObjects(), limits_, whole);
}

void PdfDocument::extract(ExtractionSink& sink) const {
    if (!read_again_) return read(sink);
    if (remembered_.whole()) return remembered_.tell(sink);
    RememberedParts::Recorder recorder(remembered_, sink);
    read(recorder);
    recorder.done();
}

void PdfDocument::read(ExtractionSink& sink) const {
    carriers_.clear();
    budget_ = Budget(draft_.name, limits_);
    fonts_.walked.clear();
    MarkedPages marked;
    try {
        for (const auto& page : pages_) {
            bool whole = true;
            const auto content = content_of(page, whole);
            PageNotes seen(page_area(page, document_->GetObjects()));
            auto order = read_page(context(), content, page, &seen);
            Part part;
            part.number = page.number - 1;
            part.kind = PartKind::page;
            part.label = "page " + std::to_string(page.number);
            part.page = page.number;
            part.painted = order.painted();
            part.unseen = order.only_of(seen.unseen());
            const auto* pictures = recognised(page, seen, order);
            if (!order.marked.empty()) marked[page.number] = std::move(order.marked);
            part.text = std::move(order.text);
            part.glyph_ends = std::move(order.glyph_ends);
            part.quads = std::move(order.quads);
            part.cell_lines = std::move(order.cell_lines);
            sink.part(std::move(part));
            if (!whole) seen.problem(BlindReason::malformed, say(Msg::pdf_damaged_stream), "");
            const BlindSpot where{page.number - 1, page.number, "page " + std::to_string(page.number), {}, {}, {}, false};
            seen.report(where, sink);
            report_pictures(where, seen.is_image_only(), pictures, sink);
        }
        report_repairs(sink);
        tell_recognised(extract_carriers(*this, std::move(marked), sink, carriers_), sink);
    } catch (const PoDoFo::PdfError&) {
        throw Error(Errc::malformed, say(Msg::pdf_beyond_repair, {draft_.name}));
    }
}

// Null: nobody looked, for there is no picture or no reader.
const RecognisedPage* PdfDocument::recognised(const Page& page, const PageNotes& notes, const ReadingOrder& text) const {
    if (reading_.readers.empty() || (!notes.is_image_only() && !notes.has_pictures())) return nullptr;
    const auto places = notes.pictures();
    const PicturesOfPage pictures{page, notes.is_image_only(), notes.countless(), places, text};
    auto known = recognised_.find(page.number);
    if (known == recognised_.end()) {
        const auto begin = std::chrono::steady_clock::now();
        known = recognised_.emplace(page.number, recognise_page(*this, pictures)).first;
        budget_.leave_out(std::chrono::steady_clock::now() - begin);
    }
    return &known->second;
}

// A page that is a picture stays a blind spot. That a machine read it makes it another one, never none.
void PdfDocument::report_pictures(const BlindSpot& where, bool image_only, const RecognisedPage* seen, ExtractionSink& sink) const {
    const auto unread = [&](bool any, const Message& why) {
        if (!any) return;
        auto spot = where;
        spot.reason = BlindReason::unsupported;
        spot.detail = say(why);
        sink.blind_spot(std::move(spot));
    };
    if (seen != nullptr) {
        unread(seen->unread.unseen, Msg::pdf_picture_unseen);
        unread(seen->unread.undecoded, Msg::pdf_picture_undecoded);
        unread(seen->unread.in_cells, Msg::pdf_picture_in_cell);
    }
    const bool failed = seen != nullptr && !seen->failure.empty();
    if (!image_only && !failed) return;
    auto spot = where;
    spot.reason = image_only ? BlindReason::image_only : BlindReason::unsupported;
    spot.detail = say(Msg::pdf_page_image_only);
    if (failed) {
        spot.detail = say(Msg::pdf_pictures_not_read, {seen->failure});
    } else if (seen != nullptr && seen->pieces > 0) {
        spot.reason = BlindReason::recognised;
        spot.enough = reading_.enough;
        spot.detail = say(Msg::pdf_page_recognised, {seen->readers, std::to_string(seen->pieces), std::to_string(std::lround(seen->confidence))});
    } else if (seen != nullptr) {
        spot.detail = say(Msg::pdf_nothing_recognised, {seen->readers});
    }
    sink.blind_spot(std::move(spot));
}

void PdfDocument::tell_recognised(std::uint32_t next, ExtractionSink& sink) const {
    for (const auto& [page, seen] : recognised_) {
        for (auto part : seen.parts) {
            part.number = next++;
            part.kind = PartKind::picture;
            part.label = "page " + std::to_string(page) + ", picture";
            part.page = page;
            sink.part(std::move(part));
        }
    }
}

// What the file may have had behind its damage nobody knows: that is told. What it is known to lack needs an officer's word
// before the rest goes out as the whole.
void PdfDocument::report_repairs(ExtractionSink& sink) const {
    const auto report = [&](std::string detail, bool goes) {
        sink.blind_spot({static_cast<std::uint32_t>(pages_.size()), 0, "pages", BlindReason::malformed, std::move(detail), "", goes});
    };
    if (repairs_.missing_pages != 0) report(say(Msg::pdf_pages_missing, {std::to_string(repairs_.missing_pages)}), false);
    if (repairs_.no_trailer) report(say(Msg::pdf_no_trailer), true);
}

}  // namespace review::pdf
