#pragma once

#include <optional>
#include <vector>

#include <review/draft.hpp>
#include <review/extraction.hpp>
#include <review/redaction_plan.hpp>

#include "base/charset.hpp"

namespace review {

// Bytes of the draft that go, and how many glyphs they were.
struct Edit {
    ByteRange source;
    std::uint32_t glyphs = 0;
    std::optional<Bytes> instead = {};  // what is written there; none: fillers
};

// Listens to the extraction of a draft and notes where the cuts of a plan stand in its bytes.
class CutEdits final : public ExtractionSink {
public:
    explicit CutEdits(std::vector<Cut> cuts);
    void part(Part&& piece) override;
    void blind_spot(BlindSpot&&) override {}
    bool wants(std::uint32_t part) const override { return next_ < cuts_.size() && cuts_[next_].span.part == part; }
    // In order of place. Throws Errc::bad_config where a cut names glyphs the draft does not have.
    std::vector<Edit> finish();
    // Labels of the parts with cuts that are names of the markup: they cannot be made. Known after the parts.
    const std::vector<std::string>& cut_names() const { return names_; }

private:
    void add(const Part& piece, std::size_t begin, std::size_t end);
    void add(ByteRange source, std::uint32_t glyphs);

    std::vector<Cut> cuts_;
    std::size_t next_ = 0;     // the cut that is waited for
    std::uint32_t done_ = 0;   // glyphs of its part that are dealt with
    std::vector<Edit> edits_;
    std::vector<std::string> names_;
};

// Edits that overlap are one: a place is read more than once where readings differ, and what is Base64 goes whole.
std::vector<Edit> without_overlaps(std::vector<Edit> edits);

// Throws Errc::bad_config where the plan is for another draft or asks for what bytes cannot give:
// areas on pages, boxes up to the end of a line.
void check_plan(const RedactionPlan& plan, const Draft& draft, std::string_view format);

// What stands for a glyph that goes: U+2588, or an asterisk where the charset lacks it.
Bytes filler_of(const Charset& charset);

// How many fillers stand for a run of glyphs: as many (exact), rounded up to four (grid), always four (fixed).
std::uint32_t fillers_for(std::uint32_t glyphs, Width width);

// The draft with its edits made; every other byte as it was.
SharedBytes with_edits(ByteView draft, const std::vector<Edit>& edits, const Bytes& filler, Width width);

}  // namespace review
