#pragma once

#include <functional>
#include <optional>
#include <utility>
#include <vector>

#include "sign/pdf_value.hpp"

namespace review {

// A PDF in the plain form in which we sign: one revision, a classical cross-reference table at its
// end, nothing in the file but what the table lists. Whatever differs throws PdfFault. No library
// parses here: a lenient reader is what a forger needs.
class PdfFile {
public:
    explicit PdfFile(ByteView bytes);

    const PdfValue& trailer() const { return trailer_; }
    std::size_t table() const { return table_; }
    std::uint64_t next_object() const { return offsets_.empty() ? 1 : offsets_.back().first + 1; }
    std::size_t objects() const { return offsets_.size(); }
    std::string_view text(const PdfValue& value) const { return as_text(bytes_.subspan(value.begin, value.end - value.begin)); }
    // The value, or what it refers to. Throws where that is not an object of the table.
    PdfValue resolve(const PdfValue& value) const;
    // The dictionary of a stream object and its bytes as they stand there. Throws where it is none.
    std::pair<PdfValue, ByteView> stream(const PdfValue& reference) const;

    struct Object {
        std::uint64_t number;
        PdfValue value;
        std::optional<ByteView> stream;
        std::size_t begin, end;  // from its number to behind `endobj`
    };
    // Each object once, in the order of the file. Throws where two overlap or bytes stand between.
    void walk(const std::function<void(const Object&)>& visit) const;

private:
    void read_table(PdfLexer& lexer);
    ByteView take_stream(PdfLexer& lexer, const PdfValue& dictionary) const;

    ByteView bytes_;
    std::size_t table_ = 0;  // where `xref` stands
    std::vector<std::pair<std::uint64_t, std::size_t>> offsets_;  // of each object, in the order of their numbers
    PdfValue trailer_;
};

}  // namespace review
