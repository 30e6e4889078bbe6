#include "proof/needles.hpp"

#include <algorithm>
#include <cctype>

#include "base/loose_text.hpp"
#include "proof/pdf_syntax.hpp"
#include "proof/spellings.hpp"

namespace review {
namespace {

constexpr std::size_t most_reports = 1000;  // enough to see that a file leaks

std::vector<std::string> loose_forms(const std::vector<RemovedValue>& values) {
    std::vector<std::string> forms;
    for (const auto& value : values) {
        auto form = loose(value.text.reveal());
        if (code_points(form).size() < 2) form.clear();
        forms.push_back(std::move(form));
    }
    return forms;
}

bool plain_ascii(std::string_view bytes) {
    return std::all_of(bytes.begin(), bytes.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

std::size_t least_length(Where where, bool plain) {
    switch (where) {
        case Where::string: return 2;
        case Where::text: return 4;
        case Where::program: return plain ? 8 : 4;
        case Where::binary: return 6;
    }
    return 2;
}

}  // namespace

Needles::Needles(const std::vector<RemovedValue>& values)
    : values_(values), loose_(loose_forms(values)), bytes_(byte_forms(), MultiSearch::Case::fold_ascii), text_(loose_, MultiSearch::Case::exact) {
    for (const auto& value : loose_) syntax_.push_back(!value.empty() && is_pdf_syntax(value));
}

// The spellings of all values, in the order in which forms_ describes them.
std::vector<std::string> Needles::byte_forms() {
    std::vector<std::string> all;
    for (std::size_t i = 0; i < values_.size(); ++i) {
        if (loose_[i].empty()) continue;
        for (auto& spelling : spellings_of(values_[i].text.reveal())) {
            forms_.push_back({static_cast<std::uint32_t>(i), spelling.encoding, plain_ascii(spelling.bytes), spelling.exact ? spelling.bytes : ""});
            all.push_back(std::move(spelling.bytes));
        }
    }
    return all;
}

std::uint32_t Needles::looked_for() const {
    return static_cast<std::uint32_t>(std::count_if(loose_.begin(), loose_.end(), [](const auto& form) { return !form.empty(); }));
}

std::u32string Needles::points(std::size_t value) const { return code_points(loose_[value]); }

void Needles::report(std::size_t value, const std::string& place, const std::string& encoding,
                     std::vector<Residue>& residue) {
    if (residue.size() >= most_reports || !reported_.emplace(value, place, encoding).second) return;
    residue.push_back({values_[value].rule, place, encoding});
}

// A value that is a word of PDF syntax, where the file names its own parts.
bool Needles::proves_nothing(std::size_t value, Where where) const {
    return syntax_[value] && where != Where::string && where != Where::text;
}

void Needles::look_once(std::string_view bytes, const std::string& place, Where where, std::vector<Residue>& residue, const FontGrammar& grammar) {
    bytes_.search(bytes, [&](std::size_t number, std::size_t end) {
        const auto& form = forms_[number];
        if (!form.exact.empty() && bytes.substr(end - form.exact.size(), form.exact.size()) != form.exact) return true;
        const auto length = bytes_.length(number);
        if (length >= least_length(where, form.plain) && !proves_nothing(form.value, where) && !(form.plain && grammar.has(end - length, end))) {
            report(form.value, place, form.encoding, residue);
        }
        return residue.size() < most_reports;
    });
}

void Needles::look_spaced(std::string_view bytes, const std::string& place, Where where, std::vector<Residue>& residue) {
    const FontGrammar grammar(bytes);
    look_once(bytes, place, where, residue, grammar);
    if (where == Where::binary) return;
    if (const auto squeezed = without_blanks(bytes); !squeezed.empty()) look_once(squeezed, place, where, residue, grammar.without_blanks_of(bytes));
}

void Needles::look(std::string_view bytes, const std::string& place, Where where, std::vector<Residue>& residue) {
    look_spaced(bytes, place, where, residue);
    if (where == Where::binary) return;
    for (const auto& view : {without_string_escapes(bytes), without_name_escapes(bytes), without_entities(bytes), without_script_escapes(bytes)}) {
        if (!view.empty()) look_spaced(view, place, where, residue);
    }
    // An address in an address is written twice over, of a redirection thrice.
    constexpr int most_times = 3;
    auto plain = without_percent_escapes(bytes);
    for (int times = 1; !plain.empty(); ++times) {
        look_spaced(plain, place, where, residue);
        plain = times < most_times ? without_percent_escapes(plain) : std::string();
    }
}

void Needles::look_in_text(std::string_view utf8, const std::string& place, std::size_t at_least,
                           std::vector<Residue>& residue) {
    text_.search(loose(utf8), [&](std::size_t value, std::size_t) {
        const auto letters = points(value);
        const bool han = std::any_of(letters.begin(), letters.end(), is_han);
        if (letters.size() >= (han || at_least <= 2 ? at_least : 2 * at_least)) report(value, place, "text", residue);
        return residue.size() < most_reports;
    });
}

Needles::Counts Needles::count_in(std::string_view loose_text) const {
    Counts counts;
    text_.search(loose_text, [&](std::size_t value, std::size_t) {
        counts.emplace_back(value, 1);
        return true;
    });
    std::sort(counts.begin(), counts.end());
    std::size_t kept = 0;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (kept > 0 && counts[kept - 1].first == counts[i].first) ++counts[kept - 1].second;
        else counts[kept++] = counts[i];
    }
    counts.resize(kept);
    return counts;
}

Needles::Counts Needles::count_in_text(std::string_view utf8) const {
    auto counts = count_in(loose(utf8));
    if (!has_line_hyphen(utf8)) return counts;
    // Of either reading the one that has more.
    const auto joined = count_in(loose(utf8, LineHyphens::joined));
    Counts most;
    auto one = counts.begin();
    for (const auto& other : joined) {
        while (one != counts.end() && one->first < other.first) most.push_back(*one++);
        most.push_back(other);
        if (one != counts.end() && one->first == other.first) most.back().second = std::max(other.second, one++->second);
    }
    most.insert(most.end(), one, counts.end());
    return most;
}

void Needles::forget_file() {
    reported_.clear();
    codes_.reset();
    code_values_.clear();
}

void Needles::set_codes(const std::set<std::pair<std::size_t, std::string>>& codes) {
    std::vector<std::string> forms;
    code_values_.clear();
    for (const auto& [value, bytes] : codes) {
        forms.push_back(bytes);
        forms.push_back(hex_digits(bytes));
        code_values_.insert(code_values_.end(), 2, value);
    }
    codes_.emplace(forms, MultiSearch::Case::fold_ascii);
}

void Needles::look_for_codes(std::string_view bytes, const std::string& place, Where where, std::vector<Residue>& residue) {
    if (!codes_) return;
    const auto look_at = [&](std::string_view view, const FontGrammar& grammar) {
        codes_->search(view, [&](std::size_t number, std::size_t end) {
            const auto value = code_values_[number];
            if (!proves_nothing(value, where) && !grammar.has(end - codes_->length(number), end)) report(value, place, "font codes", residue);
            return residue.size() < most_reports;
        });
    };
    const FontGrammar grammar(bytes);
    look_at(bytes, grammar);
    look_at(without_blanks(bytes), grammar.without_blanks_of(bytes));
}

}  // namespace review
