#pragma once

#include <string>
#include <vector>

#include <review/json.hpp>
#include <review/release.hpp>

#include "report/page_picture.hpp"

namespace review {

struct PagePictures {
    std::vector<PagePicture> pages;
    std::string missing;  // why some or all are not there, for people; empty: nothing is missing
};

// The pages of a PDF on which something was found, with frames where it stands. Masked pictures are drawn from a file
// from which every finding was cut and which was proven: what cannot be redacted is not drawn either. Never throws for
// a draft: the report goes out without pictures then, and says so.
PagePictures page_pictures(const Draft& draft, const ScannedDocument& scanned, const Scanner& scanner, const Policy& policy,
                           Reveal reveal, const OpenOptions& options);

}  // namespace review
