#pragma once

#include <string>
#include <vector>

#include <review/bytes.hpp>
#include <review/digest.hpp>

namespace review {

// What a reader sees, page by page: SHA-256 over width, height and samples at 96 dpi. Two drawings by one version of a renderer are equal.
struct PageDigests {
    std::string renderer;  // "pdftoppm 22.12.0"; empty: nobody drew, for the format has no pages or there is no renderer
    std::vector<Digest> pages;
};

PageDigests page_digests(const std::string& format, ByteView document);

}  // namespace review
