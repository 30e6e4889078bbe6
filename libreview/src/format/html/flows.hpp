#pragma once

#include <functional>
#include <string>
#include <vector>

#include "format/html/characters.hpp"
#include "format/html/display.hpp"
#include "format/html/splitter.hpp"
#include "format/html/table_grid.hpp"

namespace review {

// A run of text as readers see it: what stands between two tables of data, or such a table, a line a row.
struct HtmlFlow {
    bool table = false;
    MappedText all;
    MappedText shown;   // without what readers read past; empty where there is nothing of it
    MappedText asides;  // that alone, where it stands in more places than one
};

// Reads the text of a page in the order of its tree: blocks break lines, inline tags join, text that was moved out of a table
// stands where it is shown.
class HtmlFlows {
public:
    HtmlFlows(const MappedText& text, const HtmlTree& tree, const std::vector<HtmlToken>& tokens, HtmlCharacters& characters, const TableRoles& roles, std::string draft_name);

    // Throws Errc::malformed where the tree's text is not what stands in the draft.
    void run(const std::function<void(HtmlFlow&&)>& take);
    // Characters that the tree does not have, but for blanks: [begin, end) of the text.
    std::vector<std::pair<std::size_t, std::size_t>> left_over() const;
    const std::string& hidden() const { return hidden_; }

private:
    struct Open {
        std::size_t end = 0;
        bool block = false, hidden = false, aside = false, cell = false, data_table = false, turned = false;
    };
    // One of the readings of a flow.
    struct Reading {
        MappedText text;
        std::string pending;   // a break before what comes next
        std::size_t tabs = 0;  // of the last line
        bool turns = false;    // what comes next stands from right to left
        void add(const MappedText& more, bool flat);
        void turn();
        void turn_back();
    };

    void enter(std::size_t node);
    void leave();
    void breaks(std::string_view characters);
    void characters_of(const HtmlNode& node);
    MappedText traced(const HtmlNode& node);
    std::size_t same(std::string_view want, std::size_t at, const HtmlToken& token, MappedText& all);
    void hand_on();

    const MappedText& text_;
    std::string_view utf8_;
    const HtmlTree& tree_;
    const std::vector<HtmlToken>& tokens_;
    HtmlCharacters& characters_;
    const TableRoles& roles_;
    std::string draft_name_;
    const std::function<void(HtmlFlow&&)>* take_ = nullptr;
    std::vector<Open> open_;
    TableGrid grid_;
    bool in_table_ = false, in_cell_ = false;
    std::size_t asides_ = 0;
    bool replaced_ = false;  // the character that same() saw last is another one in the tree
    Reading all_, shown_, aside_;
    std::string hidden_;
    std::vector<std::pair<std::size_t, std::size_t>> told_;
};

}  // namespace review
