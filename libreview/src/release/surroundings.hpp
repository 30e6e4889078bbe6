#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <review/finding.hpp>
#include <review/part.hpp>

#include "model/glyph_bytes.hpp"

namespace review {

// What stands around each finding, so that it is known again in another version of its draft: the row of a table without
// its running number, else 40 characters before and 20 behind, over the borders of lines and pages and of
// the elements of one record. White space, line breaks, page numbers and numbers of lists are left out: they change
// where text is set anew. More would be lost at every correction near by, less fits another person's record as well.
class Surroundings {
public:
    explicit Surroundings(const std::vector<Finding>& findings);

    void part(const Part& part);  // in order of extraction
    void end();
    struct Around {
        std::string kind;  // "row 3": the column; "text"
        std::string before, after;
    };
    // One a finding; draft text. Empty kind: the finding is in no part.
    std::vector<Around> take() && { return std::move(around_); }

private:
    struct Open {
        std::size_t finding;
        std::string after;  // as far as it is known
    };
    void look(const Part& part, std::size_t finding, std::string_view text, std::size_t at, std::size_t end);
    void close();

    const std::vector<Finding>& findings_;
    std::vector<std::size_t> by_place_;
    std::size_t next_ = 0;
    std::vector<Around> around_;
    std::vector<Open> open_;  // whose text goes on in the next part
    std::string flow_, tail_;
    GlyphBytes bytes_;
};

}  // namespace review
