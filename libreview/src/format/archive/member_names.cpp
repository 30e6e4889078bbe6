#include "format/archive/member_names.hpp"

#include <algorithm>
#include <array>
#include <set>

#include "base/utf8_scan.hpp"
#include "format/zip/names.hpp"

namespace review {
namespace {

// Endings that say a kind of file and nothing else.
constexpr std::array<std::string_view, 30> usual_endings{"pdf", "docx", "docm", "xlsx", "xlsm", "pptx", "pptm", "ofd", "doc", "xls", "ppt", "wps", "txt", "md", "csv",
    "tsv", "log", "xml", "html", "htm", "xhtml", "svg", "json", "zip", "jpg", "jpeg", "png", "gif", "bmp", "tif"};

std::string neutral(const ArchiveContent& content, std::size_t i, std::set<std::string>& taken) {
    const auto ending = lower_ending(content.members[i]->name);
    const bool usual = std::find(usual_endings.begin(), usual_endings.end(), ending) != usual_endings.end();
    const auto name = [&](std::uint32_t more) {
        return "member-" + std::to_string(i + 1) + (more > 0 ? "-" + std::to_string(more) : "") + (usual ? "." + ending : "");
    };
    std::uint32_t more = 0;
    while (!taken.insert(name(more)).second) ++more;
    return name(more);
}

}  // namespace

std::vector<ToldName> told_names(const ArchiveContent& content) {
    std::vector<ToldName> told;
    for (std::size_t i = 0; i < content.members.size(); ++i) told.push_back({content.members[i]->name, i});
    for (std::size_t i = 0; i < content.members.size(); ++i) {
        for (const auto& other : content.members[i]->other_names) told.push_back({other, i});
    }
    return told;
}

std::vector<std::string> names_after(const RedactionPlan& plan, const ArchiveContent& content) {
    std::vector<std::string> names;
    std::set<std::string> taken;
    for (const auto& member : content.members) taken.insert(folded_name(member->name));
    std::vector<bool> cut(content.members.size());
    std::uint32_t at = 0;
    for (const auto& told : told_names(content)) {
        const auto end = at + static_cast<std::uint32_t>(count_characters(told.name));
        if (std::any_of(plan.cuts.begin(), plan.cuts.end(), [&](const Cut& one) { return one.span.part == 0 && one.span.begin < end && at < one.span.end; })) cut[told.member] = true;
        at = end + 1;
    }
    for (std::size_t i = 0; i < cut.size(); ++i) names.push_back(cut[i] ? neutral(content, i, taken) : content.members[i]->name);
    return names;
}

std::string lower_ending(const std::string& name) {
    const auto dot = name.rfind('.');
    return dot == name.npos ? "" : folded_name(name.substr(dot + 1));
}

}  // namespace review
