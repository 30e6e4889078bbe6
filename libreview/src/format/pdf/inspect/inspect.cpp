#include <algorithm>
#include <set>
#include <string>

#include <review/error.hpp>

#include "base/messages/format_pdf.hpp"
#include "base/utf8_scan.hpp"
#include "format/pdf/inspect/annotations.hpp"
#include "format/pdf/inspect/earlier_text.hpp"
#include "format/pdf/inspect/files_and_scripts.hpp"
#include "format/pdf/inspect/font_residue.hpp"
#include "format/pdf/inspect/page_findings.hpp"
#include "format/pdf/inspect/revisions.hpp"
#include "format/pdf/object_access.hpp"
#include "format/pdf/pdf_document.hpp"
#include "format/pdf/unused_text.hpp"

namespace review::pdf {

using PoDoFo::PdfObject;

namespace {

// An earlier revision is a whole document to read. More of them only hostile files have.
constexpr std::size_t most_revisions = 32;

std::vector<std::string> lines_in(const std::string& text) {
    std::vector<std::string> lines;
    for (std::size_t begin = 0; begin < text.size();) {
        const auto end = std::min(text.find('\n', begin), text.size());
        if (text.find_first_not_of(" \t\r", begin) < end) lines.push_back(text.substr(begin, end - begin));
        begin = end + 1;
    }
    return lines;
}

// 7.9.4
bool is_a_date(const std::string& line) { return line.starts_with("D:") && line.size() > 5 && line.find_first_not_of("0123456789+-Z'", 2) == line.npos; }

class Inspector {
public:
    Inspector(const PdfDocument& document, Inspection& seen)
        : document_(document), objects_(document.objects().GetObjects()), seen_(seen), layers_(document.layers()) {}

    void page(const Page& page);
    void layers();
    void fonts();
    void revisions();
    void unused();

private:
    void blind(std::uint32_t page, BlindReason reason, const std::string& label, const std::string& detail) {
        seen_.blind_spots.push_back({0, page, label, reason, detail, "", false});
    }
    Extent crop_of(const Page& page) const;
    void collect_codes();

    const PdfDocument& document_;
    PoDoFo::PdfVecObjects& objects_;
    Inspection& seen_;
    const LayerStates& layers_;
    UsedCodes codes_;
    std::map<const PdfObject*, std::uint64_t> layer_glyphs_;
};

// 14.11.2: what is shown of a page is the part of its crop box inside its media box.
Extent Inspector::crop_of(const Page& page) const {
    const auto box = [&](const char* key) {
        Extent found;
        const auto* node = page.object;
        for (int steps = 0; node && steps < 64; ++steps, node = value_of(node, "Parent", objects_)) {
            const auto* array = value_of(node, key, objects_);
            if (!array || !array->IsArray() || array->GetArray().size() != 4) continue;
            const auto at = [&](std::size_t i) { return number_of(resolve(&array->GetArray()[i], objects_)); };
            found.add({at(0), at(1)});
            found.add({at(2), at(3)});
            break;
        }
        return found;
    };
    auto media = box("MediaBox");
    if (media.area() <= 0) media = {0, 0, 612, 792};  // readers take letter size
    const auto crop = box("CropBox").common(media);
    return crop.area() > 0 ? crop : media;
}

void Inspector::page(const Page& page) {
    const auto context = document_.context();
    context.budget.check_time();
    bool whole = true;
    const auto content = document_.content_of(page, whole);
    PageView view;
    GraphicsTracker tracker(objects_, layers_, page.resources, Matrix{});
    ViewSink sink(view, codes_, tracker, objects_);
    walk_content(context, content, page.resources, Matrix{}, sink);
    const auto annotations = annotations_of(*page.object, layers_, objects_);
    draw_annotations(annotations, context, layers_, view, codes_);
    bool exhausted = false;
    Pictures pictures(objects_, document_.limits());
    for (auto& found : concealed_on(view, annotations, pictures, page.number, crop_of(page), exhausted)) {
        seen_.concealed.push_back(std::move(found));
    }
    const auto label = "page " + std::to_string(page.number);
    if (exhausted) blind(page.number, BlindReason::limit, label, say(Msg::pdf_too_intricate));
    for (const auto& [membership, count] : view.layer_glyphs) {
        for (const auto* group : layers_.groups(membership)) layer_glyphs_[group] += count;
    }
}

void Inspector::layers() {
    for (const auto& layer : layers_.list()) {
        auto& found = seen_.layers.emplace_back();
        const auto name = text_string(string_of(value_of(layer.group, "Name", objects_)));
        found.object = label_of(layer.group->Reference());
        found.preview = masked_line(name);
        found.name = Sensitive(name);
        found.shown = layer.shown;
        found.printed = layer.printed;
        const auto glyphs = layer_glyphs_.find(layer.group);
        found.glyphs = glyphs == layer_glyphs_.end() ? 0 : glyphs->second;
    }
}

// Streams no page draws as they stand still use their fonts: pattern cells, other states of a button,
// the glyph procedures of Type3 fonts.
void Inspector::collect_codes() {
    struct Codes final : WalkSink {
        explicit Codes(UsedCodes& codes) : used(codes) {}
        UsedCodes& used;
        void begin_stream(std::string_view, PdfObject* form) override {
            if (form) used.forms.insert(form);
        }
        void show(const Operation&, const TextState& before, std::span<const ShownGlyph> glyphs) override { show_inside(before, glyphs); }
        void show_inside(const TextState& before, std::span<const ShownGlyph> glyphs) override {
            for (const auto& glyph : glyphs) used.by_font[before.font_object].insert({glyph.code, glyph.code_bytes});
        }
    } sink(codes_);
    const auto context = document_.context();
    for (auto* object : objects_) {
        if (!object->IsDictionary()) continue;
        const bool form = object->HasStream() && name_of(value_of(object, "Subtype", objects_)) == "Form";
        const bool pattern = object->HasStream() && number_of(value_of(object, "PatternType", objects_)) == 1;
        if ((form || pattern) && codes_.forms.count(object) == 0) walk_form(context, *object, Matrix{}, sink);
        const auto* procedures = value_of(object, "CharProcs", objects_);
        if (!procedures || !procedures->IsDictionary()) continue;
        for (const auto& [name, value] : procedures->GetDictionary().GetKeys()) {
            bool whole = false;
            const auto* stream = resolve(static_cast<const PdfObject*>(value), objects_);
            if (!stream || !stream->HasStream()) continue;
            const auto content = stream_of(*stream, document_.limits().stream_bytes, whole);
            walk_content(context, content, value_of(object, "Resources", objects_), Matrix{}, sink);
        }
    }
}

void Inspector::fonts() {
    collect_codes();
    const auto context = document_.context();
    FontResidue residue(objects_);
    for (auto* object : objects_) {
        if (!object->IsDictionary() || name_of(value_of(object, "Type", objects_)) != "Font") continue;
        if (name_of(value_of(object, "Subtype", objects_)).starts_with("CIDFont")) continue;  // part of a Type0 font
        residue.add(*object, context.fonts.font(*object), codes_.by_font[object]);
    }
    for (auto& found : residue.unused()) seen_.concealed.push_back(std::move(found));
}

// What the document says nowhere else. The document was read for the inventory: it has the places.
void Inspector::unused() {
    const auto& carriers = document_.carriers();
    if (std::none_of(carriers.begin(), carriers.end(), [](const Carrier& carrier) { return carrier.key == carrier_unused; })) return;
    struct Texts final : ExtractionSink {
        std::vector<Part> unused;
        std::set<std::string> known;
        void part(Part&& part) override {
            if (part.label.starts_with(unused_label)) return unused.push_back(std::move(part));
            for (auto& line : lines_in(part.text)) known.insert(std::move(line));
        }
        void blind_spot(BlindSpot&&) override {}
    } texts;
    document_.extract(texts);
    for (const auto& part : texts.unused) {
        std::string text;
        for (const auto& line : lines_in(part.text)) {
            if (!is_a_date(line) && texts.known.insert(line).second) text += (text.empty() ? "" : "\n") + line;
        }
        if (text.empty()) continue;
        Concealed found;
        found.kind = Concealment::hidden_text;
        found.manner = Manner::outside_page;
        found.label = part.label;
        found.count = count_characters(text);
        found.preview = masked_line(text);
        found.text = Sensitive(text);
        seen_.concealed.push_back(std::move(found));
    }
}

void Inspector::revisions() {
    const auto& draft = document_.draft();
    const auto ends = revision_ends(draft.bytes);
    seen_.revisions = static_cast<std::uint32_t>(std::max<std::size_t>(1, ends.size()));
    if (const auto after = bytes_after_end(draft.bytes); after > 0) {
        Concealed found;
        found.kind = Concealment::revision;
        found.manner = Manner::after_end;
        found.severity = Severity::medium;
        found.label = "end of file";
        found.count = after;
        seen_.concealed.push_back(std::move(found));
    }
    if (ends.size() < 2) return;
    RevisionText later;
    document_.extract(later);
    const auto first = ends.size() - 1 > most_revisions ? ends.size() - 1 - most_revisions : 0;
    if (first > 0) blind(0, BlindReason::limit, "revision " + std::to_string(first), say(Msg::pdf_many_revisions, {std::to_string(first)}));
    for (std::size_t i = ends.size() - 1; i-- > first;) {
        Concealed found;
        found.kind = Concealment::revision;
        found.manner = Manner::earlier;
        found.label = "revision " + std::to_string(i + 1);
        const Draft earlier = make_draft(draft.name, Bytes(draft.bytes.begin(), draft.bytes.begin() + static_cast<std::ptrdiff_t>(ends[i])));
        RevisionText text;
        try {
            const PdfDocument document(earlier, document_.options());
            document.extract(text);
        } catch (const Error&) {
            blind(0, BlindReason::malformed, found.label, say(Msg::pdf_revision_unreadable));
            seen_.concealed.push_back(std::move(found));
            continue;
        }
        const auto gone = text.gone(later);
        found.pages = text.pages_changed(later);
        found.severity = gone.empty() ? Severity::medium : Severity::high;
        found.text = Sensitive(gone);
        found.preview = masked_line(gone);
        found.count = static_cast<std::uint64_t>(std::count_if(gone.begin(), gone.end(), [](unsigned char c) { return (c & 0xC0) != 0x80 && c > ' '; }));
        seen_.concealed.push_back(std::move(found));
        later = std::move(text);
    }
}

}  // namespace

Inspection PdfDocument::inspect() const {
    Inspection seen = Document::inspect();
    budget_ = Budget(draft_.name, limits_);  // all streams are read once more
    try {
        Inspector inspector(*this, seen);
        for (const auto& page : pages_) inspector.page(page);
        inspector.layers();
        inspector.unused();
        inspector.revisions();
        inspector.fonts();
        add_files_and_scripts(*this, seen);
    } catch (const PoDoFo::PdfError&) {
        throw Error(Errc::malformed, say(Msg::pdf_beyond_repair, {draft_.name}));
    }
    std::stable_sort(seen.concealed.begin(), seen.concealed.end(), [](const Concealed& a, const Concealed& b) {
        const auto page = [](const Concealed& found) { return found.page == 0 ? ~std::uint32_t{0} : found.page; };
        return std::pair(page(a), a.kind) < std::pair(page(b), b.kind);
    });
    seen.complete = seen.blind_spots.empty();
    return seen;
}

}  // namespace review::pdf
