#pragma once

#include <string_view>
#include <utility>
#include <vector>

namespace review {

// Text taken from a draft. It has no operator<< and no conversion: reveal() is
// the one door, so a search for that word lists every place that looks inside.
class Sensitive {
public:
    Sensitive() = default;
    explicit Sensitive(std::string_view text) : bytes_(text.begin(), text.end()) {}
    Sensitive(Sensitive&& other) noexcept { bytes_.swap(other.bytes_); }
    Sensitive& operator=(Sensitive&& other) noexcept {
        bytes_.swap(other.bytes_);
        return *this;
    }
    ~Sensitive();  // wipes

    Sensitive copy() const { return Sensitive(reveal()); }
    bool empty() const noexcept { return bytes_.empty(); }
    std::string_view reveal() const noexcept { return {bytes_.data(), bytes_.size()}; }

private:
    std::vector<char> bytes_;  // not std::string: a moved-from short string keeps its bytes
};

}  // namespace review
