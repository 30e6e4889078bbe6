#pragma once

#include <string>

#include <review/part.hpp>

namespace review {

// Markup whose cut needs other bytes than fillers: a symbol is an element, a date must stay a date, a formula a formula. Every
// character of such a place has all of it as its source: it goes whole.
struct TypedPlace {
    enum class As { replacement, run };  // run: fillers as text of a run
    ByteRange source;
    As as = As::replacement;
    std::string text;  // UTF-8: the replacement, or the prefix of the run's element, with its colon
};

}  // namespace review
