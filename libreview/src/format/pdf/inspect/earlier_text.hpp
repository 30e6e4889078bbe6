#pragma once

#include <set>
#include <string>
#include <vector>

#include <review/extraction.hpp>

namespace review::pdf {

// What one revision says, to be compared with the next.
class RevisionText final : public ExtractionSink {
public:
    void part(Part&& part) override;
    void blind_spot(BlindSpot&&) override {}

    // Pages, counted from 1, whose text is another in `later`, or that are not there any more.
    std::vector<std::uint32_t> pages_changed(const RevisionText& later) const;
    // Lines of pages, notes, fields, bookmarks, scripts and attachments that stand nowhere in `later`.
    std::string gone(const RevisionText& later) const;

private:
    std::vector<std::string> pages_;
    std::vector<std::string> lines_;
    std::set<std::string> known_;
};

}  // namespace review::pdf
