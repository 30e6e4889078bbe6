#pragma once

#include <optional>
#include <string>
#include <vector>

#include <review/bytes.hpp>
#include <review/digest.hpp>
#include <review/finding.hpp>
#include <review/value_verifier.hpp>

namespace review {

// "text [[what must be found]] text": without brackets, the whole text.
struct Example {
    std::string text;
    std::size_t begin = 0, end = 0;  // bytes of `text` inside the brackets, which are removed
    int line = 0;
};

// A regular expression or a literal text, and where it stands in the file.
struct Pattern {
    std::string text;
    int line = 0;
};

// One thing to look for. docs/packs.md describes the file form.
struct Rule {
    std::string id;        // "resident-id"; with the pack's name in front everywhere else
    std::string title_en, title_zh;
    std::string source;    // the standard or law the rule comes from
    Category category = Category::personal;
    Severity severity = Severity::high;
    std::vector<std::string> basis;
    std::vector<Pattern> match;       // regular expressions; with `verify` over bytes, without over characters
    std::vector<Pattern> terms;       // literal texts, in any spacing
    std::vector<int> digits;          // lengths of digit runs, separators not counted
    std::vector<std::string> views;   // where `match` looks: base, joined, digits
    std::vector<Pattern> value;       // shapes of what stands after one of `labels`, or in the column under it
    std::string verify;               // a verifier's name; empty: the match itself is the finding
    std::string check;                // a check-digit rule's name
    std::shared_ptr<const ValueVerifier> judge;  // that `check` names, where it is one from outside
    Likelihood likelihood = Likelihood::likely;  // of a finding without a verifier
    std::vector<std::string> labels;  // words near by that raise the likelihood
    std::vector<std::string> form_labels;  // labels of values that prose is full of: only before a colon or a cell, or as a heading
    bool label_required = false;
    bool apart = false;               // each expression of `match` goes through the text on its own
    bool asked = false;               // named by a person: `terms` are found in any layout
    std::vector<Example> positive;
    std::vector<Example> negative;
    std::vector<Example> near_miss;   // must not be `certain`
    std::string place;                // where a person asked for it, for messages: "--regex, value 1"
    int line = 0;
};

struct PatternPack {
    std::string name;
    std::string version;
    std::string title_en, title_zh;
    std::string file;   // where it came from, for messages
    Digest digest;      // of the file's bytes
    bool built_in = false;  // part of the library
    bool asked = false;     // what a person asked for: it may be the secret, and nothing of it is kept
    std::vector<Rule> rules;
};

// Throws Errc::bad_pattern, naming file and line, on an unknown key, a duplicate id, a bad value, a rule that can find nothing, the name
// of a built-in pack; load_pack() also on an example that does not come out as it says. `verifiers`: what `check` may name besides.
// `cache_folder`: where what was compiled for the examples is kept, as by Scanner::compile().
constexpr std::uint64_t largest_pack = 64 << 20;
PatternPack load_pack(const std::string& path, const ValueVerifiers& verifiers = {}, const std::string& cache_folder = {});
// Names of built-in packs and those kept for the program: no pack and no detector of one's own has one.
bool is_taken_pack_name(std::string_view name);

PatternPack parse_pack(const std::string& name, ByteView yaml, const ValueVerifiers& verifiers = {});

// The packs that are part of the library, in order of name.
std::vector<PatternPack> built_in_packs();

// What is asked for on the command line becomes a pack of its own: "terms/term-1", "terms/regex-1".
PatternPack terms_pack(const std::vector<std::string>& terms, const std::vector<std::string>& regexes);

struct PackComplaint {
    std::string file;
    int line = 0;
    std::string rule;
    std::string what;
};

// Compiles every rule alone and all together, and runs every example both ways.
std::vector<PackComplaint> check_packs(const std::vector<PatternPack>& packs);

}  // namespace review
