#include "sign/xml_canonical.hpp"

#include <algorithm>
#include <array>

namespace review {
namespace {

// Canonical XML 1.0, 2.3: what stands for a character of text, or of an attribute's value. nullptr: itself.
using Escapes = std::array<const char*, 256>;

constexpr Escapes text_escapes = [] {
    Escapes escapes{};
    escapes['&'] = "&amp;";
    escapes['<'] = "&lt;";
    escapes['>'] = "&gt;";
    escapes['\r'] = "&#xD;";
    return escapes;
}();

constexpr Escapes value_escapes = [] {
    Escapes escapes{};
    escapes['&'] = "&amp;";
    escapes['<'] = "&lt;";
    escapes['"'] = "&quot;";
    escapes['\t'] = "&#x9;";
    escapes['\n'] = "&#xA;";
    escapes['\r'] = "&#xD;";
    return escapes;
}();

void add_escaped(std::string& to, std::string_view text, const Escapes& escapes) {
    std::size_t begin = 0;
    for (std::size_t at = 0; at < text.size(); ++at) {
        const char* escape = escapes[static_cast<unsigned char>(text[at])];
        if (!escape) continue;
        to.append(text, begin, at - begin).append(escape);
        begin = at + 1;
    }
    to.append(text, begin);
}

bool in_order(const XmlAttribute& one, const XmlAttribute& other) {
    return std::pair(one.name.space, one.name.local) < std::pair(other.name.space, other.name.local);
}

}  // namespace

// Exclusive XML Canonicalization 1.0, 3: a name space is declared where a name in the output uses it and nothing around
// declared the same. `xml` is known without.
void CanonicalWriter::declare(std::string_view prefix, std::string_view space) {
    if (prefix == "xml") return;
    const auto known = std::find_if(declared_.rbegin(), declared_.rend(), [&](const auto& one) { return one.first == prefix; });
    if (known == declared_.rend() ? space.empty() : known->second == space) return;
    declared_.emplace_back(prefix, space);
}

void CanonicalWriter::add_name(const XmlName& name) {
    if (!name.prefix.empty()) written.append(name.prefix).append(":");
    written.append(name.local);
}

void CanonicalWriter::open(const XmlName& name, std::vector<XmlAttribute>& attributes) {
    const std::size_t before = declared_.size();
    before_.push_back(before);
    declare(name.prefix, name.space);
    for (const auto& attribute : attributes) {
        if (!attribute.name.prefix.empty()) declare(attribute.name.prefix, attribute.name.space);
    }
    std::sort(declared_.begin() + static_cast<std::ptrdiff_t>(before), declared_.end());
    std::sort(attributes.begin(), attributes.end(), in_order);
    written += '<';
    add_name(name);
    for (std::size_t i = before; i < declared_.size(); ++i) {
        const auto& [prefix, space] = declared_[i];
        written.append(prefix.empty() ? " xmlns" : " xmlns:").append(prefix).append("=\"");
        add_escaped(written, space, value_escapes);
        written += '"';
    }
    for (const auto& attribute : attributes) {
        written += ' ';
        add_name(attribute.name);
        written.append("=\"");
        add_escaped(written, attribute.value, value_escapes);
        written += '"';
    }
    written += '>';
}

void CanonicalWriter::close(const XmlName& name) {
    written.append("</");
    add_name(name);
    written += '>';
    declared_.resize(before_.back());
    before_.pop_back();
    root_closed_ = before_.empty();
}

void CanonicalWriter::text(std::string_view text) { add_escaped(written, text, text_escapes); }

void CanonicalWriter::instruction(std::string_view target, std::string_view data) {
    if (root_closed_) written += '\n';
    written.append("<?").append(target);
    if (!data.empty()) {
        written += ' ';
        add_escaped(written, data, [] {
            Escapes escapes{};
            escapes['\r'] = "&#xD;";
            return escapes;
        }());
    }
    written.append("?>");
    if (before_.empty() && !root_closed_) written += '\n';
}

}  // namespace review
