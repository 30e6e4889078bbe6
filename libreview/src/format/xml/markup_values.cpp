#include "format/xml/markup_values.hpp"

#include <algorithm>
#include <unordered_set>

#include <review/error.hpp>

#include "base/messages/format_xml.hpp"
#include "format/xml/splitter.hpp"

namespace review {
namespace {

constexpr std::size_t most_obstacles = 20;

class MarkupCheck {
public:
    explicit MarkupCheck(const std::vector<RemovedValue>& values) : values_(values) {}

    // The place is named by number: the name itself holds the value.
    void look(std::string_view words, const char* what, std::uint64_t number) {
        if (!seen_.insert(words).second || obstacles.size() == most_obstacles) return;
        const bool carries = std::any_of(values_.begin(), values_.end(), [&](const RemovedValue& value) {
            return !value.text.empty() && words.find(value.text.reveal()) != std::string_view::npos;
        });
        if (!carries) return;
        obstacles.push_back({0, std::string(what) + " " + std::to_string(number), "", say(Msg::xml_value_in_markup),
                             {say(Msg::xml_rename_markup)}});
    }

    std::vector<Obstacle> obstacles;

private:
    const std::vector<RemovedValue>& values_;
    std::unordered_set<std::string_view> seen_;
};

}  // namespace

void refuse_values_in_markup(const SourceText& text, const std::vector<RemovedValue>& values,
                             const std::string& draft_name, const Limits& limits) {
    if (values.empty()) return;
    MarkupCheck check(values);
    XmlSplitter splitter(text.utf8(), draft_name, limits);
    std::uint64_t element = 0;
    std::uint64_t instruction = 0;
    for (auto token = splitter.next(); token.kind != XmlTokenKind::finish; token = splitter.next()) {
        if (token.kind == XmlTokenKind::start) {
            check.look(token.name, "name of element", ++element);
            for (const auto& attribute : splitter.attributes()) check.look(attribute.name, "attribute name of element", element);
        } else if (token.kind == XmlTokenKind::instruction) {
            check.look(token.name, "target of instruction", ++instruction);
        } else if (token.kind == XmlTokenKind::declaration) {
            check.look(text.utf8().substr(token.begin, token.end - token.begin), "declaration", 1);
        }
    }
    if (check.obstacles.empty()) return;
    throw Error(Errc::refused, say(Msg::xml_values_in_markup, {draft_name}), std::move(check.obstacles));
}

void refuse_cut_names(const std::vector<std::string>& labels, const std::string& draft_name) {
    if (labels.empty()) return;
    std::vector<Obstacle> obstacles;
    for (std::size_t i = 0; i < labels.size() && i < most_obstacles; ++i) {
        obstacles.push_back({0, labels[i], "", say(Msg::xml_value_in_markup), {say(Msg::xml_rename_markup)}});
    }
    throw Error(Errc::refused, say(Msg::xml_values_in_markup, {draft_name}), std::move(obstacles));
}

}  // namespace review
