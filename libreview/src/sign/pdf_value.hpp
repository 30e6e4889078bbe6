#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <review/bytes.hpp>

namespace review {

// The file is not in the plain form the strict verifier asks for. Caught in verify_pdf: there it is
// a failed check.
struct PdfFault {
    std::string what;
};

// One PDF object as it stands in the file, with its bytes [begin, end).
struct PdfValue {
    enum class Kind { other, integer, name, string, hex, array, dictionary, reference };
    Kind kind = Kind::other;  // other: null, a boolean, a real
    std::size_t begin = 0, end = 0;
    std::string text;          // of a name, decoded; of a string, between the parentheses
    std::uint64_t number = 0;  // of an integer that is not negative; of a reference, the object
    std::vector<std::string> keys;  // of a dictionary, in the order of `items`
    std::vector<PdfValue> items;

    const PdfValue* find(std::string_view key) const;  // nullptr where there is none
    bool is_name(std::string_view name) const { return kind == Kind::name && text == name; }
};

// Reads objects (ISO 32000-1, 7.3) from hostile bytes. Stricter than the standard: no comments, no
// key twice, no generation but 0, since readers disagree on what those mean.
class PdfLexer {
public:
    PdfLexer(ByteView bytes, std::size_t at) : bytes_(bytes), at_(at) {}

    PdfValue value() {
        PdfValue read;
        read_value(read, 0);
        return read;
    }
    bool take(std::string_view word);    // skips space; takes the word if it stands there
    void expect(std::string_view word);  // or throws
    std::uint64_t integer();
    void skip_space();
    void skip_line_end();  // after `stream`: LF or CR LF
    std::size_t at() const { return at_; }
    void move_to(std::size_t at) { at_ = at; }
    [[noreturn]] void fault() const;

private:
    int peek(std::size_t ahead = 0) const { return at_ + ahead < bytes_.size() ? bytes_[at_ + ahead] : -1; }
    void read_value(PdfValue& into, int depth);
    std::string name();
    void string(PdfValue& into);
    void hex(PdfValue& into);
    void array(PdfValue& into, int depth);
    void dictionary(PdfValue& into, int depth);
    void number(PdfValue& into);
    void keyword();

    ByteView bytes_;
    std::size_t at_;
};

}  // namespace review
