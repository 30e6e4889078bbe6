#pragma once

#include <optional>
#include <string>

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

    const std::vector<TextRange>& with_digits() {
        if (!with_digits_) with_digits_ = lines_with_digits(view_.text());
        return *with_digits_;
    }

private:
    const TextView& view_;
    std::optional<std::string> typed_, listed_;
    std::optional<std::vector<TextRange>> with_digits_;
};

}  // namespace review
