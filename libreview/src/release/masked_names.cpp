#include "release/masked_names.hpp"

#include <algorithm>

#include "model/markup_names.hpp"

namespace review {
namespace {

constexpr std::string_view stars = "***";

}  // namespace

void MaskedNames::found_in(const Part& part) {
    if (!is_markup_name(part)) return;
    names_.insert(part.text);
    shortened_.insert(shortened_name(part.text));
    auto lower = part.text;  // as pages have it
    std::transform(lower.begin(), lower.end(), lower.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; });
    shortened_.insert(shortened_name(lower));
}

// "/a:list/name[3]/@name": a path is names, their numbers and the marks between them.
std::string MaskedNames::masked_path(const std::string& path) const {
    std::string masked;
    for (std::size_t at = 0; at < path.size();) {
        const auto end = std::min(path.find_first_of("/@[", at), path.size());
        const auto name = std::string_view(path).substr(at, end - at);
        masked += names_.contains(name) ? stars : name;
        if (end < path.size()) masked += path[end];
        at = end + 1;
    }
    return masked;
}

std::string MaskedNames::masked_label(std::string label) const {
    for (const auto& name : shortened_) {
        for (auto at = label.find(name); at != label.npos; at = label.find(name, at + 1)) {
            const auto end = at + name.size();
            const bool apart = (at == 0 || label[at - 1] == ' ') && (end == label.size() || label[end] == ' ' || label[end] == ',' || label[end] == ')');
            if (apart) label.replace(at, name.size(), stars);
        }
    }
    return label;
}

void MaskedNames::mask(ScannedDocument& document) const {
    if (names_.empty()) return;
    for (auto& finding : document.findings) {
        finding.where.xpath = masked_path(finding.where.xpath);
        finding.where.label = masked_label(finding.where.label);
    }
    // Their labels are what decisions accept them by, and are numbers.
    for (auto& spot : document.blind_spots) spot.object = masked_path(spot.object);
}

}  // namespace review
