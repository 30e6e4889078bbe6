#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include <review/document.hpp>

#include "report/page_picture.hpp"

namespace review {

constexpr std::size_t most_drawn_pages = 200;  // of one document: about 40 MiB

// Where something stands on a page, and the id its frame gets.
struct FramedPlace {
    std::uint32_t page = 0;
    Quad quad{};
    std::string id;
};

// Some pages of a PDF as a reader sees them, in order, those beyond its last left out. Throws Errc::unsupported where there is
// no pdftoppm or a page cannot be drawn, and what opening throws.
std::vector<PagePicture> draw_pages(const Draft& file, const OpenOptions& options, const std::set<std::uint32_t>& pages, const std::vector<FramedPlace>& places);

}  // namespace review
