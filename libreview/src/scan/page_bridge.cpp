#include "scan/page_bridge.hpp"

#include <algorithm>

#include "model/line_label.hpp"
#include "text/utf8.hpp"

namespace review {
namespace {

constexpr std::size_t most_edge_lines = 3, longest_edge_line = 600, most_furniture = 3;

struct EdgeLine {
    std::size_t begin, end;  // bytes of the page
};
using EdgeLines = std::vector<EdgeLine>;

std::string_view line_text(const Part& page, EdgeLine line) { return std::string_view(page.text).substr(line.begin, line.end - line.begin); }

bool is_empty_line(std::string_view line) { return line.find_first_not_of(" \t\r") == line.npos; }

// As they stand; lines without text are none.
EdgeLines first_lines(const Part& page, std::size_t most) {
    EdgeLines lines;
    const std::string_view text = page.text;
    for (std::size_t at = 0; at < text.size() && lines.size() < most;) {
        const auto end = std::min(text.find('\n', at), text.size());
        if (!is_empty_line(text.substr(at, end - at))) lines.push_back({at, end});
        at = end + 1;
    }
    return lines;
}

// The last one first.
EdgeLines last_lines(const Part& page, std::size_t most) {
    EdgeLines lines;
    const std::string_view text = page.text;
    for (std::size_t end = text.size(); lines.size() < most;) {
        const auto feed = end == 0 ? text.npos : text.rfind('\n', end - 1);
        const auto begin = feed == text.npos ? 0 : feed + 1;
        if (!is_empty_line(text.substr(begin, end - begin))) lines.push_back({begin, end});
        if (begin == 0) break;
        end = begin - 1;
    }
    return lines;
}

// 1, — 1 —, 第 1 页 共 3 页, Page 1 of 3, 1/3: short, with a number of few digits and words that go with it.
bool is_page_number(std::string_view line) {
    constexpr std::size_t longest = 60, most_digits = 4;
    if (line.size() > longest) return false;
    std::size_t digits = 0, run = 0;
    for (std::size_t at = 0; at < line.size();) {
        const auto point = decode_utf8(line, at);
        const bool digit = point.value < 0x80 && line[at] >= '0' && line[at] <= '9';
        run = digit ? run + 1 : 0;
        digits += digit ? 1 : 0;
        if (run > most_digits) return false;
        constexpr std::u32string_view marks = U" \t\r-–—―－·•/|.第页共Pageof()（）";
        if (!digit && marks.find(point.value) == marks.npos) return false;
        at += std::max<std::size_t>(point.size, 1);
    }
    return digits > 0;
}

// The same but for the number of the page.
bool repeats(std::string_view one, std::string_view other) {
    constexpr std::size_t most_digits = 3;
    std::size_t digits = 0;
    const auto plain = [&](std::string_view line) {
        std::string rest;
        std::size_t run = 0;
        for (const char byte : line) {
            const bool digit = byte >= '0' && byte <= '9';
            run = digit ? run + 1 : 0;
            digits = std::max(digits, run);
            if (!digit && byte != ' ' && byte != '\t') rest += byte;
        }
        return rest;
    };
    return one == other || (plain(one) == plain(other) && digits <= most_digits);
}

// How many of the lines at this edge of both pages are headers or footers: numbers of pages, and what stands there on both.
std::size_t furniture(const Part& page, const EdgeLines& lines, const Part& other, const EdgeLines& others) {
    std::size_t count = 0;
    for (std::size_t i = 0; i < lines.size() && i < most_furniture; ++i) {
        const auto line = line_text(page, lines[i]);
        const bool both = i < others.size() && repeats(line, line_text(other, others[i]));
        if (both || is_page_number(line)) count = i + 1;
        else break;
    }
    return count;
}

std::vector<std::uint32_t> ends_of_glyphs(const Part& part) {
    if (!part.glyph_ends.empty()) return part.glyph_ends;
    std::vector<std::uint32_t> ends;
    for (std::size_t at = 0; at < part.text.size();) {
        at += std::max<std::size_t>(decode_utf8(part.text, at).size, 1);
        ends.push_back(static_cast<std::uint32_t>(at));
    }
    return ends;
}

// Stretches of two pages as one text, and where its glyphs come from.
struct Bridge {
    Part joint;
    std::uint32_t first_before = 0, first_behind = 0;  // glyphs of the pages where the stretches begin
    std::uint32_t seam = 0;                            // glyph of the joint: the end of the line between
};

std::uint32_t add_stretch(const Part& page, std::size_t begin, std::size_t end, Part& joint) {
    const auto ends = ends_of_glyphs(page);
    const auto first = static_cast<std::size_t>(std::upper_bound(ends.begin(), ends.end(), begin) - ends.begin());
    const auto from = first == 0 ? 0 : ends[first - 1];
    const auto base = static_cast<std::uint32_t>(joint.text.size());
    for (auto at = first; at < ends.size() && ends[at] <= end; ++at) joint.glyph_ends.push_back(base + ends[at] - from);
    const auto past = joint.glyph_ends.empty() ? base : std::max(base, joint.glyph_ends.back());
    joint.text += std::string_view(page.text).substr(from, past - base);
    for (const auto line : page.cell_lines) if (line >= from && line - from + base < past) joint.cell_lines.push_back(line - from + base);
    return static_cast<std::uint32_t>(first) + page.first;
}

std::optional<Bridge> bridge_of(const Part& before, const Part& page) {
    const auto most = most_edge_lines + most_furniture;
    const auto last = last_lines(before, most), first = first_lines(page, most);
    const auto footers = furniture(before, last, page, last_lines(page, most));
    const auto headers = furniture(page, first, before, first_lines(before, most));
    if (footers >= last.size() || headers >= first.size()) return std::nullopt;
    const auto begin_at = std::min(footers + most_edge_lines, last.size()) - 1, end_at = std::min(headers + most_edge_lines, first.size()) - 1;
    Bridge bridge;
    bridge.joint.kind = PartKind::page;
    const auto reach = [](EdgeLine line, std::size_t to) { return std::max(line.begin, to > longest_edge_line ? to - longest_edge_line : 0); };
    const auto before_end = last[footers].end, page_begin = first[headers].begin;
    auto last_byte = before_end;
    while (last_byte > 0 && (before.text[last_byte - 1] == ' ' || before.text[last_byte - 1] == '\r')) --last_byte;
    bridge.first_before = add_stretch(before, reach(last[begin_at], before_end), last_byte, bridge.joint);
    bridge.seam = static_cast<std::uint32_t>(bridge.joint.glyph_ends.size());
    bridge.joint.text += '\n';
    bridge.joint.glyph_ends.push_back(static_cast<std::uint32_t>(bridge.joint.text.size()));
    bridge.first_behind = add_stretch(page, page_begin, std::min(first[end_at].end, page_begin + longest_edge_line), bridge.joint);
    return bridge;
}

// The finding as one of glyphs [begin, end) of the page.
Finding placed(const Finding& finding, const Part& page, std::uint32_t begin, std::uint32_t end) {
    Finding half;
    half.rule = finding.rule;
    half.category = finding.category;
    half.severity = finding.severity;
    half.likelihood = finding.likelihood;
    half.basis = finding.basis;
    half.view = finding.view;
    half.evidence = finding.evidence;
    const auto text = text_of(page, begin, end);
    const auto at = static_cast<std::size_t>(text.data() - page.text.data());
    half.where.span = {page.number, begin, end};
    half.where.kind = page.kind;
    half.where.label = label_at(page, at);
    half.where.page = page.page;
    half.where.quads = quads_of(page, begin, end);
    half.where.xpath = page.xpath;
    half.where.bytes = source_of(page, at, at + text.size());
    half.excerpt = Sensitive(text);
    half.preview = masked(text);
    return half;
}

bool is_known(const Finding& finding, const std::vector<PageBridge::Known>& known) {
    return std::any_of(known.begin(), known.end(), [&](const PageBridge::Known& one) {
        return one.rule == finding.rule && one.span.begin <= finding.where.span.begin && one.span.end >= finding.where.span.end;
    });
}

}  // namespace

std::vector<Finding> PageBridge::found(const Scanner& scanner, const Part& page, const std::vector<Known>& known) const {
    std::vector<Finding> found;
    if (!before_ || page.number == before_->number) return found;
    const auto bridge = bridge_of(*before_, page);
    if (!bridge) return found;
    const auto seam = bridge->seam;
    const auto first_line_end = [&] {
        const auto& joint = bridge->joint;
        const auto begin = joint.glyph_ends[seam];
        const auto feed = std::min(joint.text.find('\n', begin), joint.text.size());
        return static_cast<std::uint32_t>(std::lower_bound(joint.glyph_ends.begin(), joint.glyph_ends.end(), feed) - joint.glyph_ends.begin()) + 1;
    }();
    for (const auto& finding : scanner.scan(bridge->joint)) {
        const auto& span = finding.where.span;
        if (span.end <= seam + 1 || span.begin > first_line_end || finding.rule.starts_with("masked/")) continue;
        const auto behind = [&](std::uint32_t glyph) { return bridge->first_behind + glyph - seam - 1; };
        auto rest = placed(finding, page, behind(std::max(span.begin, seam + 1)), behind(span.end));
        if (span.begin > seam) {
            if (!is_known(rest, known)) found.push_back(std::move(rest));
            continue;
        }
        if (span.begin < seam) {
            auto head = placed(finding, *before_, bridge->first_before + span.begin, bridge->first_before + seam);
            head.here_only = true;
            found.push_back(std::move(head));
        }
        rest.here_only = true;
        found.push_back(std::move(rest));
    }
    return found;
}

std::pair<std::string, std::string> PageBridge::edges(const Part& page) const {
    const auto bridge = before_ && page.number != before_->number ? bridge_of(*before_, page) : std::nullopt;
    if (!bridge) return {};
    const auto& joint = bridge->joint;
    const auto behind = joint.glyph_ends[bridge->seam];
    return {joint.text.substr(0, behind - 1), joint.text.substr(behind)};
}

void PageBridge::keep(Part&& page) { before_ = std::move(page); }

}  // namespace review
