#include "format/pdf/cut_show.hpp"

#include "format/pdf/boxes.hpp"

namespace review {

namespace {

// Builds the TJ array: neighbouring numbers become one, neighbouring codes one string.
class ShowArray {
public:
    void number(double value) {
        end_string();
        number_ += value;
    }

    void code(std::string_view bytes) {
        end_number();
        constexpr char hex[] = "0123456789ABCDEF";
        if (!in_string_) out_ += '<';
        in_string_ = true;
        for (const unsigned char byte : bytes) {
            out_ += hex[byte >> 4];
            out_ += hex[byte & 15];
        }
    }

    std::string take() {
        end_string();
        end_number();
        return '[' + out_ + ']';
    }

private:
    void end_string() {
        if (in_string_) out_ += '>';
        in_string_ = false;
    }
    void end_number() {
        if (const auto text = number_text(number_); number_ != 0 && text != "0") out_ += text;
        number_ = 0;
    }

    std::string out_;
    double number_ = 0;
    bool in_string_ = false;
};

}  // namespace

std::string show_without(std::string_view op, std::string_view first, std::string_view second,
                         const std::vector<ShowElement>& elements, const std::vector<ShowCode>& codes) {
    ShowArray array;
    std::size_t next = 0;
    for (std::uint32_t element = 0; element < elements.size(); ++element) {
        if (elements[element].is_number) {
            array.number(elements[element].number);
            continue;
        }
        const std::string_view bytes = elements[element].bytes;
        for (; next < codes.size() && codes[next].element == element; ++next) {
            const auto& code = codes[next];
            const bool last = next + 1 == codes.size() || codes[next + 1].element != element;
            const auto end = last ? bytes.size() : codes[next + 1].offset;
            if (code.cut) {
                array.number(-code.thousandths);
            } else {
                array.code(bytes.substr(code.offset, end - code.offset));
            }
        }
    }
    std::string out;
    // Table 109: ' moves to the next line first, " also sets word and character spacing.
    if (op == "\"") out += std::string(first) + " Tw\n" + std::string(second) + " Tc\n";
    if (op == "'" || op == "\"") out += "T*\n";
    return out + array.take() + " TJ";
}

}  // namespace review
