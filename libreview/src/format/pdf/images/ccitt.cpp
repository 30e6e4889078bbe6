#include "format/pdf/images/ccitt.hpp"

#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace review::pdf {

namespace {

class Bits {
public:
    explicit Bits(ByteView bytes) : bytes_(bytes) {}
    // The next bits, zeros past the end.
    unsigned peek(unsigned count) const {
        unsigned value = 0;
        for (std::size_t i = 0; i < 4; ++i) value = value << 8 | (at_ / 8 + i < bytes_.size() ? bytes_[at_ / 8 + i] : 0U);
        return (value << (at_ % 8)) >> (32 - count);  // count <= 24
    }
    unsigned take(unsigned count) {
        const auto value = peek(count);
        at_ += count;
        return value;
    }
    void align() { at_ = (at_ + 7) / 8 * 8; }
    bool at_end() const { return at_ >= bytes_.size() * 8; }
    bool is_past_end() const { return at_ > bytes_.size() * 8; }

private:
    ByteView bytes_;
    std::size_t at_ = 0;
};

constexpr unsigned longest_code = 13;
constexpr int no_run = -1;

struct Code {
    std::int16_t run = no_run;
    std::uint8_t length = 0;
};
using Codes = std::array<Code, 1U << longest_code>;

void add(Codes& codes, std::string_view bits, int run) {
    unsigned value = 0;
    for (const char bit : bits) value = value * 2 + (bit == '1' ? 1 : 0);
    const auto free = longest_code - static_cast<unsigned>(bits.size());
    for (unsigned rest = 0; rest < 1U << free; ++rest) {
        codes[(value << free) | rest] = {static_cast<std::int16_t>(run), static_cast<std::uint8_t>(bits.size())};
    }
}

struct RunTables {
    RunTables() {
#define REVIEW_RUN(white, black, length) add(of[0], white, length), add(of[1], black, length);
#include "format/pdf/images/ccitt_runs.inc"
#undef REVIEW_RUN
    }
    std::array<Codes, 2> of;
};

// The columns at which the colour of a row changes, ascending; a row begins white.
class Changes {
public:
    void clear() { at_.clear(); }
    bool is_black() const { return at_.size() % 2 != 0; }
    // A run of no length changes nothing.
    void add(std::uint32_t column) {
        if (!at_.empty() && at_.back() == column) at_.pop_back();
        else at_.push_back(column);
    }
    std::size_t size() const { return at_.size(); }
    std::uint32_t at(std::size_t index, std::uint32_t columns) const { return index < at_.size() ? at_[index] : columns; }

private:
    std::vector<std::uint32_t> at_;
};

class Decoder {
public:
    Decoder(ByteView packed, const CcittParameters& parameters) : bits_(packed), of_(parameters) {}

    Bytes run() {
        const std::size_t row_bytes = (std::size_t{of_.columns} + 7) / 8;
        Bytes out;
        for (std::uint32_t row = 0; row < of_.rows && begin_row(); ++row) {
            row_.clear();
            if (!(is_2d_ ? row_2d() : row_1d()) || bits_.is_past_end()) break;
            out.resize(out.size() + row_bytes, of_.black_is_1 ? 0x00 : 0xFF);
            paint(out.data() + out.size() - row_bytes);
            std::swap(row_, above_);
        }
        return out;
    }

private:
    // False: the data end here.
    bool begin_row() {
        if (of_.k < 0) {
            if (of_.byte_aligned) bits_.align();
            is_2d_ = true;
            return !bits_.at_end() && bits_.peek(24) != 0x001001;  // T.6, 2.4.1.1: end of block
        }
        if (of_.byte_aligned && !of_.end_of_line) bits_.align();
        const bool line_end = end_of_line();
        is_2d_ = of_.k > 0 && bits_.take(1) == 0;
        if (line_end && bits_.peek(12) == 1) return false;  // two in a row: the end of the page
        return !bits_.at_end();
    }

    // T.4, 4.1.2: eleven zeros, before them as many as one likes, then a one.
    bool end_of_line() {
        if (bits_.peek(11) != 0) return false;
        while (!bits_.at_end() && bits_.peek(1) == 0) bits_.take(1);
        bits_.take(1);
        return true;
    }

    // One run of the colour; no_run: no such code.
    int take_run(bool black) {
        static const RunTables tables;
        for (int sum = 0; sum <= 1 << 24;) {
            const auto code = tables.of[black ? 1 : 0][bits_.peek(longest_code)];
            if (code.run == no_run) return no_run;
            bits_.take(code.length);
            sum += code.run;
            if (code.run < 64) return sum;
        }
        return no_run;
    }

    bool row_1d() {
        for (std::uint32_t column = 0; column < of_.columns;) {
            if (!horizontal(column)) return false;
        }
        return true;
    }

    bool horizontal(std::uint32_t& column) {
        const int run = take_run(row_.is_black());
        if (run == no_run || static_cast<std::uint32_t>(run) > of_.columns - column) return false;
        column += static_cast<std::uint32_t>(run);
        row_.add(column);
        return true;
    }

    // T.6, 2.2: a0 is where this row stands, b1 the first change of the row above to its right that is to the
    // other colour, b2 the one after it.
    bool row_2d() {
        std::int64_t a0 = -1;
        std::size_t b1 = 0;
        while (a0 < of_.columns) {
            if (b1 > 0) --b1;
            if ((b1 % 2 != 0) != row_.is_black()) ++b1;
            while (b1 < above_.size() && above_.at(b1, of_.columns) <= a0) b1 += 2;
            if (!mode(a0, b1)) return false;
        }
        return true;
    }

    bool mode(std::int64_t& a0, std::size_t b1) {
        const auto next = bits_.peek(7);
        if (next >> 4 == 1) {
            bits_.take(3);
            auto column = static_cast<std::uint32_t>(a0 < 0 ? 0 : a0);
            if (!horizontal(column) || !horizontal(column)) return false;
            a0 = column;
            return true;
        }
        if (next >> 3 == 1) {
            bits_.take(4);
            a0 = above_.at(b1 + 1, of_.columns);
            return true;
        }
        struct Vertical {
            unsigned code, length;
            int shift;
        };
        static constexpr Vertical verticals[] = {{1, 1, 0}, {3, 3, 1}, {2, 3, -1}, {3, 6, 2}, {2, 6, -2}, {3, 7, 3}, {2, 7, -3}};
        for (const auto& vertical : verticals) {
            if (next >> (7 - vertical.length) != vertical.code) continue;
            bits_.take(vertical.length);
            const auto a1 = std::int64_t{above_.at(b1, of_.columns)} + vertical.shift;
            if (a1 < a0 || a1 < 0 || a1 > of_.columns) return false;
            row_.add(static_cast<std::uint32_t>(a1));
            a0 = a1;
            return true;
        }
        return false;  // the uncompressed mode, or no mode at all
    }

    void paint(std::uint8_t* row) const {
        for (std::size_t i = 0; i < row_.size(); i += 2) {
            const auto end = row_.at(i + 1, of_.columns);
            for (auto column = row_.at(i, of_.columns); column < end;) {
                const bool byte = column % 8 == 0 && end - column >= 8;
                row[column / 8] ^= byte ? 0xFF : static_cast<std::uint8_t>(0x80U >> column % 8);
                column += byte ? 8 : 1;
            }
        }
    }

    Bits bits_;
    const CcittParameters& of_;
    Changes row_, above_;
    bool is_2d_ = false;
};

}  // namespace

Bytes ccitt_decoded(ByteView packed, const CcittParameters& parameters) { return Decoder(packed, parameters).run(); }

}  // namespace review::pdf
