#include "format/text/mapped_text.hpp"

#include <algorithm>

namespace review {
namespace {

std::uint32_t narrow(std::size_t offset) { return static_cast<std::uint32_t>(offset); }

}  // namespace

MappedText MappedText::of(const Decoded& decoded, ByteView bytes) {
    MappedText mapped;
    const auto raw = as_text(bytes);
    for (auto cursor = decoded.at(0); !cursor.at_end(); cursor.step()) {
        const auto one = cursor.character();
        const auto text = std::string_view(decoded.utf8).substr(one.text_begin, one.text_end - one.text_begin);
        const bool same = one.source.end - one.source.begin == text.size() && raw.substr(one.source.begin, text.size()) == text;
        if (same) mapped.verbatim(text, one.source.begin);
        else mapped.glyphs(text, one.source);
    }
    return mapped;
}

void MappedText::verbatim(std::string_view text, std::uint64_t source) {
    if (text.empty()) return;
    const auto at = narrow(text_.size());
    const bool joins = !runs_.empty() && runs_.back().verbatim && runs_.back().text_end == at && runs_.back().source.end == source;
    if (!joins) runs_.push_back({at, at, {source, source}, true});
    text_ += text;
    runs_.back().text_end += narrow(text.size());
    runs_.back().source.end += text.size();
}

void MappedText::glyphs(std::string_view text, ByteRange source) {
    for (std::size_t at = 0; at < text.size();) {
        const auto size = std::min(utf8_size(text[at]), text.size() - at);
        const auto begin = narrow(text_.size());
        text_ += text.substr(at, size);
        runs_.push_back({begin, begin + narrow(size), source, false});
        at += size;
    }
}

void MappedText::append(const MappedText& from, std::size_t begin, std::size_t end) {
    auto run = std::partition_point(from.runs_.begin(), from.runs_.end(), [&](const SourceRun& one) { return one.text_end <= begin; });
    auto at = begin;
    for (; run != from.runs_.end() && run->text_begin < end; ++run) {
        const auto first = std::max<std::size_t>(at, run->text_begin);
        const auto last = std::min<std::size_t>(end, run->text_end);
        layout(from.utf8().substr(at, first - at));
        const auto text = from.utf8().substr(first, last - first);
        if (run->verbatim) verbatim(text, run->source.begin + (first - run->text_begin));
        else glyphs(text, run->source);
        at = last;
    }
    layout(from.utf8().substr(at, end - at));
}

ByteRange MappedText::source(std::size_t begin, std::size_t end) const {
    auto run = std::partition_point(runs_.begin(), runs_.end(), [&](const SourceRun& one) { return one.text_end <= begin; });
    if (run == runs_.end()) return runs_.empty() ? ByteRange{} : ByteRange{runs_.back().source.end, runs_.back().source.end};
    ByteRange hull{~std::uint64_t{0}, 0};
    for (; run != runs_.end() && (run->text_begin < end || hull.end == 0); ++run) {
        const auto first = std::max<std::size_t>(begin, run->text_begin) - run->text_begin;
        const auto last = std::max<std::size_t>(first, std::min<std::size_t>(end, run->text_end) - std::min<std::size_t>(run->text_begin, end));
        hull.begin = std::min(hull.begin, run->verbatim ? run->source.begin + first : run->source.begin);
        hull.end = std::max(hull.end, run->verbatim ? run->source.begin + last : run->source.end);
    }
    return hull;
}

void MappedText::feed(PartPieces& pieces) const {
    std::size_t at = 0;
    const auto gap = [&](std::size_t end) {
        for (; at < end; ++at) pieces.layout(text_[at]);
    };
    for (const auto& run : runs_) {
        gap(run.text_begin);
        const auto text = utf8().substr(run.text_begin, run.text_end - run.text_begin);
        if (run.verbatim) pieces.verbatim(text, run.source.begin);
        else pieces.glyph(text, run.source);
        at = run.text_end;
    }
    gap(text_.size());
}

}  // namespace review
