#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <review/bytes.hpp>

namespace review::pdf {

// One page as a reader sees it: rows from the top, red, green and blue, a byte each.
struct DrawnPage {
    std::uint32_t width = 0, height = 0;
    Bytes samples;
};

struct RenderOptions {
    std::uint32_t dots_per_inch = 150;
    std::uint32_t first = 1, last = 0;  // pages, counted from 1; 0: the last there is
    std::uint32_t seconds = 120;        // for all of them
    std::uint64_t page_bytes = std::uint64_t{512} << 20;
};

// Pages drawn by poppler's pdftoppm as a process of its own: never linked, for it is under the GPL. It draws
// while pages are taken, so one page at a time is in memory. The media box is drawn, with what the
// annotations show.
class PageRenderer {
public:
    // "pdftoppm 22.12.0"; nullopt where it is neither named by REVIEW_PDFTOPPM nor on PATH.
    static std::optional<std::string> version();

    // Throws Errc::unsupported where there is no pdftoppm, Errc::io where it cannot be started.
    PageRenderer(ByteView file, const RenderOptions& options);
    ~PageRenderer();

    // False behind the last page. Throws Errc::unsupported where a page cannot be drawn, Errc::limit where
    // that takes too long or too much room.
    bool next(DrawnPage& page);

private:
    struct Child;
    std::unique_ptr<Child> child_;
    RenderOptions options_;
    std::uint32_t page_;
};

}  // namespace review::pdf
