#include "survivors.hpp"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <map>
#include <sstream>
#include <utility>

#include <nlohmann/json.hpp>

#include "support/readers.hpp"
#include "support/run.hpp"

namespace spec {
namespace {

constexpr double tolerance = 0.1;  // points

std::string attribute(const std::string& tag, const std::string& name) {
    const auto key = " " + name + "=\"";
    const auto at = tag.find(key);
    if (at == std::string::npos) return {};
    const auto begin = at + key.size();
    return tag.substr(begin, tag.find('"', begin) - begin);
}

double number(const std::string& tag, const std::string& name) { return std::atof(attribute(tag, name).c_str()); }

// Calls each(tag, text up to the next tag).
template <class Each>
void tags_of(const std::string& xml, Each each) {
    for (auto at = xml.find('<'); at != std::string::npos;) {
        const auto end = xml.find('>', at);
        if (end == std::string::npos) return;
        const auto next = std::min(xml.find('<', end), xml.size());
        each(xml.substr(at, end - at), xml.substr(end + 1, next - end - 1));
        at = xml.find('<', end);
    }
}

bool touches(const Drawn& drawn, const Region& region) {
    const double x = (drawn.x0 + drawn.x1) / 2, y = (drawn.y0 + drawn.y1) / 2;
    const bool centre_in = x > region.x0 && x < region.x1 && y > region.y0 && y < region.y1;
    const double wide = std::min(drawn.x1, region.x1) - std::max(drawn.x0, region.x0);
    const double high = std::min(drawn.y1, region.y1) - std::max(drawn.y0, region.y0);
    // A fifth of the height: line boxes of neighbours overlap a little.
    return drawn.page == region.page && (centre_in || (wide > 0.01 && high > 0.2 * (drawn.y1 - drawn.y0)));
}

// The text of a page's worth of drawn pieces, and which piece each byte is of.
struct Run {
    std::string text;
    std::vector<std::size_t> owner;
};

Run run_of(const std::vector<Drawn>& drawn) {
    Run run;
    for (std::size_t i = 0; i < drawn.size(); ++i) {
        run.text += support::squeezed(drawn[i].text);
        run.owner.resize(run.text.size(), i);
    }
    return run;
}

// Marks what makes up the value, however it is split into words, cells and lines.
void mark(const Run& run, const std::string& value, std::vector<bool>& inside) {
    const auto wanted = support::squeezed(value);
    for (auto at = run.text.find(wanted); at != std::string::npos; at = run.text.find(wanted, at + 1)) {
        for (std::size_t i = at; i < at + wanted.size(); ++i) inside[run.owner[i]] = true;
    }
}

// By page and text, in the order they are drawn.
std::map<std::pair<int, std::string>, std::vector<std::size_t>> places_of(const std::vector<Drawn>& drawn) {
    std::map<std::pair<int, std::string>, std::vector<std::size_t>> places;
    for (std::size_t i = 0; i < drawn.size(); ++i) places[{drawn[i].page, drawn[i].text}].push_back(i);
    return places;
}

std::map<int, double> page_heights(const std::string& pdf) {
    std::map<int, double> heights;
    std::istringstream lines(support::run({"pdfinfo", "-f", "1", "-l", "-1", pdf}).out);
    for (std::string line; std::getline(lines, line);) {
        int page = 0;
        double width = 0, height = 0;
        if (std::sscanf(line.c_str(), "Page %d size: %lf x %lf", &page, &width, &height) == 3) heights[page] = height;
    }
    return heights;
}

}  // namespace

std::vector<Drawn> words_of(const std::string& pdf) {
    std::vector<Drawn> words;
    int page = 0;
    tags_of(support::run({"pdftotext", "-bbox", pdf, "-"}).out, [&](const std::string& tag, const std::string& text) {
        if (tag.starts_with("<page ")) ++page;
        if (!tag.starts_with("<word ")) return;
        words.push_back({page, text, number(tag, "xMin"), number(tag, "yMin"), number(tag, "xMax"), number(tag, "yMax")});
    });
    return words;
}

std::vector<Drawn> characters_of(const std::string& pdf) {
    std::vector<Drawn> characters;
    int page = 0;
    const auto out = support::run({"mutool", "draw", "-q", "-F", "stext", pdf}).out;
    tags_of(out, [&](const std::string& tag, const std::string&) {
        if (tag.starts_with("<page ")) ++page;
        const auto text = attribute(tag, "c");
        if (!tag.starts_with("<char ") || support::squeezed(text).empty()) return;
        double q[8] = {};
        std::sscanf(attribute(tag, "quad").c_str(), "%lf %lf %lf %lf %lf %lf %lf %lf", q, q + 1, q + 2, q + 3, q + 4,
                    q + 5, q + 6, q + 7);
        characters.push_back({page, text, std::min(q[0], q[4]), std::min(q[1], q[3]), std::max(q[2], q[6]),
                              std::max(q[5], q[7])});
    });
    return characters;
}

std::vector<Drawn> outside(const std::vector<Drawn>& drawn, const std::set<std::string>& values,
                           const std::vector<Region>& regions) {
    std::vector<bool> inside(drawn.size(), false);
    const auto run = run_of(drawn);
    for (const auto& value : values) mark(run, value, inside);
    std::vector<Drawn> kept;
    for (std::size_t i = 0; i < drawn.size(); ++i) {
        const bool cut = std::any_of(regions.begin(), regions.end(),
                                     [&](const Region& region) { return touches(drawn[i], region); });
        if (!inside[i] && !cut) kept.push_back(drawn[i]);
    }
    return kept;
}

std::vector<Drawn> moved(const std::vector<Drawn>& wanted, const std::vector<Drawn>& found) {
    auto places = places_of(found);
    std::vector<Drawn> missing;
    for (const auto& word : wanted) {
        const auto& same = places[{word.page, word.text}];
        const bool there = std::any_of(same.begin(), same.end(), [&](std::size_t i) {
            const auto& other = found[i];
            return std::abs(other.x0 - word.x0) <= tolerance && std::abs(other.y0 - word.y0) <= tolerance &&
                   std::abs(other.x1 - word.x1) <= tolerance && std::abs(other.y1 - word.y1) <= tolerance;
        });
        if (!there) missing.push_back(word);
    }
    return missing;
}

std::vector<Drawn> off_their_lines(const std::vector<Drawn>& wanted, const std::vector<Drawn>& found) {
    auto places = places_of(found);
    std::vector<Drawn> missing;
    for (const auto& character : wanted) {
        auto& same = places[{character.page, character.text}];
        const auto on_line = std::find_if(same.begin(), same.end(), [&](std::size_t i) {
            return std::abs(found[i].y0 - character.y0) <= tolerance;
        });
        if (on_line == same.end()) missing.push_back(character);
        else same.erase(on_line);
    }
    return missing;
}

std::vector<Region> regions_of(const std::string& scan_json, const std::string& pdf) {
    std::vector<Region> regions;
    const auto scanned = nlohmann::json::parse(scan_json);
    const auto heights = page_heights(pdf);
    for (const auto& document : scanned.at("documents")) {
        for (const auto& finding : document.at("findings")) {
            const auto& where = finding.at("where");
            if (!where.contains("quads") || !where.at("page").is_number()) continue;
            const int page = where.at("page").get<int>();
            const double height = page > 0 && !where.at("quads").empty() ? heights.at(page) : 0;
            for (const auto& quad : where.at("quads")) {
                const auto q = quad.get<std::vector<double>>();
                const auto x = std::minmax({q[0], q[2], q[4], q[6]});
                const auto y = std::minmax({q[1], q[3], q[5], q[7]});
                regions.push_back({page, x.first, height - y.second, x.second, height - y.first});
            }
        }
    }
    return regions;
}

}  // namespace spec
