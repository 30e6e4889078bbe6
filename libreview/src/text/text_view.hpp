#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace review {

enum class ViewKind { base, joined, digits };

std::string_view name_of(ViewKind kind);

struct TextRange {
    std::size_t begin = 0;
    std::size_t end = 0;
    friend auto operator<=>(const TextRange&, const TextRange&) = default;
};

// A part's text as a matcher wants to see it. Every byte maps back to the bytes it came from.
//
// A view is written from left to right out of its source: copy() and put(); what is neither is
// dropped. As long as everything was copied, the view has no bytes of its own.
// The source must outlive the view; neither moves.
class TextView {
public:
    TextView(ViewKind kind, std::string_view source) : kind_(kind), source_(source) {}
    TextView(ViewKind kind, const TextView& parent) : kind_(kind), source_(parent.text()), parent_(&parent) {}
    TextView(const TextView&) = delete;
    TextView& operator=(const TextView&) = delete;

    void copy(std::size_t begin, std::size_t end);
    void put(std::string_view written, std::size_t begin, std::size_t end);
    std::size_t size() const { return own_ ? bytes_.size() : copied_; }

    ViewKind kind() const { return kind_; }
    std::string_view text() const { return own_ ? std::string_view(bytes_) : source_.substr(0, copied_); }

    // The bytes of the part's text that bytes [begin, end) of this view came from. Not empty.
    TextRange origin(std::size_t begin, std::size_t end) const;

private:
    // Bytes from `at` on, up to the next segment, came from [begin, end): byte for byte where the
    // lengths agree, as a whole otherwise.
    struct Segment {
        std::uint32_t at, begin, end;
    };
    void take_ownership();
    TextRange segment_range(std::size_t at) const;

    ViewKind kind_;
    std::string_view source_;
    const TextView* parent_ = nullptr;
    bool own_ = false;
    std::size_t copied_ = 0;  // while !own_
    std::string bytes_;
    std::vector<Segment> segments_;
};

}  // namespace review
