#include "scan/called_part.hpp"

#include <algorithm>

#include "base/utf8_scan.hpp"
#include "scan/key_labels.hpp"

namespace review {

namespace {

constexpr std::size_t longest_called = 16 << 10;  // what is longer is no value, and begins like no other text

}  // namespace

std::vector<std::string_view> calls_of(const Part& part) {
    std::vector<std::string_view> calls;
    if (part.text.size() > longest_called) return calls;
    std::string_view rest(part.called);
    while (!rest.empty()) {
        const auto end = std::min(rest.find('\n'), rest.size());
        if (end > 0) calls.push_back(rest.substr(0, end));
        rest.remove_prefix(std::min(end + 1, rest.size()));
    }
    return calls;
}

std::string in_front(std::string_view call) {
    const auto words = words_of_key(call);
    return std::string(words.empty() ? call : words) + ':';
}

Part with_call(const Part& part, std::string_view said) {
    const auto call = in_front(said);
    const auto size = static_cast<std::uint32_t>(call.size());
    Part read = part;
    read.text = call + part.text;
    for (auto& run : read.source) run.text_begin += size, run.text_end += size;
    for (auto& line : read.cell_lines) line += size;
    if (part.glyph_ends.empty()) return read;
    read.glyph_ends.clear();
    for (std::uint32_t end = 1; end <= size; ++end) {
        if (end == size || (static_cast<unsigned char>(call[end]) & 0xc0) != 0x80) read.glyph_ends.push_back(end);
    }
    for (const auto end : part.glyph_ends) read.glyph_ends.push_back(end + size);
    return read;
}

void settle_called(const Part& part, std::string_view call, std::vector<Finding>& findings) {
    const auto glyphs = static_cast<std::uint32_t>(count_characters(in_front(call)));
    std::erase_if(findings, [&](const Finding& finding) { return finding.where.span.end <= glyphs; });
    for (auto& finding : findings) {
        auto& span = finding.where.span;
        const bool reaches_back = span.begin < glyphs;  // password=..., which takes its label along
        span = {span.part, reaches_back ? 0 : span.begin - glyphs, span.end - glyphs};
        if (!reaches_back) continue;
        const auto excerpt = text_of(part, span.begin, span.end);
        finding.where.bytes = bytes_of(part, span.begin, span.end);
        finding.excerpt = Sensitive(excerpt);
        finding.preview = masked(excerpt);
    }
}

void join_findings(std::vector<Finding>& all, std::vector<Finding>&& more) {
    for (auto& one : more) {
        const auto same = [&](const Finding& known) { return known.rule == one.rule && known.where.span.begin <= one.where.span.begin && known.where.span.end >= one.where.span.end; };
        if (std::none_of(all.begin(), all.end(), same)) all.push_back(std::move(one));
    }
}

}  // namespace review
