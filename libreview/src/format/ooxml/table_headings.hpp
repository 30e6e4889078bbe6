#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "format/ooxml/package.hpp"

namespace review {

// The name of a column of a table (ECMA-376-1, 18.5.1.3): programs want it unique in its table and equal to the cell that heads it.
struct TableHeading {
    ByteRange name;            // of the attribute's value, in the draft
    std::uint32_t number = 0;  // of the column, from 1
    // What a name that lost something is: no other column has it.
    std::string unique(const std::string& left) const { return left + " " + std::to_string(number); }
};

// Of the tables of a sheet, by row and column of the cell, from 0. Tables without headings have none of their own: row is `no_row`.
constexpr std::uint32_t no_row = ~std::uint32_t{0};
std::multimap<std::pair<std::uint32_t, std::uint32_t>, TableHeading> table_headings(const OoxmlPackage& package, const OoxmlMember& sheet, const std::string& draft_name, const Limits& limits);

}  // namespace review
