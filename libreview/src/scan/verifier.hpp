#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include <review/finding.hpp>
#include <review/part.hpp>

#include "text/views.hpp"

namespace review {

// Twenty ideographs: a label and what may stand between it and its value.
inline constexpr std::size_t label_reach = 60;

// What a matcher saw and a verifier judges. Offsets are bytes of the view.
struct Candidate {
    const Part& part;
    const TextView& view;
    std::size_t begin = 0;  // of a digit run, a term or a value; equal to `end` for a match: matchers know ends only
    std::size_t end = 0;
    std::span<const Joint> joints;  // of a digit run, inside (begin, end)
    std::span<const std::string> labels;  // of the rule, in the form of the base view
    bool beside_name = false;             // a name was found in its row or sentence
    bool at_label = false;  // the value of a label, or a cell under one

    std::string_view text() const { return view.text(); }
    std::string_view digits() const { return text().substr(begin, end - begin); }

    // The label of the rule that stands nearest before byte `at`, or is printed beside the field, or nothing.
    std::string_view label_before(std::size_t at) const;

    // The line of the part's text that holds bytes [from, to) of the view; several, where the
    // match runs over a line's end. Empty where it is longer than `most` bytes.
    std::string_view line_of(std::size_t from, std::size_t to, std::size_t most) const;

    // True where byte `at` of the view ends a line, also one inside a cell, which the base view has as a blank.
    bool ends_line(std::size_t at) const;

    // True where a line or a cell ends between the digits.
    bool crosses_line() const { return lines_crossed() > 0; }
    std::size_t lines_crossed() const;
};

// What a verifier has to say of a candidate it accepts.
struct Verdict {
    std::size_t begin = 0;
    std::size_t end = 0;
    Likelihood likelihood = Likelihood::certain;
    std::vector<std::string> evidence;
    std::optional<Severity> severity;  // where it differs from the rule's
};

// Context may lower the likelihood; it never makes a value with a right check digit vanish.
using Verifier = std::optional<Verdict> (*)(const Candidate& candidate);

// Null where nothing has that name.
Verifier verifier(std::string_view name);

// Adds "label:..." to the evidence and returns true where a label stands before.
bool note_label(const Candidate& candidate, Verdict& verdict);

}  // namespace review
