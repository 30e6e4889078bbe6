#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace review {

// On what a decision may rest: one article, or one rule of the office. docs/legal-bases.md.
struct LegalBasis {
    std::string key;  // "条例15"
    std::string law_zh, law_en;
    std::string text_zh, text_en;  // what it says, in short
};

struct LegalBases {
    std::vector<LegalBasis> entries;  // distinct keys
};

LegalBases built_in_bases();

// The built-in entries and those of a file; where both have a key, the file's. Throws Errc::bad_config naming file and line.
LegalBases load_bases(const std::string& path);

// What the text of a basis names: keys, each of which may be followed by details ("条例20(2)", "条例15 第三方已同意"),
// separated by 、 , or ; also full-width.
struct Citation {
    std::vector<const LegalBasis*> known;  // of the catalogue that was asked
    std::vector<std::string> unknown;      // items that begin with no key
};
Citation cited(const LegalBases& bases, std::string_view text);

// Up to three keys that look most like a text; the likest first.
std::vector<std::string> nearest_keys(const LegalBases& bases, std::string_view text);

}  // namespace review
