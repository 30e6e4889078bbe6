#pragma once

#include <algorithm>
#include <deque>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "scan/digit_lines.hpp"
#include "scan/listed_rows.hpp"
#include "scan/matchers.hpp"
#include "scan/typed_tables.hpp"

namespace review {

// A view, and what is made of it once for all labels and databases: with what is parted by commas and the like parted by tabs, and
// which of its lines have digits.
class Matchers::Rows {
public:
    explicit Rows(const TextView& view) : view_(view) {}
    const TextView& view() const { return view_; }
    std::string_view typed() {
        if (!typed_) typed_ = with_tabs(view_.text());
        return *typed_;
    }

    std::string_view listed() {
        if (!listed_) listed_ = with_listed_rows(view_.text());
        return *listed_;
    }

    const std::vector<TextRange>& with_digits(std::size_t least) {
        if (!digit_lines_) digit_lines_ = digit_lines(view_.text());
        const auto known = std::find_if(with_digits_.begin(), with_digits_.end(), [&](const auto& one) { return one.first == least; });
        return known != with_digits_.end() ? known->second : with_digits_.emplace_back(least, lines_with_digits(*digit_lines_, least)).second;
    }

    // Cells one under the other, of the table found last: what stands there heads nothing.
    TextRange stacked{0, 0};

private:
    const TextView& view_;
    std::optional<std::string> typed_, listed_;
    std::optional<std::vector<DigitLine>> digit_lines_;
    std::deque<std::pair<std::size_t, std::vector<TextRange>>> with_digits_;  // by the least number of digits; they stay where they are
};

}  // namespace review
