#pragma once

#include <string>
#include <vector>

namespace cli_test {

struct BadDocument {
    std::string what;     // "a truncated PDF"
    std::string name;     // of the file
    std::string content;
};

// Drafts that nobody can review: each must be refused, whole.
std::vector<BadDocument> bad_documents();

// A PDF of hand-written objects; `objects[0]` is 1 0 R, the catalogue.
std::string pdf_of(const std::vector<std::string>& objects);
std::string pdf_of_pages(int pages);

}  // namespace cli_test
