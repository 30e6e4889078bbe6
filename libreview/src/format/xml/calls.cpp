#include "format/xml/calls.hpp"

#include <algorithm>
#include <array>

#include "format/xml/characters.hpp"
#include "model/called.hpp"

namespace review {
namespace {

constexpr std::size_t longest_value = 240;  // bytes, as written
constexpr std::uint32_t reach = 2;          // <field name="姓名"><values><value>

// They number things where they do not name them.
bool is_maybe_a_name(std::string_view attribute) {
    constexpr std::array<std::string_view, 5> names{"id", "code", "type", "tag", "ref"};
    return std::find(names.begin(), names.end(), attribute) != names.end();
}

std::string decoded(std::string_view utf8, const XmlAttribute& attribute) {
    XmlCharacters characters(utf8, attribute.begin, attribute.end, XmlCharacters::Where::attribute);
    std::string value;
    for (XmlRun run; characters.next(run);) value += run.verbatim ? utf8.substr(run.begin, run.end - run.begin) : std::string_view(run.characters);
    return value;
}

}  // namespace

bool XmlCalls::is_label(const XmlAttribute& attribute) const {
    if (attribute.end - attribute.begin > longest_value || attribute.begin == attribute.end) return false;
    if (is_name_of_labels(attribute.name)) return true;
    const auto first = static_cast<unsigned char>(utf8_[attribute.begin]);
    return is_maybe_a_name(attribute.name) && (first >= 0x80 || first == '&');
}

bool XmlCalls::is_labelled(const XmlAttribute* first, const XmlAttribute* past) const {
    return std::any_of(first, past, [](const XmlAttribute& one) { return one.begin < one.end && one.name.size() > 1 && is_name_of_labels(one.name); });
}

std::string XmlCalls::own(const XmlAttribute* first, const XmlAttribute* past) const {
    std::string all;
    for (; first != past; ++first) {
        if (!is_label(*first)) continue;
        const auto call = call_by(decoded(utf8_, *first));
        if (!call.empty()) all += (all.empty() ? "" : "\n") + call;
    }
    return all;
}

const std::string& XmlCalls::enter(std::uint32_t level, bool empty, std::string&& own) {
    if (sibling_.level != 0 && sibling_.level >= level) {
        if (own.empty() && sibling_.level == level) own = std::move(sibling_.text);
        sibling_ = {};
    }
    if (own.empty()) return open_.empty() || open_.back().level + reach < level ? none_ : open_.back().text;
    last_ = std::move(own);
    if (!empty) open_.push_back({level, last_});
    return last_;
}

void XmlCalls::leave(std::uint32_t depth) {
    while (!open_.empty() && open_.back().level > depth) open_.pop_back();
    if (sibling_.level > depth + 1) sibling_.level = 0;
}

void XmlCalls::text(std::uint32_t level, std::string_view element, std::string_view text) {
    if (text.size() > longest_value || (element != "string" && !is_name_of_labels(element))) return;
    sibling_ = {level, call_by(text)};
}

}  // namespace review
