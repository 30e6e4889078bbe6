#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace review {

// A place in XML by names, after XPath: steps parted by / (a child) or // (anything below), each a name or *, the last may be
// @name or @* (after // also of the element that stands before). A name without a prefix is one in any namespace, x:name is written so in the draft. No predicates.
class FieldPath {
public:
    // None: not of that form.
    static std::optional<FieldPath> parse(std::string_view path);

    // `elements`: names of the open elements, the root first; `attribute`: empty where an element is asked about.
    bool fits(const std::vector<std::string_view>& elements, std::string_view attribute) const;
    const std::string& text() const { return text_; }

private:
    struct Step {
        std::string name;      // "*": any; empty, as the last: //@name, of the element that the steps lead to or of any in it
        bool anywhere = false; // below, not only a child
    };
    bool fits_elements(const std::vector<std::string_view>& elements) const;

    std::string text_;
    std::vector<Step> steps_;
    std::string attribute_;  // empty: the element
};

// What becomes of a field whatever stands in it. `cut`: all its text goes, and that of what is in it; `pass_over`: nothing is looked for in it;
// `publish`: what stands in it has to be published (条例 20), as behind a label that says so.
enum class FieldDuty { look, cut, pass_over, publish };

// The rule of findings that stand in a field which goes.
inline constexpr const char* xml_field_rule = "policy/xml-field";

struct FieldRule {
    FieldPath path;
    FieldDuty duty = FieldDuty::look;
    std::vector<std::string> basis;
    // What stands in a field of which something went, so that it is still valid by its schema; none: blocks.
    std::optional<std::string> neutral;
    bool remove = false;  // then the whole element or attribute goes
};

std::string_view name_of(FieldDuty duty);  // "look", "cut", "pass-over", "publish"
std::optional<FieldDuty> field_duty(std::string_view name);

}  // namespace review
