#include "text/text_view.hpp"

#include <algorithm>

namespace review {

std::string_view name_of(ViewKind kind) {
    switch (kind) {
        case ViewKind::joined: return "joined";
        case ViewKind::digits: return "digits";
        default: return "base";
    }
}

void TextView::take_ownership() {
    own_ = true;
    bytes_.reserve(source_.size());
    bytes_.assign(source_.substr(0, copied_));
    if (copied_ > 0) segments_.push_back({0, 0, static_cast<std::uint32_t>(copied_)});
}

void TextView::copy(std::size_t begin, std::size_t end) {
    if (begin == end) return;
    if (!own_ && begin == copied_) {
        copied_ = end;
        return;
    }
    put(source_.substr(begin, end - begin), begin, end);
}

void TextView::put(std::string_view written, std::size_t begin, std::size_t end) {
    if (!own_) take_ownership();
    if (written.empty()) return;
    const auto from = static_cast<std::uint32_t>(begin);
    const auto to = static_cast<std::uint32_t>(end);
    const auto at = static_cast<std::uint32_t>(bytes_.size());
    const bool linear = written.size() == end - begin;
    const bool extends = linear && !segments_.empty() && segments_.back().end == from &&
                         at - segments_.back().at == segments_.back().end - segments_.back().begin;
    if (extends) segments_.back().end = to;
    else segments_.push_back({at, from, to});
    bytes_ += written;
}

TextRange TextView::segment_range(std::size_t at) const {
    const auto next = std::upper_bound(segments_.begin(), segments_.end(), at,
                                       [](std::size_t offset, const Segment& one) { return offset < one.at; });
    const Segment& segment = *(next - 1);
    const std::size_t end = next == segments_.end() ? bytes_.size() : next->at;
    if (end - segment.at != segment.end - segment.begin) return {segment.begin, segment.end};
    const std::size_t byte = segment.begin + (at - segment.at);
    return {byte, byte + 1};
}

TextRange TextView::origin(std::size_t begin, std::size_t end) const {
    TextRange range{begin, end};
    if (own_) range = {segment_range(begin).begin, segment_range(end - 1).end};
    return parent_ ? parent_->origin(range.begin, range.end) : range;
}

}  // namespace review
