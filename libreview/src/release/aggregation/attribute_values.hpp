#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <review/aggregation.hpp>
#include <review/finding.hpp>

#include "scan/mask_strength.hpp"

namespace review {

// Attributes in the one spelling that tokens are made of, in every granularity that they tell (the lattice of docs/aggregation.md).
class AttributeValues {
public:
    // What a rule found. False: it tells no attribute.
    bool add(const Finding& finding);
    // What stands under a heading or behind a label, in loose form.
    void add_field(std::string_view label, std::string_view value);
    // What is known of the person, by the text of the record.
    void add_known(const KnownOfPerson& known);

    void add_id(std::string_view pattern);  // 18 characters, '*' for what is covered
    void add_name(std::string_view name);
    void add_place(std::string_view address);

    bool has(AttributeKind kind) const;
    std::vector<AttributeValue> take();  // ascending, once each

private:
    void put(AttributeKind kind, AttributeType from, std::string_view value);
    void add_birth(int year, int month, int day, AttributeType from);
    void add_phone(std::string_view pattern);
    void add_bank(std::string_view pattern);
    void add_coordinate(std::string_view text);
    std::vector<AttributeValue> values_;
    std::string longitude_, latitude_;
};

}  // namespace review
