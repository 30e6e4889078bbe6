#pragma once

#include <string>
#include <vector>

#include <review/aggregation.hpp>
#include <review/document.hpp>
#include <review/scanner.hpp>
#include <review/table_headings.hpp>

#include "model/glyph_bytes.hpp"
#include "release/aggregation/attribute_values.hpp"
#include "scan/sieve.hpp"

namespace review {

// Reads a document record by record: the row of a table with its headings, the elements of one parent, a paragraph, and in
// it each person that it names.
class RecordReader final : public ExtractionSink {
public:
    explicit RecordReader(const Scanner& scanner);

    void part(Part&& part) override { sieve_.part(std::move(part)); }
    void blind_spot(BlindSpot&&) override { ++unread_; }
    std::vector<RecordValues> take();
    std::uint64_t unread() const { return unread_; }

private:
    void look(Part&& part, bool may_hold);
    void look_at_markup(const Part& part, const std::vector<Finding>& findings);
    void look_at_lines(const Part& part, const std::vector<Finding>& findings);
    bool look_at_row(std::string_view row, const std::string& label, std::uint32_t number);  // false: it is a header
    void take_findings(const Part& part, const std::vector<Finding>& findings, std::size_t from, std::size_t to);
    void end_record();
    void begin(std::string place, std::string table);

    const Scanner& scanner_;
    Sieve sieve_;
    TableHeadings headings_;
    GlyphBytes bytes_;
    std::vector<std::size_t> at_;   // byte of each finding of the part
    std::vector<RecordValues> records_;
    RecordValues record_;           // the one that is being read
    AttributeValues values_;
    std::string text_;              // of it, as "性别：男；"
    std::size_t next_ = 0;          // finding of the part
    std::string parent_;            // of markup
    std::vector<std::string> names_;  // of the elements of the parent
    std::string table_;             // that goes on
    std::vector<std::string> header_;  // of it, loose; empty: it has none
    std::size_t tabs_ = 0, gap_ = 0, tables_ = 0;
    std::uint64_t unread_ = 0;
};

}  // namespace review
