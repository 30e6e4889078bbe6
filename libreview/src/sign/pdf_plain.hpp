#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "sign/pdf_value.hpp"

namespace review {

// Objects of a PDF to be written again, byte for byte as the writer of redacted files writes them (format/pdf/writer): keys in order,
// streams as they stand, one blank where a blank is needed. Only what is written in one way by everybody is taken, so that no
// number and no string is ever converted here: anything else throws PdfFault, and the file goes the general way.
class PlainObjects {
public:
    struct Written {
        Bytes bytes;
        std::vector<std::uint64_t> offsets;  // of each object by its old number; 0: the catalogue does not reach it
    };

    // Of a file with objects under `numbers`. No object may refer to one from there on that has not been put yet.
    explicit PlainObjects(std::uint64_t numbers) : entries_(numbers) {}

    // `value` stands in `source`. A number that has an object already gets this one instead.
    void put(std::uint64_t number, const PdfValue& value, std::string_view source, std::optional<ByteView> stream = {});
    // In old numbers; checked in the same way.
    void put(std::uint64_t number, const std::string& text, std::optional<ByteView> stream = {});
    // As it stands: it refers to nothing.
    void put_verbatim(std::uint64_t number, std::string_view text);
    bool has(std::uint64_t number) const { return number < entries_.size() && entries_[number].there; }

    // One revision of what the catalogue reaches, numbered in the order in which it is reached.
    Written write(std::uint64_t catalogue) const;

private:
    struct Reference {
        std::size_t at;  // in text_, where it has been left out
        std::uint64_t number;
    };
    struct Entry {
        std::size_t text_begin = 0, text_end = 0, references_begin = 0, references_end = 0;
        std::optional<ByteView> stream;
        bool there = false;
    };
    class Writing;

    void take(const PdfValue& value, std::string_view source);
    void take_dictionary(const PdfValue& value, std::string_view source);
    void begin(std::uint64_t number);
    void end(std::uint64_t number, std::optional<ByteView> stream);

    std::string text_;
    std::vector<Reference> references_;
    std::vector<Entry> entries_;
};

}  // namespace review
