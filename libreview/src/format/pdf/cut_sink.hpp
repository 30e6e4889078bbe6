#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <review/error.hpp>

#include "format/pdf/images/picture_cutter.hpp"
#include "format/pdf/matrix.hpp"
#include "format/pdf/path_cutter.hpp"
#include "format/pdf/stream_cutter.hpp"
#include "format/pdf/walker.hpp"

namespace review::pdf {

// A picture that is drawn and may show what is cut.
struct Picture {
    Quad place{};
    std::string object;  // "14 0 R"; "": in the page's content
    std::string op;
    std::string reason;  // why it cannot be blanked; "": nobody tried
    bool painted = false;  // as a pattern: it matters where a cut lies on it
};

// What a cutting walk found out about one page, its appearances included.
struct CutRecord {
    bool any = false;                 // glyphs go, wherever, or should
    std::vector<Quad> cut;            // glyphs that go, where they have one place
    std::vector<Picture> pictures;
    std::vector<std::pair<BlindReason, std::string>> problems;
    std::set<PoDoFo::PdfReference> fonts;  // that lose glyphs; 0 0 R: one that is no object of its own
    bool unseen = false;              // something goes that is on a layer nobody sees
    bool unseen_clips = false;        // and it limits what is drawn after it
};

// Takes glyphs out of the operators that show them: those with a number in `numbers` (ascending) and
// those that touch an area. Of lines and fills it takes what lies in an area. `placement` leads from the walked
// space to the page. What is drawn on layers that nobody sees goes whole, with the marks of these layers; what it does to the
// graphics state stays (8.11.3.1). A pattern cell or a soft mask that changes is copied, for all its uses. Pictures are blanked where `pictures` says, and only told of where it is null.
class CutSink : public WalkSink {
public:
    CutSink(PoDoFo::PdfMemDocument& document, const PoDoFo::PdfDictionary* resources, std::vector<std::uint32_t> numbers,
            std::vector<Quad> areas, const Matrix& placement, CutRecord& record, PictureCutter* pictures, bool may_hide);

    void begin_stream(std::string_view content, PoDoFo::PdfObject* form) override;
    void end_stream() override;
    void place_form(const Operation& op, const std::string& name, PoDoFo::PdfObject& form) override;
    bool reads_nested() const override { return true; }
    void nested(const Operation& op, const Nested& use) override;
    void end_nested() override;
    void show(const Operation& op, const TextState& before, std::span<const ShownGlyph> glyphs) override;
    void image(const Operation& op, const Quad& place, PoDoFo::PdfObject* object) override;
    void operation(const Operation& op, const TextState& before) override;
    void shade(const Operation& op, PoDoFo::PdfObject* shading) override;
    void problem(BlindReason reason, const std::string& detail, const std::string& object) override;

    const EditedStream& edits() const { return cutter_.edits(); }

protected:
    bool tiled() const { return nesting_.tiled(); }
    bool goes(const ShownGlyph& glyph) const;
    bool is_ordered(const ShownGlyph& glyph) const;  // by number
    // Notes a show operator that loses glyphs: what they covered, and the font that lost them.
    void lose(const TextState& before, std::span<const ShownGlyph> glyphs);
    Quad on_page(const Quad& quad) const;

    PoDoFo::PdfMemDocument& document_;
    StreamCutter cutter_;
    std::vector<std::uint32_t> numbers_;
    std::vector<Quad> areas_;
    Matrix placement_;
    CutRecord& record_;
    PictureCutter* pictures_;
    PathCutter paths_, paths_in_cells_;
    std::vector<std::string_view> contents_;  // of the streams that are being told
    std::size_t do_begin_ = 0, do_end_ = 0;

private:
    using NestKey = std::pair<const PoDoFo::PdfObject*, const PoDoFo::PdfObject*>;
    struct Use {
        Nested what;
        std::size_t begin = 0, end = 0;  // of its name in the present stream
        bool strokes = false;
    };
    void apply(const Use& use);
    void use_shading_pattern(const Operation& op);
    bool is_drawing(const PoDoFo::PdfObject* shading) const;
    Rectangle reach_of(const PoDoFo::PdfObject& shading, const Matrix& to_page) const;
    PathCutter& paths() { return tiled() ? paths_in_cells_ : paths_; }
    PathCutter::Replace replacing() {
        return [this](std::size_t begin, std::size_t end, std::string text) { cutter_.replace(begin, end, std::move(text)); };
    }
    PoDoFo::PdfReference state_with(const PoDoFo::PdfObject& state, const PoDoFo::PdfReference& group);

    Nesting nesting_;
    std::vector<Use> uses_;       // whose content is being told
    std::vector<bool> is_nested_; // by stream: a use, or drawn by a Do
    std::vector<bool> is_unseen_; // by stream: its Do goes
    std::map<NestKey, PoDoFo::PdfReference> copies_;
    std::map<const PoDoFo::PdfObject*, PoDoFo::PdfReference> states_;
    std::set<std::uint32_t> pictured_;  // nests that show pictures
    std::map<std::uint32_t, Quad> cells_;
    Matrix to_page_;  // of the operation that is being told
    bool entering_ = false, entering_unseen_ = false;
    bool unseen_ = false;  // the operation that is being told is on a layer nobody sees
    std::optional<PoDoFo::PdfReference> left_;
};

}  // namespace review::pdf
