#pragma once

#include <set>
#include <string>
#include <vector>

namespace spec {

// A word or a character with its box in points, origin at the upper left of the page.
struct Drawn {
    int page = 0;
    std::string text;
    double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
};

struct Region {
    int page = 0;
    double x0 = 0, y0 = 0, x1 = 0, y1 = 0;
};

std::vector<Drawn> words_of(const std::string& pdf);       // pdftotext -bbox
std::vector<Drawn> characters_of(const std::string& pdf);  // mutool draw -F stext, without white space

// What of `drawn` is part of no value and touches no region: it must survive.
std::vector<Drawn> outside(const std::vector<Drawn>& drawn, const std::set<std::string>& values,
                           const std::vector<Region>& regions);

// Those of `wanted` that `found` does not hold at the same place within 0.1 pt.
std::vector<Drawn> moved(const std::vector<Drawn>& wanted, const std::vector<Drawn>& found);

// Those of `wanted` for which `found` has no character on the same line of the same page, each counted once.
std::vector<Drawn> off_their_lines(const std::vector<Drawn>& wanted, const std::vector<Drawn>& found);

// Where the findings of `review scan --format json` stand on pages of the given PDF.
std::vector<Region> regions_of(const std::string& scan_json, const std::string& pdf);

}  // namespace spec
