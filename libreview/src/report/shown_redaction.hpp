#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include <review/evidence.hpp>
#include <review/finding.hpp>
#include <review/redaction_plan.hpp>
#include <review/sensitive.hpp>

#include "report/page_picture.hpp"

namespace review {

// One run of glyphs that went, or a rectangle that a person drew.
struct CutPlace {
    std::vector<std::string> findings;  // ids of CutPlaces::findings; "unreadable", "reading", "same-day"; none: a person drew it
    Place where;
    std::uint32_t line = 0;  // of the file, from 1; 0: it has no lines
    bool whole = true;       // no: a mask leaves some of the value
};

// As Box::finding has it.
std::string finding_words(const CutPlace& cut);

// What went from a draft, where. Holds values.
struct CutPlaces {
    std::vector<Finding> findings;  // for which something went: of the scan, and one for each value asked for that no rule found
    std::vector<CutPlace> cuts;     // in order of place, then what persons drew
    std::uint32_t stays = 0;        // findings of which nothing went
};

// What stands around a cut in its line or cell.
struct CutLine {
    struct Side {
        Sensitive before, here, after;
    };
    Side output;                // as it is published
    std::optional<Side> draft;  // only where it is to be revealed
};

// A redaction as it is looked at, before beside after.
struct RedactionViews {
    std::vector<PagePicture> draft, output;     // of the same pages, in order; the id of a frame is the number of its cut, from 1
    std::string no_pictures;                    // why some or all are missing
    std::vector<std::optional<CutLine>> lines;  // one a cut, or none at all
    std::string no_lines;                       // why, where there should be some
};

struct ShownRedaction {
    std::string draft, output;  // names, as the caller gave them
    std::string policy, channel;
    Evidence evidence;
    std::vector<UnreadablePage> unreadable;
    std::vector<BlindSpot> accepted;
    CutPlaces places;
    RedactionViews views;
};

}  // namespace review
