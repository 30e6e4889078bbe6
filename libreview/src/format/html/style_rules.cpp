#include "format/html/style_rules.hpp"

#include <algorithm>

#include "format/html/display.hpp"
#include "format/html/splitter.hpp"

namespace review {
namespace {

constexpr std::size_t most_rules = 2000;

std::string trimmed(std::string text) {
    while (!text.empty() && is_html_blank(text.back())) text.pop_back();
    text.erase(0, static_cast<std::size_t>(std::find_if(text.begin(), text.end(), [](char c) { return !is_html_blank(c); }) - text.begin()));
    return text;
}

std::string sheet_without_comments(const std::string& sheet) {
    std::string rest;
    for (std::size_t at = 0; at < sheet.size();) {
        const auto begin = std::min(sheet.find("/*", at), sheet.size());
        rest += sheet.substr(at, begin - at);
        const auto end = begin == sheet.size() ? sheet.npos : sheet.find("*/", begin + 2);
        at = end == sheet.npos ? sheet.size() : end + 2;
    }
    return rest;
}

// One of the selectors of a rule. False: it asks for what a tree does not say.
bool read_selector(const std::string& selector, StyleRule& rule) {
    const auto last = selector.find_last_of(" \t\n\r\f>+~");
    auto one = selector.substr(last == selector.npos ? 0 : last + 1);
    if (one.empty() || one.find_first_of(":[*\\") != one.npos) return false;
    auto mark = std::min(one.find_first_of(".#"), one.size());
    rule.element = one.substr(0, mark);
    while (mark < one.size()) {
        const auto end = std::min(one.find_first_of(".#", mark + 1), one.size());
        (one[mark] == '.' ? rule.name : rule.id) = one.substr(mark + 1, end - mark - 1);
        mark = end;
    }
    rule.element = ascii_lower(rule.element);
    return true;
}

}  // namespace

bool StyleRule::is_for(const HtmlNode& node) const {
    if (!element.empty() && element != node.name) return false;
    if (const auto* own = attribute_of(node, "id"); !id.empty() && (own == nullptr || *own != id)) return false;
    if (name.empty()) return true;
    const auto* classes = attribute_of(node, "class");
    if (classes == nullptr) return false;
    auto padded = " " + *classes + " ";
    std::replace_if(padded.begin(), padded.end(), is_html_blank, ' ');
    return padded.find(" " + name + " ") != padded.npos;
}

std::vector<StyleRule> style_rules(const std::string& written) {
    const auto sheet = sheet_without_comments(written);
    std::vector<StyleRule> rules;
    std::size_t at = 0;
    while (at < sheet.size() && rules.size() < most_rules) {
        const auto open = sheet.find('{', at);
        if (open == sheet.npos) break;
        auto selectors = trimmed(sheet.substr(at, open - at));
        if (const auto statement = selectors.rfind(';'); statement != selectors.npos) selectors = trimmed(selectors.substr(statement + 1));
        auto end = open + 1;
        for (std::size_t depth = 1; end < sheet.size(); ++end) {
            if (sheet[end] == '{') ++depth;
            else if (sheet[end] == '}' && --depth == 0) break;
        }
        at = std::min(end + 1, sheet.size());
        const auto inner = sheet.substr(open + 1, end - open - 1);
        if (selectors.starts_with('@')) {
            const auto condition = ascii_lower(selectors);
            const bool screen = condition.starts_with("@media") && (condition.find("screen") != condition.npos || condition.find("all") != condition.npos) && condition.find('(') == condition.npos;
            if (screen) {
                for (auto& rule : style_rules(inner)) rules.push_back(std::move(rule));
            }
            continue;
        }
        for (std::size_t from = 0; from <= selectors.size();) {
            const auto comma = std::min(selectors.find(',', from), selectors.size());
            StyleRule rule;
            rule.style = inner;
            if (read_selector(trimmed(selectors.substr(from, comma - from)), rule)) rules.push_back(std::move(rule));
            from = comma + 1;
        }
    }
    return rules;
}

}  // namespace review
