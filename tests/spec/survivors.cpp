#include "survivors.hpp"

#include <algorithm>
#include <cmath>
#include <regex>

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

// Marks what makes up the value on its page, however it is split into words, cells and lines.
void mark(const std::vector<Drawn>& drawn, const std::string& value, std::vector<bool>& inside) {
    std::string all;
    std::vector<std::size_t> owner;
    for (std::size_t i = 0; i < drawn.size(); ++i) {
        const auto text = support::squeezed(drawn[i].text);
        all += text;
        owner.insert(owner.end(), text.size(), i);
    }
    const auto wanted = support::squeezed(value);
    for (auto at = all.find(wanted); at != std::string::npos; at = all.find(wanted, at + 1)) {
        for (std::size_t i = at; i < at + wanted.size(); ++i) inside[owner[i]] = true;
    }
}

double page_height(const std::string& pdf, int page) {
    const auto out = support::run({"pdfinfo", "-f", std::to_string(page), "-l", std::to_string(page), pdf}).out;
    std::smatch size;
    std::regex_search(out, size, std::regex("size: +([0-9.]+) x ([0-9.]+)"));
    return std::stod(size.str(2));
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
    for (const auto& value : values) mark(drawn, value, inside);
    std::vector<Drawn> kept;
    for (std::size_t i = 0; i < drawn.size(); ++i) {
        const bool cut = std::any_of(regions.begin(), regions.end(),
                                     [&](const Region& region) { return touches(drawn[i], region); });
        if (!inside[i] && !cut) kept.push_back(drawn[i]);
    }
    return kept;
}

std::vector<Drawn> moved(const std::vector<Drawn>& wanted, const std::vector<Drawn>& found) {
    std::vector<Drawn> missing;
    for (const auto& word : wanted) {
        const bool there = std::any_of(found.begin(), found.end(), [&](const Drawn& other) {
            return other.page == word.page && other.text == word.text && std::abs(other.x0 - word.x0) <= tolerance &&
                   std::abs(other.y0 - word.y0) <= tolerance && std::abs(other.x1 - word.x1) <= tolerance &&
                   std::abs(other.y1 - word.y1) <= tolerance;
        });
        if (!there) missing.push_back(word);
    }
    return missing;
}

std::vector<Drawn> off_their_lines(const std::vector<Drawn>& wanted, const std::vector<Drawn>& found) {
    std::vector<bool> taken(found.size(), false);
    std::vector<Drawn> missing;
    for (const auto& character : wanted) {
        std::size_t i = 0;
        while (i < found.size() && (taken[i] || found[i].page != character.page || found[i].text != character.text ||
                                    std::abs(found[i].y0 - character.y0) > tolerance)) {
            ++i;
        }
        if (i == found.size()) missing.push_back(character);
        else taken[i] = true;
    }
    return missing;
}

std::vector<Region> regions_of(const std::string& scan_json, const std::string& pdf) {
    std::vector<Region> regions;
    const auto scanned = nlohmann::json::parse(scan_json);
    for (const auto& document : scanned.at("documents")) {
        for (const auto& finding : document.at("findings")) {
            const auto& where = finding.at("where");
            if (!where.contains("quads") || !where.at("page").is_number()) continue;
            const int page = where.at("page").get<int>();
            const double height = page > 0 && !where.at("quads").empty() ? page_height(pdf, page) : 0;
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
