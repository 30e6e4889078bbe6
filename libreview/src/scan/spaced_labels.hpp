#pragma once

#include <bitset>
#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace review {

// The text without the blanks that stand between two characters that are not ASCII: 军 官 证 is 军官证.
std::string without_blanks_in_words(std::string_view text);

// Labels whose ideographs blanks set apart (姓　名, 病 案 号, 出生 日期): the engine looks for words, which costs it little.
class SpacedLabels {
public:
    struct Label {
        std::size_t rule;
        std::string term;
        bool in_form;
    };
    void add(std::size_t rule, const std::string& term, bool in_form);

    // Tells each label with a blank inside and where it begins and ends.
    void each(std::string_view text, const std::function<void(const Label&, std::size_t begin, std::size_t end)>& visit) const;

private:
    struct Run;
    bool may_part_label(std::string_view text, std::size_t gap) const;
    void each_in(const Run& run, const std::function<void(const Label&, std::size_t, std::size_t)>& visit) const;

    std::unordered_multimap<std::string, Label> labels_;  // by their ideographs
    // Quick to ask: the first two ideographs of labels, any two side by side in one.
    std::bitset<1 << 16> beginnings_, inside_;
    std::size_t longest_ = 0;                             // ideographs
};

}  // namespace review
