#include "format/xml/splitter.hpp"

#include <algorithm>
#include <array>

#include <review/error.hpp>

#include "base/mapped_file.hpp"
#include "base/messages/base.hpp"
#include "base/messages/format_xml.hpp"

namespace review {
namespace {

constexpr std::size_t passed_step = 2 << 20;

constexpr auto name_ends = [] {
    std::array<bool, 256> table{};
    for (const char c : {' ', '\n', '\t', '\r', '/', '>', '=', '<', '?', '"', '\''}) table[static_cast<unsigned char>(c)] = true;
    return table;
}();

// A document may be read for as long as its size asks for.
Limits with_time_for(std::size_t bytes, Limits limits) {
    constexpr std::size_t bytes_a_second = 4 << 20;
    limits.seconds += static_cast<std::uint32_t>(std::min<std::size_t>(bytes / bytes_a_second, 1 << 20));
    return limits;
}

bool ends_name(char c) { return name_ends[static_cast<unsigned char>(c)]; }

}  // namespace

XmlSplitter::XmlSplitter(std::string_view text, std::string draft_name, const Limits& limits)
    : text_(text),
      draft_name_(std::move(draft_name)),
      token_bytes_(limits.token_bytes),
      most_depth_(std::min(limits.depth, most_depth)),
      budget_(draft_name_, with_time_for(text.size(), limits)) {}

XmlToken XmlSplitter::next() {
    if (++tokens_ % 4096 == 0) budget_.check_time();
    if (position_ > passed_ + passed_step) tell_passed();
    if (position_ == text_.size()) {
        if (depth_ > 0) malformed(position_);
        XmlToken token;
        token.begin = token.end = token.inner_begin = token.inner_end = position_;
        return token;
    }
    if (text_[position_] != '<') return text_token();
    switch (at(position_ + 1)) {
        case '/': return end_tag();
        case '?': return instruction();
        case '!': break;
        default: return start_tag();
    }
    const auto rest = text_.substr(position_, 9);
    if (rest.starts_with("<!--")) return bracketed(XmlTokenKind::comment, "<!--", "-->");
    if (rest == "<![CDATA[" && depth_ > 0) return bracketed(XmlTokenKind::cdata, rest, "]]>");
    if (rest == "<!DOCTYPE") throw Error(Errc::unsupported, say(Msg::xml_document_type, {draft_name_}));
    malformed(position_);
}

void XmlSplitter::tell_passed() {
    // Not the last step: whoever goes back goes a little way.
    const auto end = position_ - passed_step / 2;
    passed(as_bytes(text_.substr(passed_, end - passed_)));
    passed_ = end;
}

XmlToken XmlSplitter::text_token() {
    const auto begin = position_;
    position_ = std::min(text_.find('<', begin), text_.size());
    if (depth_ == 0 && !std::all_of(text_.begin() + static_cast<std::ptrdiff_t>(begin),
                                    text_.begin() + static_cast<std::ptrdiff_t>(position_), is_xml_blank)) {
        malformed(begin);
    }
    return {XmlTokenKind::text, begin, position_, begin, position_, {}, false};
}

XmlToken XmlSplitter::start_tag() {
    const auto begin = position_;
    auto place = begin + 1;
    XmlToken token{XmlTokenKind::start, begin, 0, 0, 0, name_at(place), false};
    attributes_.clear();
    for (;;) {
        const auto before = place;
        skip_blank(place);
        check_size(begin, place);
        if (at(place) == '>' || at(place) == '/') break;
        if (place == before) malformed(place);
        attribute_at(place);
    }
    if (at(place) == '/') {
        token.empty = true;
        if (at(++place) != '>') malformed(place);
    }
    position_ = place + 1;
    token.end = token.inner_begin = token.inner_end = position_;
    if (depth_ + 1 > most_depth_) over("depth", most_depth_);
    if (!token.empty) ++depth_;
    return token;
}

void XmlSplitter::attribute_at(std::size_t& place) {
    if (attributes_.size() == most_attributes) over("attributes", most_attributes);
    XmlAttribute attribute{name_at(place)};
    skip_blank(place);
    if (at(place) != '=') malformed(place);
    skip_blank(++place);
    const char quote = at(place);
    if (quote != '"' && quote != '\'') malformed(place);
    attribute.begin = place + 1;
    attribute.end = text_.find(quote, attribute.begin);
    if (attribute.end == std::string_view::npos) malformed(place);
    place = attribute.end + 1;
    attributes_.push_back(attribute);
}

XmlToken XmlSplitter::end_tag() {
    const auto begin = position_;
    auto place = begin + 2;
    XmlToken token{XmlTokenKind::end, begin, 0, 0, 0, name_at(place), false};
    skip_blank(place);
    if (at(place) != '>' || depth_ == 0) malformed(begin);
    --depth_;
    position_ = place + 1;
    token.end = token.inner_begin = token.inner_end = position_;
    return token;
}

XmlToken XmlSplitter::bracketed(XmlTokenKind kind, std::string_view opening, std::string_view closing) {
    const auto begin = position_;
    const auto inner = begin + opening.size();
    const auto end = text_.find(closing, inner);
    if (end == std::string_view::npos) malformed(begin);
    position_ = end + closing.size();
    check_size(begin, position_);
    return {kind, begin, position_, inner, end, {}, false};
}

// XML 1.0, 2.6: white space parts the target from the data and belongs to neither.
XmlToken XmlSplitter::instruction() {
    const auto begin = position_;
    auto token = bracketed(XmlTokenKind::instruction, "<?", "?>");
    auto place = token.inner_begin;
    token.name = name_at(place);
    token.inner_begin = place;
    while (token.inner_begin < token.inner_end && is_xml_blank(text_[token.inner_begin])) ++token.inner_begin;
    if (begin == 0 && token.name == "xml") token.kind = XmlTokenKind::declaration;
    return token;
}

std::string_view XmlSplitter::name_at(std::size_t& place) {
    const auto begin = place;
    while (place < text_.size() && !ends_name(text_[place])) ++place;
    if (place == begin || place == text_.size()) malformed(begin);
    if (place - begin > most_name_bytes) over("name bytes", most_name_bytes);
    return text_.substr(begin, place - begin);
}

void XmlSplitter::skip_blank(std::size_t& place) const {
    while (place < text_.size() && is_xml_blank(text_[place])) ++place;
}

char XmlSplitter::at(std::size_t place) const {
    if (place >= text_.size()) malformed(text_.size());
    return text_[place];
}

void XmlSplitter::go_to(std::size_t position, std::uint32_t depth) {
    position_ = position;
    passed_ = std::min(passed_, position);
    depth_ = depth;
}

void XmlSplitter::check_size(std::size_t begin, std::size_t end) const {
    if (end - begin > token_bytes_) over("token_bytes", token_bytes_);
}

void XmlSplitter::over(std::string_view field, std::uint64_t most) const {
    throw Error(Errc::limit, say(Msg::limit_exceeded, {draft_name_, field, std::to_string(most)}));
}

void XmlSplitter::malformed(std::size_t place) const {
    const auto end = text_.begin() + static_cast<std::ptrdiff_t>(std::min(place, text_.size()));
    const auto line = 1 + std::count(text_.begin(), end, '\n');
    throw Error(Errc::malformed, say(Msg::xml_malformed, {draft_name_, std::to_string(line)}));
}

}  // namespace review
