#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace review::pdf {

// One operand of a content-stream operator (ISO 32000-1, 7.8.2): direct objects only.
struct Operand {
    enum class Kind { number, name, string, array, dictionary, word };
    Kind kind = Kind::number;
    double number = 0;
    std::string text;            // name without '/', decoded string, or word (true, false, null)
    std::vector<Operand> items;  // array; dictionary: key, value, key, value ...
    std::size_t begin = 0, end = 0;  // bytes in the stream

    const Operand* value_of(std::string_view key) const;  // of a dictionary; null: not there
};

// One operator with its operands. An inline image is one operation "BI", from BI to EI.
struct Operation {
    std::size_t begin = 0;  // of the first operand
    std::size_t end = 0;    // past the operator
    std::string_view op;
    std::vector<Operand> operands;  // BI: one dictionary

    double number(std::size_t index) const;  // 0 where there is none
};

// Whether readers agree that of the operands only the last `wanted` count: of numbers some take the first, some the
// last, but nobody takes another kind for a number. Where none is wanted none counts.
bool has_idle_operands(const Operation& operation, std::size_t wanted);

// Where the data of an inline image end that begin at `from`, right behind the word ID: behind an EI alone between blanks
// and followed by what looks like operators and not like pixels. npos: they go on to the end.
inline constexpr std::size_t image_end_shown_by = 10;  // so many bytes are looked at
std::size_t end_of_image_data(std::string_view stream, std::size_t from);

// Whether every reader passes over the operator, operands and all: one that annex A does not know and that nobody
// could read as one it knows with something before or after it, as in 0rg.
bool is_nobodys_operator(std::string_view op);

// Reads a content stream operation by operation. Strict where it matters to a cutter: what cannot be
// read is reported by `broken()`, never skipped in silence. Operands without an operator at the end of the stream draw
// nothing and are no operation.
class Lexer {
public:
    static constexpr std::size_t most_operands = 4096;  // of one operator of a content stream
    explicit Lexer(std::string_view stream, std::size_t most = most_operands) : stream_(stream), most_(most) {}
    bool next(Operation& operation);
    bool broken() const { return broken_; }
    bool overfull() const { return overfull_; }  // operands in front of more than `most` others were dropped

private:
    bool operand(Operand& into, int depth);
    bool literal_string(Operand& into);
    bool hex_string(Operand& into);
    static std::size_t hex_pairs(std::string_view digits, std::string& into);
    void name(Operand& into);
    bool sequence(Operand& into, int depth, std::string_view closing);
    bool inline_image(Operation& operation);
    void skip_space();
    std::string_view regular();

    std::string_view stream_;
    std::size_t at_ = 0;
    std::size_t most_;
    bool broken_ = false, overfull_ = false;
};

}  // namespace review::pdf
