#include <algorithm>
#include <cstdint>
#include <vector>

#include "format/pdf/images/bare_picture.hpp"

namespace review::pdf {

namespace {

// ICC.1:2022, 7.2 and 7.3.
constexpr std::size_t header_size = 128, table_entry = 12;
constexpr std::uint32_t most_tags = 100;  // readers take no more

constexpr std::uint32_t word(const char (&name)[5]) {
    std::uint32_t value = 0;
    for (int i = 0; i < 4; ++i) value = value << 8 | static_cast<std::uint8_t>(name[i]);
    return value;
}

std::uint32_t word_at(ByteView data, std::size_t at) {
    return std::uint32_t{data[at]} << 24 | std::uint32_t{data[at + 1]} << 16 | std::uint32_t{data[at + 2]} << 8 | data[at + 3];
}

bool says_texts(std::uint32_t type) {
    return type == word("text") || type == word("desc") || type == word("mluc") || type == word("dict") || type == word("data") ||
           type == word("psid") || type == word("pseq") || type == word("dtim") || type == word("utf8") || type == word("utf1");
}

}  // namespace

Bytes bare_profile(ByteView profile) {
    if (profile.size() < header_size + 4 || word_at(profile, 36) != word("acsp")) return {};
    const auto tags = word_at(profile, header_size);
    if (tags > most_tags || header_size + 4 + tags * table_entry > profile.size()) return {};
    // What no tag has is nothing: everything is copied over from there.
    Bytes out(profile.size());
    std::copy_n(profile.begin(), header_size + 4 + tags * table_entry, out.begin());
    const auto forget = [&](std::size_t at, std::size_t size) { std::fill_n(out.begin() + static_cast<std::ptrdiff_t>(at), size, std::uint8_t{0}); };
    forget(4, 4);    // preferred module
    forget(24, 12);  // when it was made
    forget(48, 8);   // device: manufacturer and model
    forget(80, 48);  // creator, identifier, reserved
    for (std::uint32_t i = 0; i < tags; ++i) {
        const auto entry = header_size + 4 + i * table_entry;
        const std::size_t at = word_at(profile, entry + 4), size = word_at(profile, entry + 8);
        if (size < 8 || at > profile.size() || size > profile.size() - at || at < header_size) continue;
        const bool text = says_texts(word_at(profile, at));
        std::copy_n(profile.begin() + static_cast<std::ptrdiff_t>(at), text ? 8 : size, out.begin() + static_cast<std::ptrdiff_t>(at));
    }
    return out;
}

}  // namespace review::pdf
