#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace review {

// One element of what a show operator shows: a string, or a number of a TJ array.
struct ShowElement {
    bool is_number = false;
    double number = 0;
    std::string bytes;
};

// One character code of a string element.
struct ShowCode {
    std::uint32_t element = 0;
    std::uint32_t offset = 0;  // of its first byte in the string
    double thousandths = 0;    // how far it moves the next glyph, character and word spacing included,
                               // in thousandths of the font size, before horizontal scaling
    bool cut = false;
};

// The operator without the cut codes: survivors keep their strings and stand where they stood, since
// TJ numbers are subtracted in thousandths of the font size (ISO 32000-1, 9.4.3). `first` and
// `second` are the spacing operands of ". A run of cut codes leaves one number, whatever it was made of.
std::string show_without(std::string_view op, std::string_view first, std::string_view second,
                         const std::vector<ShowElement>& elements, const std::vector<ShowCode>& codes);

}  // namespace review
