#pragma once

#include <string>
#include <string_view>

#include <review/bytes.hpp>

#include "text/plane_set.hpp"

namespace review {

// True where a code point standing alone may change in the base view.
bool may_fold(char32_t point);

// True where a code point never combines with what stands before it.
bool begins_cluster(char32_t point);

// Characters of the basic plane that neither may fold nor combine: most of every text.
const PlaneSet& plain_characters();

// Characters of the basic plane that no number begins with, in any writing but that of look-alikes.
const PlaneSet& no_digits();

// One cluster in the form of the base view: NFKC, equivalent unified ideographs, simplified
// characters, without format, private-use and ignorable characters. May be empty.
std::string folded(std::string_view cluster);

// For base/prepared: the tables behind the above, and what they depend on.
std::string fold_tables_key();
Bytes fold_tables();

// The value of a character that is a digit by its Unicode properties (Nd, or numeric type Digit);
// -1 for all others.
int digit_value(char32_t point);

// The value of an ideograph used as a digit of a number read out: 〇零一…九幺, and the forms of
// accountants; -1 for all others.
int han_digit_value(char32_t point);

}  // namespace review
