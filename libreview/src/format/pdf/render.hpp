#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <review/bytes.hpp>

#include "base/outside.hpp"

namespace review {
class ChildProcess;
}

namespace review::pdf {

// One page as a reader sees it: rows from the top, red, green and blue, a byte each.
struct DrawnPage {
    std::uint32_t width = 0, height = 0;
    Bytes samples;
};

struct RenderOptions : DrawingOrder {
    std::uint64_t page_bytes = std::uint64_t{512} << 20;
};

// Pages drawn by poppler's pdftoppm as a process of its own: never linked, for it is under the GPL. It draws
// while pages are taken, so one page at a time is in memory. The media box is drawn, with what the
// annotations show.
class PageRenderer {
public:
    // "pdftoppm 22.12.0"; nullopt where it is neither named by REVIEW_PDFTOPPM nor on PATH. Asked once: in a cage it is known or nobody knows it.
    static std::optional<std::string> version();

    // Throws Errc::unsupported where there is no pdftoppm, Errc::io where it cannot be started.
    PageRenderer(ByteView file, const RenderOptions& options);
    ~PageRenderer();

    // False behind the last page. Throws Errc::unsupported where a page cannot be drawn, Errc::limit where
    // that takes too long or too much room.
    bool next(DrawnPage& page);

private:
    std::uint32_t number();

    std::unique_ptr<Drawing> drawing_;
    RenderOptions options_;
    std::uint32_t page_;
};

// What a PageRenderer reads from, begun by whoever may start programs: pdftoppm at work on an open file, which is closed.
std::unique_ptr<ChildProcess> start_drawing(int pdf, const DrawingOrder& order);

}  // namespace review::pdf
