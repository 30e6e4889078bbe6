#include "format/html/calls.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include "format/html/display.hpp"
#include "format/html/splitter.hpp"
#include "model/called.hpp"

namespace review {
namespace {

bool is_field(const HtmlNode& node) {
    return node.html && (node.name == "input" || node.name == "textarea" || node.name == "select" || node.name == "output" || node.name == "meter");
}

bool is_named_by_text(const HtmlNode& node) { return node.html && (node.name == "textarea" || node.name == "output"); }

bool is_selected(const HtmlNode& node) { return node.html && node.name == "option" && attribute_of(node, "selected") != nullptr; }

void join(std::string& all, std::string_view call) {
    if (("\n" + all + "\n").find("\n" + std::string(call) + "\n") != all.npos) return;
    if (!call.empty()) all += (all.empty() ? "" : "\n") + std::string(call);
}

// <meta itemprop="birthDate" content="1990-01-01"> (WHATWG HTML 5.2.4), property="schema:birthDate" (RDFa).
std::string property_of(const HtmlNode& node) {
    for (const std::string_view name : {"itemprop", "property"}) {
        const auto* value = attribute_of(node, name);
        if (value == nullptr) continue;
        const std::string_view said = *value;
        return call_by(said.substr(said.rfind(':') == said.npos ? 0 : said.rfind(':') + 1));
    }
    return {};
}

// Names and telephones are found as they stand, a date is one of birth only where that is said.
bool is_birth(std::string_view property) {
    const auto small = ascii_lower(property);
    return small.find("birth") != small.npos || small == "dob";
}

class Finder {
public:
    Finder(const HtmlTree& tree, const TableRoles& roles) : tree_(tree), roles_(roles) {}

    HtmlCalls run() {
        labels();
        for (std::size_t i = 0; i < tree_.nodes.size(); ++i) {
            while (!open_.empty() && open_.back().end <= i) leave();
            const auto& node = tree_.nodes[i];
            if (node.kind == HtmlNode::Kind::text) text(node);
            else if (node.kind == HtmlNode::Kind::element) enter(i);
        }
        return std::move(calls_);
    }

private:
    struct Open {
        std::size_t end = 0;
        bool breaks = false, cell = false, unread = false;
        std::string call;  // of what is in it
    };

    bool in_cell() const {
        return std::any_of(open_.begin(), open_.end(), [](const Open& one) { return one.cell; });
    }

    // <p>姓名：<span title="王小明">王**</span>, <td title="王小明"> under 姓名, the latter also with the row before it: 姓名 王** 病种.
    void said_before(const HtmlNode& node, const Open& open) {
        const bool says = std::any_of(node.attributes.begin(), node.attributes.end(), [](const auto& one) { return !one.value.empty() && says_of_text(one.name); });
        if (!says) return;
        std::string call;
        if ((open.cell || in_cell()) && column_ < headings_.size() && row_ > 1) {
            join(call, headings_[column_]);
            if (!in_row_.empty()) join(call, call_by(in_row_ + headings_[column_]));
        }
        const auto whole = call_by(fresh_.empty() ? last_ : fresh_);
        join(call, whole.empty() && !open.breaks ? call_at_end(line_end_) : whole);
        if (!call.empty()) calls_.before.emplace(node.begin, std::move(call));
    }

    // 姓名 of "性别：男，姓名：".
    static std::string call_at_end(std::string_view line) {
        const auto last = line.find_last_not_of(" \t\r\n");
        const auto ends = last == line.npos ? line : line.substr(0, last + 1);
        std::size_t begin = 0;
        for (const std::string_view mark : {"，", "；", "。", "、", "）", ",", ";", " ", "\t", "\n", "\u3000", "\u00a0", "：", ":"}) {
            const auto colon = mark == "：" || mark == ":" ? mark.size() : 0;
            const auto found = ends.substr(0, ends.size() - std::min(ends.size(), colon)).rfind(mark);
            if (found != ends.npos) begin = std::max(begin, found + mark.size());
        }
        while (begin < ends.size() && (static_cast<unsigned char>(ends[begin]) & 0xc0) == 0x80) ++begin;  // of a longer line
        return call_by(ends.substr(begin));
    }

    // <label for="x">姓名</label>, wherever the field stands.
    void labels() {
        for (std::size_t i = 0; i < tree_.nodes.size(); ++i) {
            const auto& node = tree_.nodes[i];
            if (node.kind != HtmlNode::Kind::element || !node.html) continue;
            const auto* id = node.name == "label" ? attribute_of(node, "for") : attribute_of(node, "id");
            if (id == nullptr || id->empty()) continue;
            if (node.name == "label") by_field_.emplace(*id, call_by(text_in(i)));
            else by_id_.emplace(*id, i);
        }
    }

    // Without what stands in its fields.
    std::string text_in(std::size_t index) const {
        constexpr std::size_t enough = 250, most_nodes = 100;
        std::string all;
        const auto end = std::min(tree_.nodes[index].index_end, index + most_nodes);
        for (auto i = index + 1; i < end && all.size() < enough; ++i) {
            const auto& node = tree_.nodes[i];
            if (node.kind == HtmlNode::Kind::element && is_field(node)) i = node.index_end - 1;
            else if (node.kind == HtmlNode::Kind::text) all += node.text;
        }
        return all;
    }

    std::string own(const HtmlNode& node) const {
        std::string all;
        for (const auto& attribute : node.attributes) {
            if (is_label_of_element(attribute.name)) join(all, call_by(attribute.value));
        }
        if (const auto* by = attribute_of(node, "aria-labelledby")) {
            const auto found = by_id_.find(*by);
            if (found != by_id_.end()) join(all, call_by(text_in(found->second)));
        }
        return all;
    }

    void enter(std::size_t index) {
        const auto& node = tree_.nodes[index];
        const auto role = roles_.of(node);
        Open open;
        open.end = node.index_end;
        open.cell = role == TableRole::cell;
        open.breaks = open.cell || role == TableRole::row || display_of(node).block;
        open.unread = node.name == "script" || node.name == "style" || is_field(node);
        open.call = node.html && node.name == "label" ? call_by(text_in(index)) : std::string();
        if (role == TableRole::table) headings_.clear(), row_ = 0, grid_ = {};
        if (role == TableRole::row) grid_.row(), ++row_, last_.clear(), fresh_.clear(), line_end_.clear(), in_row_.clear();
        if (open.cell) column_ = grid_.cell(node);
        if (is_field(node)) field(node, open);
        else own_text(node, open), said_before(node, open);
        if (open.breaks && !is_field(node)) end_of_line();
        open_.push_back(std::move(open));
    }

    void field(const HtmlNode& node, Open& open) {
        std::string call;
        if (in_cell() && column_ < headings_.size() && row_ > 1) join(call, headings_[column_]);
        join(call, own(node));
        join(call, call_by(fresh_.empty() ? last_ : fresh_));
        const auto* id = attribute_of(node, "id");
        const auto label = id == nullptr ? by_field_.end() : by_field_.find(*id);
        if (label != by_field_.end()) join(call, label->second);
        for (const auto& one : open_) join(call, one.call);
        if (call.empty()) return;
        calls_.fields.emplace(node.begin, call);
        if (is_named_by_text(node)) calls_.texts.emplace(node.begin, call);
        open.call = std::move(call);
    }

    // <option selected>, <td data-label="姓名">.
    void own_text(const HtmlNode& node, const Open&) {
        auto call = own(node);
        const auto property = property_of(node);
        auto all = call;
        join(all, property);
        if (!all.empty()) calls_.fields.emplace(node.begin, std::move(all));
        if (is_birth(property)) join(call, property);
        const bool of_select = is_selected(node) && !open_.empty() && !open_.back().call.empty();
        if (of_select) calls_.fields[node.begin] = call = open_.back().call;
        if (!call.empty() && node.name != "a" && node.name != "html") calls_.texts.emplace(node.begin, call);
    }

    void text(const HtmlNode& node) {
        constexpr std::size_t longest = 250;
        if (std::any_of(open_.begin(), open_.end(), [](const Open& one) { return one.unread; })) return;
        if (fresh_.size() <= longest) fresh_ += node.text.substr(0, longest);
        line_end_ += std::string_view(node.text).substr(node.text.size() - std::min(node.text.size(), longest));
        if (line_end_.size() > longest) line_end_.erase(0, line_end_.size() - longest);
        const bool in_first_row = row_ == 1 && in_cell();
        if (!in_first_row || column_ >= TableGrid::most_columns) return;
        if (headings_.size() <= column_) headings_.resize(column_ + 1);
        join(headings_[column_], call_by(node.text));
    }

    void end_of_line() {
        if (!std::all_of(fresh_.begin(), fresh_.end(), is_html_blank)) last_ = std::move(fresh_);
        fresh_.clear(), line_end_.clear();
    }

    void leave() {
        constexpr std::size_t longest_row = 60;
        if (open_.back().cell && row_ > 1 && column_ < headings_.size() && in_row_.size() < longest_row) {
            const auto cell = call_by(fresh_);
            if (!cell.empty()) in_row_ += headings_[column_] + " " + cell + " ";
        }
        if (open_.back().breaks && !open_.back().unread) end_of_line();
        open_.pop_back();
    }

    const HtmlTree& tree_;
    const TableRoles& roles_;
    HtmlCalls calls_;
    std::unordered_map<std::string, std::string> by_field_;
    std::unordered_map<std::string, std::size_t> by_id_;
    std::vector<Open> open_;
    std::string fresh_, last_;  // of this line or cell, and of the one before
    TableGrid grid_;
    std::vector<std::string> headings_;
    std::string line_end_;        // the last of this line
    std::string in_row_;  // cells before, each behind its heading
    std::uint32_t column_ = 0, row_ = 0;
};

}  // namespace

HtmlCalls calls_of(const HtmlTree& tree, const TableRoles& roles) { return Finder(tree, roles).run(); }

bool is_label_of_element(std::string_view attribute) {
    constexpr std::array<std::string_view, 10> names{"aria-label", "placeholder", "name", "label", "data-label", "data-title", "data-name", "data-field", "data-key", "data-th"};
    return std::find(names.begin(), names.end(), attribute) != names.end();
}

bool says_of_text(std::string_view attribute) {
    constexpr std::array<std::string_view, 6> names{"title", "alt", "aria-label", "value", "content", "datetime"};
    return attribute.starts_with("data-") || std::find(names.begin(), names.end(), attribute) != names.end();
}

std::string call_of_attribute(std::string_view name) {
    constexpr std::string_view data = "data-";
    const bool of_program = name.starts_with(data);
    const bool han = std::any_of(name.begin(), name.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0x80) != 0; });
    if (!of_program && !han) return {};
    std::string words(name.substr(of_program ? data.size() : 0));
    std::replace(words.begin(), words.end(), '-', ' ');
    return call_by(words);
}

}  // namespace review
