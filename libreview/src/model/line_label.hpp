#pragma once

#include <string>

#include <review/part.hpp>

namespace review {

// A part whose lines are places of their own, the paragraphs of a document or the rows of a sheet, has a label that ends with the
// number of its first line: "sheet 2, line 1".
std::string with_line(const std::string& label, std::size_t line);

// What that label is `at` bytes further on in the text. Any other label stays as it is.
std::string label_at(const Part& part, std::size_t at);

}  // namespace review
