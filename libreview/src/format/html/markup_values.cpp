#include "format/html/markup_values.hpp"

#include <algorithm>
#include <set>

#include <review/error.hpp>

#include "base/messages/format_xml.hpp"

namespace review {
namespace {

constexpr std::size_t most_obstacles = 20;

// Browsers fold names, and custom elements write a name of two words with a hyphen: <zhang-san>.
std::string folded(std::string_view words) {
    std::string letters = ascii_lower(words);
    letters.erase(std::remove_if(letters.begin(), letters.end(), [](char c) { return c == '-' || c == '_' || c == ' ' || c == '.'; }), letters.end());
    return letters;
}

class MarkupCheck {
public:
    explicit MarkupCheck(const std::vector<RemovedValue>& values) {
        for (const auto& value : values) {
            auto letters = folded(value.text.reveal());
            if (letters.size() > 1) values_.push_back(std::move(letters));
        }
    }

    // The place is named by number: the name itself holds the value.
    void look(std::string_view words, const char* what, std::uint64_t number) {
        if (obstacles.size() == most_obstacles || !seen_.emplace(words).second) return;
        const auto letters = folded(words);
        if (std::none_of(values_.begin(), values_.end(), [&](const auto& value) { return letters.find(value) != letters.npos; })) return;
        obstacles.push_back({0, std::string(what) + " " + std::to_string(number), "", say(Msg::xml_value_in_markup), {say(Msg::xml_rename_markup)}});
    }

    std::vector<Obstacle> obstacles;

private:
    std::vector<std::string> values_;
    std::set<std::string, std::less<>> seen_;
};

}  // namespace

void refuse_values_in_markup(const HtmlPage& page, const std::vector<RemovedValue>& values, const std::string& draft_name) {
    if (values.empty()) return;
    MarkupCheck check(values);
    std::uint64_t tags = 0;
    for (const auto& token : page.tokens()) {
        if (token.kind != HtmlTokenKind::start && token.kind != HtmlTokenKind::end) continue;
        check.look(token.name, "name of tag", ++tags);
        for (const auto& attribute : token.attributes) check.look(attribute.name, "attribute name of tag", tags);
    }
    if (check.obstacles.empty()) return;
    throw Error(Errc::refused, say(Msg::xml_values_in_markup, {draft_name}), std::move(check.obstacles));
}

}  // namespace review
