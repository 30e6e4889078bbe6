#include "format/ooxml/table_headings.hpp"

#include <tuple>

#include "format/ooxml/markup_value.hpp"
#include "format/ooxml/unit_reader.hpp"
#include "format/xml/splitter.hpp"

namespace review {
namespace {

// The first cell of "B2:D9", from 0.
std::pair<std::uint32_t, std::uint32_t> first_cell(const std::string& reference) {
    std::uint32_t row = 0, column = 0;
    for (const char c : reference) {
        if (c >= 'A' && c <= 'Z' && column < 20000) column = column * 26 + static_cast<std::uint32_t>(c - 'A' + 1);
        else if (c >= '0' && c <= '9' && row < 20000000) row = row * 10 + static_cast<std::uint32_t>(c - '0');
        else if (c != '$') break;
    }
    return row == 0 || column == 0 ? std::pair(no_row, std::uint32_t{0}) : std::pair(row - 1, column - 1);
}

}  // namespace

std::multimap<std::pair<std::uint32_t, std::uint32_t>, TableHeading> table_headings(const OoxmlPackage& package, const OoxmlMember& sheet, const std::string& draft_name, const Limits& limits) {
    std::multimap<std::pair<std::uint32_t, std::uint32_t>, TableHeading> headings;
    for (const auto& one : sheet.relationships) {
        const auto* table = one.type == "table" && !one.external ? package.named(resolved_target(sheet.name, one.target)) : nullptr;
        if (table == nullptr || !table->text) continue;
        const auto utf8 = table->text->utf8();
        auto [row, column] = std::pair(no_row, std::uint32_t{0});
        std::uint32_t number = 0;
        XmlSplitter splitter(utf8, draft_name, limits);
        for (auto token = splitter.next(); token.kind != XmlTokenKind::finish; token = splitter.next()) {
            if (token.kind != XmlTokenKind::start) continue;
            const auto element = local_name(token.name);
            if (element == "table") {
                std::tie(row, column) = first_cell(attribute_of(splitter, utf8, "ref"));
                if (attribute_of(splitter, utf8, "headerRowCount") == "0") row = no_row;
            }
            if (element != "tableColumn") continue;
            for (const auto& attribute : splitter.attributes()) {
                if (attribute.name == "name") headings.emplace(std::pair(row, column + number), TableHeading{table->text->source(attribute.begin, attribute.end), number + 1});
            }
            ++number;
        }
    }
    return headings;
}

}  // namespace review
