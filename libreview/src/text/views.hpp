#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <vector>

#include <review/part.hpp>

#include "text/glyph_index.hpp"
#include "text/text_view.hpp"

namespace review {

// A place inside a run of digits where a number may begin or end. Ordered by how far apart it
// leaves the two sides.
enum class JointKind : std::uint8_t {
    change,  // digits written in another way begin: 0 and O, 3 and 三
    gap,     // spaces, dashes, dots
    line,    // a line or a cell ends
};

struct Joint {
    std::uint32_t at;  // byte of the digits view
    JointKind kind;
};

// Digits of the digits view that stand together, six at least; separators are gone. The last one
// may be an X, as in resident ID numbers.
struct DigitRun {
    std::uint32_t begin, end;
    std::uint32_t first_joint, last_joint;  // of DigitsView::joints
};

struct DigitsView {
    explicit DigitsView(const TextView& base) : view(ViewKind::digits, base) {}
    TextView view;
    std::vector<DigitRun> runs;
    std::vector<Joint> joints;
    std::span<const Joint> joints_of(const DigitRun& run) const {
        return std::span(joints).subspan(run.first_joint, run.last_joint - run.first_joint);
    }
};

// Where a line ends inside a cell of a table it is dropped, between ASCII it becomes a blank: a row is one line.
void write_base(const Part& part, TextView& view);
void write_joined(const TextView& base, TextView& view);
void write_digits(const TextView& base, const Part& part, DigitsView& view);

// The three views of one part, each made when first asked for. The part outlives them.
class Views {
public:
    explicit Views(const Part& part) : part_(part), base_(ViewKind::base, part.text) { write_base(part, base_); }
    Views(const Views&) = delete;
    Views& operator=(const Views&) = delete;

    const Part& part() const { return part_; }
    const TextView& base() const { return base_; }
    const TextView& joined();
    const DigitsView& digits();
    const TextView& view(ViewKind kind);
    // Pieces of the base view as `write` writes them, asked the first time.
    const TextView& pieces(const std::function<void(TextView&)>& write);
    const GlyphIndex& glyphs();

private:
    const Part& part_;
    TextView base_;
    std::unique_ptr<TextView> joined_, pieces_;
    std::unique_ptr<DigitsView> digits_;
    std::unique_ptr<GlyphIndex> glyphs_;
};

// A text that is no part of a draft (a term, a label) in the form of a view.
std::string in_view(ViewKind kind, std::string_view text);

}  // namespace review
