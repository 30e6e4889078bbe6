#include "format/pdf/inspect/earlier_text.hpp"

#include <algorithm>

namespace review::pdf {

void RevisionText::part(Part&& part) {
    // Its date and producer are others in every revision.
    if (part.kind == PartKind::metadata) return;
    for (std::size_t begin = 0; begin < part.text.size();) {
        const auto end = std::min(part.text.find('\n', begin), part.text.size());
        auto line = part.text.substr(begin, end - begin);
        begin = end + 1;
        if (line.find_first_not_of(" \t\r") == std::string::npos) continue;
        if (known_.insert(line).second) lines_.push_back(std::move(line));
    }
    if (part.kind != PartKind::page) return;
    if (pages_.size() < part.page) pages_.resize(part.page);
    pages_[part.page - 1] += part.text;
}

std::vector<std::uint32_t> RevisionText::pages_changed(const RevisionText& later) const {
    std::vector<std::uint32_t> changed;
    for (std::uint32_t i = 0; i < pages_.size(); ++i) {
        if (i >= later.pages_.size() || pages_[i] != later.pages_[i]) changed.push_back(i + 1);
    }
    return changed;
}

std::string RevisionText::gone(const RevisionText& later) const {
    std::string text;
    for (const auto& line : lines_) {
        if (later.known_.count(line) == 0) text += (text.empty() ? "" : "\n") + line;
    }
    return text;
}

}  // namespace review::pdf
