#include "format/text/cut_edits.hpp"

#include <algorithm>

#include <review/error.hpp>

#include "base/messages/format_text.hpp"
#include "base/spool.hpp"
#include "model/markup_names.hpp"

namespace review {
namespace {

bool starts_character(char byte) { return (static_cast<unsigned char>(byte) & 0xc0) != 0x80; }

std::uint32_t characters_in(std::string_view text) {
    return static_cast<std::uint32_t>(std::count_if(text.begin(), text.end(), starts_character));
}

// Walks forward over the characters of a piece.
struct Walk {
    std::string_view text;
    std::uint32_t glyph = 0;  // counted as the part counts
    std::size_t offset = 0;
    // Stops at `wanted` or at the end of the piece.
    void to(std::uint32_t wanted) {
        for (; glyph < wanted && offset < text.size(); ++glyph) offset += utf8_size(text[offset]);
    }
};

}  // namespace

CutEdits::CutEdits(std::vector<Cut> cuts) : cuts_(std::move(cuts)) {
    std::sort(cuts_.begin(), cuts_.end(), [](const Cut& a, const Cut& b) { return a.span < b.span; });
}

void CutEdits::part(Part&& piece) {
    Walk walk{piece.text, piece.first};
    while (next_ < cuts_.size() && cuts_[next_].span.part == piece.number) {
        const auto& span = cuts_[next_].span;
        done_ = std::max(done_, span.begin);  // pieces overlap, and so may cuts
        if (done_ < span.end) {
            walk.to(done_);
            if (walk.glyph < done_) return;  // it comes in a later piece
            const auto begin = walk.offset;
            walk.to(span.end);
            if (is_markup_name(piece)) names_.push_back(piece.label);
            add(piece, begin, walk.offset);
            done_ = std::max(done_, walk.glyph);
            if (walk.glyph < span.end) return;
        }
        ++next_;
        if (next_ < cuts_.size() && cuts_[next_].span.part != piece.number) done_ = 0;
    }
}

void CutEdits::add(const Part& piece, std::size_t begin, std::size_t end) {
    auto run = std::partition_point(piece.source.begin(), piece.source.end(),
                                    [&](const SourceRun& r) { return r.text_end <= begin; });
    for (; run != piece.source.end() && run->text_begin < end; ++run) {
        if (!run->verbatim) {
            add(run->source, 1);
            continue;
        }
        const auto from = std::max<std::size_t>(begin, run->text_begin);
        const auto to = std::min<std::size_t>(end, run->text_end);
        const auto source = run->source.begin + (from - run->text_begin);
        add({source, source + (to - from)}, characters_in(std::string_view(piece.text).substr(from, to - from)));
    }
}

void CutEdits::add(ByteRange source, std::uint32_t glyphs) {
    if (!edits_.empty() && edits_.back().source.end == source.begin) {
        edits_.back().source.end = source.end;
        edits_.back().glyphs += glyphs;
    } else {
        edits_.push_back({source, glyphs});
    }
}

std::vector<Edit> CutEdits::finish() {
    if (next_ < cuts_.size()) throw Error(Errc::bad_config, say(Msg::text_plan_names_no_glyphs));
    // Parts come in reading order, which is not that of the bytes: an attribute of an inline element
    // is a part of its own after the text around it.
    std::sort(edits_.begin(), edits_.end(), [](const Edit& a, const Edit& b) { return a.source < b.source; });
    return std::move(edits_);
}

std::vector<Edit> without_overlaps(std::vector<Edit> edits) {
    std::vector<Edit> all;
    for (const auto& edit : edits) {
        if (all.empty() || edit.source.begin >= all.back().source.end) {
            all.push_back(edit);
            continue;
        }
        auto& last = all.back();
        const auto more = edit.source.end > last.source.end ? static_cast<std::uint32_t>(edit.source.end - last.source.end) : 0;
        last.glyphs = std::max(last.glyphs, edit.glyphs) + (last.source.begin == edit.source.begin ? 0 : std::min(more, edit.glyphs));
        last.source.end = std::max(last.source.end, edit.source.end);
    }
    return all;
}

void check_plan(const RedactionPlan& plan, const Draft& draft, std::string_view format) {
    if (plan.draft != draft.digest || (!plan.format.empty() && plan.format != format)) {
        throw Error(Errc::bad_config, say(Msg::text_plan_for_another, {draft.name}));
    }
    if (!plan.areas.empty()) throw Error(Errc::bad_config, say(Msg::text_no_areas, {draft.name, format}));
    if (plan.width == Width::line) throw Error(Errc::bad_config, say(Msg::text_no_line_width, {draft.name, format}));
}

Bytes filler_of(const Charset& charset) {
    if (auto block = encode(charset, "\u2588")) return *block;
    return encode(charset, "*").value();
}

std::uint32_t fillers_for(std::uint32_t glyphs, Width width) {
    constexpr std::uint32_t step = 4;  // as wide as the longest usual name
    if (width == Width::exact) return glyphs;
    return width == Width::grid ? (glyphs + step - 1) / step * step : step;
}

SharedBytes with_edits(ByteView draft, const std::vector<Edit>& edits, const Bytes& filler, Width width) {
    Spool output;
    std::uint64_t copied = 0;
    for (const Edit& edit : edits) {
        output.add(draft.subspan(copied, edit.source.begin - copied));
        if (edit.instead) output.add(*edit.instead);
        const auto count = edit.instead ? 0 : fillers_for(edit.glyphs, width);
        for (std::uint32_t i = 0; i < count; ++i) output.add(filler);
        copied = edit.source.end;
    }
    output.add(draft.subspan(copied));
    return output.finish();
}

}  // namespace review
