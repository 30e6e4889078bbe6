#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include <podofo/podofo.h>

#include <review/document.hpp>

#include "format/pdf/layer_states.hpp"
#include "format/pdf/layout.hpp"
#include "format/pdf/remembered_parts.hpp"
#include "format/pdf/walker.hpp"

namespace review::pdf {

// A leaf of the page tree with what it inherits (ISO 32000-1, 7.7.3.4).
struct Page {
    std::uint32_t number = 0;  // 1-based
    PoDoFo::PdfObject* object = nullptr;
    const PoDoFo::PdfObject* resources = nullptr;  // null: none
};

// What a damaged file has lost, as far as it can be told.
struct Repairs {
    std::size_t missing_pages = 0;  // that it names and does not hold, or whose content it does not hold
    bool no_trailer = false;        // it is read by the catalog that stands last in it
};

class PageNotes;

// What pictures of a page hold that who reads the page as it is seen has not read.
struct UnreadSamples {
    bool unseen = false;     // they hold more than the page shows
    bool undecoded = false;  // one is damaged or of a kind that is not decoded: what is drawn of it may be a part
    bool in_cells = false;   // they stand in the cell of a pattern or in the group of a soft mask
};

// What readers of pictures saw on one page.
struct RecognisedPage {
    std::vector<Part> parts;  // one for each reader that saw text; not numbered
    std::size_t pieces = 0;
    double confidence = 0;    // the mean of what the engines say
    std::string readers;      // their names
    std::string failure;      // why one could not look; empty: all did
    UnreadSamples unread;
};

// Where the text of a part that is no page content comes from.
struct Carrier {
    std::uint32_t part = 0;
    PoDoFo::PdfReference object;
    std::string key;  // "Contents", "Title", "AP"
};
// Of a part that reads others anew: it has quads, and what is cut in it is cut by the areas that the plan has for them.
inline constexpr const char* carrier_row_of_fields = "row of fields";
// What stands in the marks of content, which no output keeps (clean_content.hpp).
inline constexpr const char* carrier_of_marks = "marked content";
// What no page shows, and what nothing leads to, which no output keeps either.
inline constexpr const char* carrier_unused = "unused";

class PdfDocument final : public Document {
public:
    // `draft` outlives the document.
    PdfDocument(const Draft& draft, const OpenOptions& options);
    ~PdfDocument() override;

    std::string_view format() const override { return "pdf"; }
    std::uint32_t pages() const override { return static_cast<std::uint32_t>(pages_.size()); }
    void extract(ExtractionSink& sink) const override;
    Rewritten rewrite(const RedactionPlan& plan) const override;  // rewrite.cpp
    Inspection inspect() const override;                          // inspect/inspect.cpp

    const Draft& draft() const { return draft_; }
    const Limits& limits() const { return limits_; }
    OpenOptions options() const { return {limits_, password_.copy(), reading_}; }  // as it was opened
    const std::vector<Page>& page_list() const { return pages_; }
    const PictureReading& reading() const { return reading_; }
    const LayerStates& layers() const { return *layers_; }
    PoDoFo::PdfMemDocument& objects() const { return *document_; }
    WalkContext context() const;

    // The draft after qpdf: whole, decrypted, without object streams. rewrite() loads its own copy of
    // it, so that the document itself never changes.
    const Bytes& normalised() const { return normalised_; }

    // /Contents, joined by newlines (7.8.2). `whole` false: some stream is damaged.
    std::string content_of(const Page& page, bool& whole) const;

    // Parts come in a fixed order: page 1 is part 0, page 2 is part 1, ...; then carriers; then what was recognised on pictures.
    // Carriers of the last extract().
    const std::vector<Carrier>& carriers() const { return carriers_; }

private:
    void read(ExtractionSink& sink) const;
    void report_repairs(ExtractionSink& sink) const;
    const RecognisedPage* recognised(const Page& page, const PageNotes& notes, const ReadingOrder& text) const;
    void report_pictures(const BlindSpot& where, bool image_only, const RecognisedPage* seen, ExtractionSink& sink) const;
    void tell_recognised(std::uint32_t next, ExtractionSink& sink) const;

    const Draft& draft_;
    Limits limits_;
    Sensitive password_;
    PictureReading reading_;
    Bytes normalised_;
    std::unique_ptr<PoDoFo::PdfMemDocument> document_;
    std::unique_ptr<const LayerStates> layers_;
    std::vector<Page> pages_;
    Repairs repairs_;
    bool read_again_;
    mutable RememberedParts remembered_;
    mutable FontCache fonts_;
    mutable Budget budget_;  // of the last extract()
    mutable std::vector<Carrier> carriers_;
    mutable std::map<std::uint32_t, RecognisedPage> recognised_;  // by page: read once, extracted many times
};

// Every leaf of the page tree in order; /Count is not believed, cycles are passed over, and so is what is no dictionary:
// a page that the file has lost. `missing` says how many of those there are.
std::vector<Page> find_pages(PoDoFo::PdfMemDocument& document, const Limits& limits, std::size_t* missing = nullptr);
std::string page_content(const Page& page, PoDoFo::PdfVecObjects& objects, const Limits& limits, bool& whole);

// Reading order of one walked stream: what extract() numbers and rewrite() cuts.
ReadingOrder read_page(const WalkContext& context, std::string_view content, const Page& page, WalkSink* also = nullptr);
// The page with more glyphs on it, whose numbers are `first_added` and above, as they stand in the vector.
ReadingOrder read_page_with(const WalkContext& context, std::string_view content, const Page& page, const std::vector<PlacedGlyph>& more);
inline constexpr std::uint32_t first_added = std::uint32_t{1} << 31;
// The same walk with the same numbers of glyphs, where the order is known or of no use.
void walk_page(const WalkContext& context, std::string_view content, const Page& page, WalkSink& sink);
// The same for an appearance.
ReadingOrder read_form(const WalkContext& context, PoDoFo::PdfObject& form, WalkSink* also = nullptr);
void walk_appearance(const WalkContext& context, PoDoFo::PdfObject& form, WalkSink& sink);

// Recovered, decrypted, one revision, no object streams: what PoDoFo can load.
Bytes normalise_pdf(ByteView draft, const std::string& name, const OpenOptions& options, Repairs& repairs);

}  // namespace review::pdf
