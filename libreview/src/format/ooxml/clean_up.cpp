#include "format/ooxml/clean_up.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>

#include "format/ooxml/markup_value.hpp"
#include "format/xml/splitter.hpp"
#include "format/zip/names.hpp"

namespace review {
namespace {

// Elements that are whole without what they refer to: a link keeps its words, a picture its frame.
constexpr std::array<std::string_view, 9> stands_alone{"hyperlink", "blip", "imagedata", "fill", "stroke", "hlinkClick", "hlinkHover", "hlinkMouseOver", "pageSetup"};
// Revision numbers, the data source of a mail merge, the path a workbook was saved under; what a field keeps for its program as
// Base64 (17.16.14): the link once more, in UTF-16, or a record of references; variables of programs (17.15.1.31), where WPS keeps Base64.
constexpr std::array<std::string_view, 5> never_kept{"rsids", "mailMerge", "absPath", "fldData", "docVars"};
// Elements that are nothing without what stands in them: lists, frames of objects and charts, their anchors (18.2.9, 18.3.1.60,
// 19.2.1.9, 20.5.2.33).
constexpr std::array<std::string_view, 13> whole_or_not{"externalReferences", "pivotCaches", "oleObjects", "controls", "customProperties", "custDataLst",
    "embeddedFontLst", "sndAc", "graphicFrame", "twoCellAnchor", "oneCellAnchor", "absoluteAnchor", "webPublishObjects"};

template <std::size_t Size>
bool names_one(const std::array<std::string_view, Size>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_relationship_namespace(std::string_view uri) { return uri.ends_with("/officeDocument/2006/relationships") || uri.ends_with("/officeDocument/relationships"); }

class CleanUp {
public:
    CleanUp(const OoxmlPackage& package, const OoxmlMember& member, const std::string& draft_name, const Limits& limits)
        : package_(package), member_(member), text_(*member.text), splitter_(text_.utf8(), draft_name, limits) {
        XmlSplitter before(text_.utf8(), draft_name, limits);
        for (auto token = before.next(); token.kind != XmlTokenKind::finish; token = before.next()) {
            if (token.kind != XmlTokenKind::start) continue;
            for (const auto& one : before.attributes()) {
                if (!one.name.starts_with("xmlns:")) continue;
                if (is_relationship_namespace(attribute_text(text_.utf8(), one.begin, one.end))) prefixes_.insert(one.name.substr(6));
            }
        }
    }

    std::vector<ByteRange> run() {
        for (auto token = splitter_.next(); token.kind != XmlTokenKind::finish; token = splitter_.next()) {
            if (token.kind == XmlTokenKind::start) {
                open_.push_back({local_name(token.name), token.begin, false});
                if (leaves()) open_[victim()].goes = true;
                if (token.empty) close(token.end);
            } else if (token.kind == XmlTokenKind::end) {
                close(token.end);
            }
        }
        return outermost(std::move(gone_));
    }

private:
    struct Open {
        std::string_view name;
        std::size_t begin;
        bool goes;
    };

    // Whether the element itself has to go; attributes that go alone are noted.
    bool leaves() {
        const auto name = open_.back().name;
        if (member_.name == "[Content_Types].xml") return is_gone_type(name);
        if (member_.name.ends_with(".rels")) return name == "Relationship" && lost_here(attribute("Id"));
        if (names_one(never_kept, name)) return true;
        bool refers = false;
        for (const auto& one : splitter_.attributes()) {
            const auto local = local_name(one.name);
            if (local.starts_with("rsid") || (name == "c" && local == "vm")) drop(one);  // vm: values of data types, which stay behind
            if (local == "gfxdata") drop(one);  // ECMA-376-4: the shape once more, a package in Base64
            const bool of_query = local == "tableType" || local == "connectionId" || local == "queryTableFieldId";
            if (of_query && member_.role == "table" && !member_.lost.empty()) drop(one);  // 18.5.1.2: a table without its query is a list
            if (local.size() == one.name.size() || member_.lost.empty()) continue;
            const bool reference = prefixes_.contains(one.name.substr(0, one.name.size() - local.size() - 1)) || local == "relid";
            if (!reference || !member_.lost.contains(attribute_text(text_.utf8(), one.begin, one.end))) continue;
            if (names_one(stands_alone, name)) drop(one);
            else refers = true;
        }
        return refers;
    }

    bool is_gone_type(std::string_view name) const {
        if (name == "Override") {
            const auto* part = package_.named(resolved_target("", attribute("PartName")));
            return part == nullptr || !part->kept;
        }
        if (name != "Default") return false;
        const auto ending = "." + folded_name(attribute("Extension"));
        return std::none_of(package_.members().begin(), package_.members().end(), [&](const OoxmlMember& other) {
            return other.kept && folded_name(other.name).ends_with(ending);
        });
    }

    // In a .rels member: of the part that it belongs to; the package's own has no such part.
    bool lost_here(const std::string& id) const {
        const auto source = std::find_if(package_.members().begin(), package_.members().end(), [&](const OoxmlMember& other) {
            return folded_name(rels_name(other.name)) == folded_name(member_.name);
        });
        if (source != package_.members().end()) return source->lost.contains(id);
        const auto* target = package_.named(resolved_target("", attribute("Target")));
        return attribute("TargetMode") == "External" || target == nullptr || !target->kept;
    }

    std::string attribute(std::string_view local) const {
        for (const auto& one : splitter_.attributes()) {
            if (local_name(one.name) == local) return attribute_text(text_.utf8(), one.begin, one.end);
        }
        return {};
    }

    // An extension goes whole: nobody can say what is left of it (ECMA-376-1, 20.1.2.2.14).
    std::size_t victim() const {
        for (std::size_t i = open_.size() - 1; i > 0; --i) {
            if (open_[i].name == "ext" && open_[i - 1].name == "extLst") return i;
        }
        for (std::size_t i = 0; i + 1 < open_.size(); ++i) {
            if (names_one(whole_or_not, open_[i].name)) return i;
        }
        return open_.size() - 1;
    }

    void close(std::size_t end) {
        if (open_.back().goes) gone_.push_back(text_.source(open_.back().begin, end));
        open_.pop_back();
    }

    // With its name, its quotes and the blank before it.
    void drop(const XmlAttribute& one) {
        auto begin = static_cast<std::size_t>(one.name.data() - text_.utf8().data());
        while (begin > 0 && is_xml_blank(text_.utf8()[begin - 1])) --begin;
        gone_.push_back(text_.source(begin, one.end + 1));
    }

    const OoxmlPackage& package_;
    const OoxmlMember& member_;
    const SourceText& text_;
    XmlSplitter splitter_;
    std::set<std::string_view> prefixes_;
    std::vector<Open> open_;
    std::vector<ByteRange> gone_;
};

}  // namespace

std::vector<ByteRange> outermost(std::vector<ByteRange> ranges) {
    std::sort(ranges.begin(), ranges.end(), [](const ByteRange& a, const ByteRange& b) { return a.begin != b.begin ? a.begin < b.begin : a.end > b.end; });
    std::vector<ByteRange> outer;
    for (const auto& range : ranges) {
        if (range.begin < range.end && (outer.empty() || range.begin >= outer.back().end)) outer.push_back(range);
    }
    return outer;
}

std::vector<ByteRange> clean_up(const OoxmlPackage& package, const OoxmlMember& member, const std::string& draft_name, const Limits& limits) {
    return CleanUp(package, member, draft_name, limits).run();
}

}  // namespace review
