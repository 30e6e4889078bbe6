#pragma once

#include <cstdint>

namespace review {

// What one draft may cost. Exceeding a field is Errc::limit and names the field.
struct Limits {
    std::uint64_t file_bytes = std::uint64_t{4} << 30;
    std::uint64_t stream_bytes = std::uint64_t{512} << 20;    // one inflated stream
    std::uint64_t document_bytes = std::uint64_t{4} << 30;    // all inflated streams together
    std::uint64_t image_bytes = std::uint64_t{512} << 20;     // one decoded picture
    std::uint32_t pages = 100'000;
    std::uint32_t objects = 8'000'000;
    std::uint32_t nesting = 32;               // forms in forms, attachments in attachments
    std::uint32_t depth = 256;                // elements in elements, arrays in arrays
    std::uint32_t page_operators = 20'000'000;
    std::uint64_t token_bytes = std::uint64_t{64} << 20;      // one attribute, comment, string
    std::uint32_t members = 10'000;           // of one zip
    std::uint32_t inflate_ratio = 300;        // bytes a member of a zip may become for each of its bytes, past its first MiB
    std::uint32_t seconds = 120;              // wall clock to read one document once, XML one more for each 4 MiB; to rewrite it, as much again
};

}  // namespace review
