#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "format/pdf/cut_sink.hpp"
#include "format/pdf/line_plan.hpp"

namespace review::pdf {

// Cuts like CutSink, and sets the touched lines as the line plan says. In a text object (BT to ET) with a
// touched line every show operator gets a text matrix of its own and the positioning operators go: their
// operands were fitted to what stood there. In a stream with such an object Tc and Tw stand only before
// text that still needs them.
class ResetSink final : public CutSink {
public:
    ResetSink(PoDoFo::PdfMemDocument& document, const PoDoFo::PdfDictionary* resources, std::vector<std::uint32_t> numbers,
              std::vector<Quad> areas, const Matrix& placement, CutRecord& record, PictureCutter* pictures,
              bool may_hide, const LinePlan& plan)
        : CutSink(document, resources, std::move(numbers), std::move(areas), placement, record, pictures, may_hide), plan_(plan) {}

    void begin_stream(std::string_view content, PoDoFo::PdfObject* form) override;
    void end_stream() override;
    void nested(const Operation& op, const Nested& use) override;
    void operation(const Operation& op, const TextState& before) override;
    void show(const Operation& op, const TextState& before, std::span<const ShownGlyph> glyphs) override;

private:
    struct Spacing {
        double character = 0, word = 0;
        bool operator==(const Spacing&) const = default;
    };
    enum class Kind { save, restore, spacing, position, show, form };
    struct Event {
        Kind kind;
        std::size_t begin = 0, end = 0;
        std::string_view op;
        std::string text;   // position: what is left of it; show: the operator with its own matrix
        Spacing needed;     // show, form
        bool reset = false; // show: it stands on a touched line
    };
    struct Frame {
        std::string_view content;
        std::vector<Splice> splices;
        std::vector<Event> object;  // since the last BT or ET
        std::vector<Spacing> saved;
        Spacing written;            // Tc and Tw as the new stream has them at this place
        bool touched = false;
    };

    void finish_object(Frame& frame);
    void write_event(Frame& frame, const Event& event, bool touched);
    std::string spacing(Frame& frame, const Spacing& needed);
    std::string set_again(const Operation& op, const TextState& before, std::span<const ShownGlyph> glyphs);

    const LinePlan& plan_;
    std::vector<Frame> frames_;
    Spacing current_;  // of the draft, at the operation that is being told
};

}  // namespace review::pdf
