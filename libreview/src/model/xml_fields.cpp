#include <review/xml_fields.hpp>

#include <algorithm>
#include <array>
#include <utility>

namespace review {
namespace {

constexpr std::array<std::pair<FieldDuty, std::string_view>, 4> duties{
    {{FieldDuty::look, "look"}, {FieldDuty::cut, "cut"}, {FieldDuty::pass_over, "pass-over"}, {FieldDuty::publish, "publish"}}};

bool is_field_name(std::string_view name) {
    return !name.empty() && name.find_first_of("/@[]()'\"=<> \t\n") == name.npos && (name == "*" || name.find('*') == name.npos);
}

bool same_name(std::string_view asked, std::string_view written) {
    if (asked == "*" || asked == written) return true;
    const auto colon = written.find(':');
    return asked.find(':') == asked.npos && colon != written.npos && written.substr(colon + 1) == asked;
}

}  // namespace

std::string_view name_of(FieldDuty duty) {
    return std::find_if(duties.begin(), duties.end(), [&](const auto& one) { return one.first == duty; })->second;
}

std::optional<FieldDuty> field_duty(std::string_view name) {
    const auto found = std::find_if(duties.begin(), duties.end(), [&](const auto& one) { return one.second == name; });
    return found == duties.end() ? std::nullopt : std::optional(found->first);
}

std::optional<FieldPath> FieldPath::parse(std::string_view path) {
    FieldPath made;
    made.text_ = path;
    while (!path.empty()) {
        if (path.front() != '/' || !made.attribute_.empty()) return {};
        const bool anywhere = path.starts_with("//");
        path.remove_prefix(anywhere ? 2 : 1);
        auto name = path.substr(0, path.find('/'));
        path.remove_prefix(name.size());
        const bool attribute = name.starts_with('@');
        if (attribute) name.remove_prefix(1);
        if (!is_field_name(name)) return {};
        if (attribute && anywhere) made.steps_.push_back({"", true});
        if (attribute) made.attribute_ = name;
        else made.steps_.push_back({std::string(name), anywhere});
    }
    if (made.steps_.empty()) return {};
    return made;
}

// All steps fit the elements, to the last of both.
bool FieldPath::fits_elements(const std::vector<std::string_view>& elements) const {
    // The shortest stretch under each // is enough: what comes behind may begin anywhere below.
    std::size_t step = 0, at = 0, back_step = steps_.size(), back_at = 0;
    for (;;) {
        // XPath 1.0, 2.5: //@id is /descendant-or-self::node()/@id, so that a//@id is one of a itself, too.
        if (step < steps_.size() && steps_[step].name.empty()) return true;
        if (step == steps_.size() && at == elements.size()) return true;
        if (step < steps_.size() && steps_[step].anywhere) back_step = step, back_at = at;
        const bool here = step < steps_.size() && at < elements.size() && same_name(steps_[step].name, elements[at]);
        if (here) {
            ++step, ++at;
            continue;
        }
        if (back_step == steps_.size() || back_at >= elements.size()) return false;
        // Again from the last // on, an element further down.
        step = back_step;
        at = ++back_at;
        if (at >= elements.size()) return false;
        if (!same_name(steps_[step].name, elements[at])) continue;
        ++step, ++at;
    }
}

bool FieldPath::fits(const std::vector<std::string_view>& elements, std::string_view attribute) const {
    if (attribute_.empty() != attribute.empty()) return false;
    if (!attribute.empty() && !same_name(attribute_, attribute)) return false;
    return fits_elements(elements);
}

}  // namespace review
