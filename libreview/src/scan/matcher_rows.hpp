#pragma once

#include <optional>
#include <string>

#include "scan/listed_rows.hpp"
#include "scan/matchers.hpp"
#include "scan/typed_tables.hpp"

namespace review {

// A view with what is parted by commas and the like parted by tabs, made once for all labels of it.
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

private:
    const TextView& view_;
    std::optional<std::string> typed_, listed_;
};

}  // namespace review
