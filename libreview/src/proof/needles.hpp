#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <tuple>
#include <vector>

#include <review/evidence.hpp>
#include <review/redaction_plan.hpp>

#include "base/multi_search.hpp"
#include "proof/font_grammar.hpp"

namespace review {

// How much a run of bytes must hold before it counts as a value. The shorter a value is, the less
// its bytes prove outside text: "1234" is a number in every page's drawing operators.
enum class Where {
    string,   // a PDF string or shown text: 2 bytes
    text,     // a stream that reads as text: 4 bytes
    program,  // content operators, object syntax, CMaps: 8 bytes, or 4 with bytes above ASCII
    binary,   // fonts, images, colour profiles: 6 bytes
};

// Every way one value may be written in bytes, for all values at once.
class Needles {
public:
    explicit Needles(const std::vector<RemovedValue>& values);

    // Looks in the bytes as they are and in what a reader would make of them: without white space,
    // with escapes of PDF strings and names, of XML, of URIs and of scripts undone. Words of a font program's own grammar are
    // none of a draft's.
    void look(std::string_view bytes, const std::string& place, Where where, std::vector<Residue>& residue);

    // Looks in Unicode text, in any spacing. Values shorter than `at_least` code points are passed over,
    // or twice that where they have no Han.
    void look_in_text(std::string_view utf8, const std::string& place, std::size_t at_least,
                      std::vector<Residue>& residue);

    // How often values stand in a text, in any spacing: those that do, by number.
    using Counts = std::vector<std::pair<std::size_t, std::uint32_t>>;
    Counts count_in_text(std::string_view utf8) const;

    // The codes of the file's fonts for the values, looked for as bytes and as hexadecimal digits.
    void set_codes(const std::set<std::pair<std::size_t, std::string>>& codes);
    void look_for_codes(std::string_view bytes, const std::string& place, Where where, std::vector<Residue>& residue);

    void report(std::size_t value, const std::string& place, const std::string& encoding,
                std::vector<Residue>& residue);
    // Begins another file: its places are told again, and it has fonts of its own.
    void forget_file();
    std::size_t size() const { return values_.size(); }
    std::uint32_t looked_for() const;  // values of two characters and more
    std::u32string points(std::size_t value) const;

private:
    struct Form {
        std::uint32_t value;
        const char* encoding;
        bool plain;  // ASCII letters and digits only
        std::string exact;  // the letters as they must stand; empty: in any case
    };
    std::vector<std::string> byte_forms();
    Counts count_in(std::string_view loose_text) const;
    bool proves_nothing(std::size_t value, Where where) const;
    void look_spaced(std::string_view bytes, const std::string& place, Where where, std::vector<Residue>& residue);
    void look_once(std::string_view bytes, const std::string& place, Where where, std::vector<Residue>& residue, const FontGrammar& grammar);

    const std::vector<RemovedValue>& values_;
    std::vector<std::string> loose_;
    std::vector<bool> syntax_;  // is_pdf_syntax
    std::vector<Form> forms_;
    MultiSearch bytes_;
    MultiSearch text_;
    std::optional<MultiSearch> codes_;
    std::vector<std::size_t> code_values_;
    std::set<std::tuple<std::size_t, std::string, std::string>> reported_;
};

}  // namespace review
