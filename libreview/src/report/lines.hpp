#pragma once

#include <cstdint>
#include <vector>

#include <review/bytes.hpp>
#include <review/scan_result.hpp>

namespace review {

// The line of each finding in a file of lines, from 1: line feeds before its first byte, in UTF-16 where the file begins
// with its mark. 0 for places that have no bytes of the file.
std::vector<std::uint32_t> lines_of_findings(ByteView file, const ScannedDocument& document);

}  // namespace review
