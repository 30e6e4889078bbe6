#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <review/glyph_span.hpp>
#include <review/part.hpp>
#include <review/sensitive.hpp>

namespace review {

enum class Category { personal, trade, classified, work_secret, credential, term };
enum class Severity { low, medium, high, critical };
enum class Likelihood { possible, likely, certain };
enum class Action { allow, review, warn, block };  // weakest first

// Where a finding stands, in every coordinate a reader may want.
struct Place {
    GlyphSpan span;
    PartKind kind = PartKind::text;
    std::string label;
    std::uint32_t page = 0;
    std::vector<Quad> quads;
    std::string xpath;
    std::optional<ByteRange> bytes;
};

// One place where a rule matched and its verifier agreed.
struct Finding {
    std::string id;           // "f-" and 16 hex digits: keyed digest of (draft, rule, where)
    std::string rule;         // "cn-identity/resident-id"
    Category category = Category::term;
    Severity severity = Severity::medium;
    Likelihood likelihood = Likelihood::likely;
    Action action = Action::review;  // set by policy; review until then
    std::vector<std::string> basis;  // "条例15", "PIPL28"
    Place where;
    Sensitive excerpt;        // the glyphs' own text, as the draft has it
    std::string preview;      // masked
    std::string view;         // base, joined or digits: which view saw it
    std::vector<std::string> evidence;  // "checksum", "region", "label:身份证号"
    bool here_only = false;   // it goes from its place alone: 男 in a field that goes may stand elsewhere
    std::string field{};      // of xml_field_rule: the names that lead to the field, "/list/row/applicant/name"; else empty
    std::string fingerprint;  // HMAC of the normalised value, hex; empty without a key
};

std::string_view name_of(Category category);
std::string_view name_of(Severity severity);
std::string_view name_of(Likelihood likelihood);
std::string_view name_of(Action action);
std::optional<Category> category(std::string_view name);
std::optional<Severity> severity(std::string_view name);
std::optional<Likelihood> likelihood(std::string_view name);
std::optional<Action> action(std::string_view name);

// Keeps enough for an officer to know which value is meant and too little to use it.
std::string masked(std::string_view value);

}  // namespace review
