#pragma once

#include <algorithm>
#include <memory>

#include <review/bytes.hpp>

namespace review {

// Bytes that nobody changes any more: in memory, or a file that is mapped. Copies share them; any thread.
class SharedBytes : public ByteView {
public:
    SharedBytes() = default;
    SharedBytes(Bytes bytes) {
        const auto held = std::make_shared<const Bytes>(std::move(bytes));
        ByteView::operator=(*held);
        keeper_ = held;
    }
    SharedBytes(ByteView view, std::shared_ptr<const void> keeper) : ByteView(view), keeper_(std::move(keeper)) {}

    friend bool operator==(const SharedBytes& a, const SharedBytes& b) { return std::equal(a.begin(), a.end(), b.begin(), b.end()); }

private:
    std::shared_ptr<const void> keeper_;
};

}  // namespace review
