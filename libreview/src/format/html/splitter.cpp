#include "format/html/splitter.hpp"

#include <algorithm>
#include <array>

#include <review/error.hpp>

#include "base/messages/base.hpp"
#include "base/messages/format_html.hpp"

namespace review {
namespace {

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

bool says(std::string_view text, std::size_t at, std::string_view word) {
    if (text.size() < at || text.size() - at < word.size()) return false;
    return std::equal(word.begin(), word.end(), text.begin() + static_cast<std::ptrdiff_t>(at),
                      [](char a, char b) { return a == (b >= 'A' && b <= 'Z' ? b + 32 : b); });
}

enum class Content { data, with_references, raw, script, rest };

// 13.2.6.4: which elements switch the tokenizer, and to what.
Content content_of(const std::string& name) {
    constexpr std::array<std::string_view, 5> raw{"style", "xmp", "iframe", "noembed", "noframes"};
    if (name == "title" || name == "textarea") return Content::with_references;
    if (name == "script") return Content::script;
    if (name == "plaintext") return Content::rest;
    return std::find(raw.begin(), raw.end(), name) != raw.end() ? Content::raw : Content::data;
}

class Splitting {
public:
    // Without a tree every tag counts as what it is called.
    explicit Splitting(std::string_view text) : text_(text), by_name_(true) {}
    Splitting(std::string_view text, const HtmlTree& tree) : text_(text) {
        for (const auto& node : tree.nodes) {
            if (node.kind == HtmlNode::Kind::element && node.html && node.size > 0) known_.push_back(node.begin);
            if (node.kind == HtmlNode::Kind::comment) comments_.push_back(node.begin);
        }
        std::sort(known_.begin(), known_.end());
        std::sort(comments_.begin(), comments_.end());
    }

    std::vector<HtmlToken> run() {
        while (at_ < text_.size()) {
            const auto mark = text_.find('<', at_);
            auto stop = mark;
            while (stop != text_.npos && !begins_markup(stop)) stop = text_.find('<', stop + 1);
            characters(at_, std::min(stop, text_.size()), HtmlTokenKind::text, {}, true);
            if (stop == text_.npos) break;
            at_ = stop;
            markup();
        }
        return std::move(tokens_);
    }

private:
    char at(std::size_t place) const { return place < text_.size() ? text_[place] : '\0'; }

    bool begins_markup(std::size_t place) const {
        const char next = at(place + 1);
        if (next == '/') return place + 2 < text_.size();
        return is_letter(next) || next == '!' || next == '?';
    }

    HtmlToken& add(HtmlTokenKind kind, std::size_t begin, std::size_t end, std::size_t inner_begin, std::size_t inner_end) {
        HtmlToken token;
        token.kind = kind, token.begin = begin, token.end = end;
        token.inner_begin = std::min(inner_begin, end), token.inner_end = std::max(token.inner_begin, std::min(inner_end, end));
        tokens_.push_back(std::move(token));
        at_ = end;
        return tokens_.back();
    }

    void characters(std::size_t begin, std::size_t end, HtmlTokenKind kind, const std::string& name, bool references) {
        if (begin == end) return;
        auto& token = add(kind, begin, end, begin, end);
        token.name = name;
        token.references = references;
    }

    void markup() {
        const auto begin = at_;
        const char next = at(begin + 1);
        if (is_letter(next)) return tag(HtmlTokenKind::start, begin + 1);
        if (next == '/' && is_letter(at(begin + 2))) return tag(HtmlTokenKind::end, begin + 2);
        if (next == '!' && says(text_, begin + 2, "--")) return comment();
        if (next == '!' && says(text_, begin + 2, "doctype")) return upto_bracket(HtmlTokenKind::doctype, begin + 9);
        if (next == '!' && text_.substr(begin + 2, 7) == "[CDATA[" && !std::binary_search(comments_.begin(), comments_.end(), begin)) return cdata();
        upto_bracket(HtmlTokenKind::comment, begin + (next == '?' ? 1 : 2));
    }

    void upto_bracket(HtmlTokenKind kind, std::size_t inner) {
        const auto close = text_.find('>', at_ + (at(at_ + 1) == '/' ? 2 : 1));
        const auto end = close == text_.npos ? text_.size() : close + 1;
        add(kind, at_, end, inner, close == text_.npos ? end : close);
    }

    // 13.2.5.43 to 52.
    void comment() {
        const auto inner = at_ + 4;
        for (const std::string_view abrupt : {">", "->"}) {
            if (text_.substr(std::min(inner, text_.size())).starts_with(abrupt)) {
                add(HtmlTokenKind::comment, at_, inner + abrupt.size(), inner, inner);
                return;
            }
        }
        const auto plain = text_.find("-->", inner);
        const auto odd = text_.substr(0, plain).find("--!>", inner);
        const auto close = std::min(plain, odd);
        if (close == text_.npos) add(HtmlTokenKind::comment, at_, text_.size(), inner, text_.size());
        else add(HtmlTokenKind::comment, at_, close + (plain < odd ? 3 : 4), inner, close);
    }

    void cdata() {
        const auto inner = at_ + 9;
        const auto close = text_.find("]]>", inner);
        const auto end = close == text_.npos ? text_.size() : close + 3;
        add(HtmlTokenKind::cdata, at_, end, inner, close == text_.npos ? end : close);
    }

    // 13.2.5.8 and 32 to 40.
    void tag(HtmlTokenKind kind, std::size_t place) {
        const auto begin = at_;
        const auto name_begin = place;
        while (place < text_.size() && !is_html_blank(text_[place]) && text_[place] != '/' && text_[place] != '>') ++place;
        std::string name = ascii_lower(text_.substr(name_begin, place - name_begin));
        std::vector<HtmlAttribute> attributes;
        while (place < text_.size() && text_[place] != '>') {
            if (is_html_blank(text_[place]) || text_[place] == '/') ++place;
            else attributes.push_back(attribute(place));
        }
        const bool whole = place < text_.size() && !open_quote_;
        open_quote_ = false;
        const auto end = whole ? place + 1 : text_.size();
        auto& token = add(whole ? kind : HtmlTokenKind::unfinished, begin, end, begin + 1, whole ? place : end);
        token.name = std::move(name);
        token.attributes = std::move(attributes);
        const bool known = by_name_ || std::binary_search(known_.begin(), known_.end(), begin);
        if (whole && kind == HtmlTokenKind::start && known) switched(std::string(token.name));
    }

    HtmlAttribute attribute(std::size_t& place) {
        const auto ends_name = [&](char c) { return is_html_blank(c) || c == '/' || c == '>' || c == '='; };
        const auto begin = place++;  // an equals sign may begin a name
        while (place < text_.size() && !ends_name(text_[place])) ++place;
        HtmlAttribute one{text_.substr(begin, place - begin), place, place};
        auto next = place;
        while (next < text_.size() && is_html_blank(text_[next])) ++next;
        if (at(next) != '=') return one;
        ++next;
        while (next < text_.size() && is_html_blank(text_[next])) ++next;
        const char quote = at(next);
        if (quote == '"' || quote == '\'') {
            const auto close = text_.find(quote, next + 1);
            open_quote_ = close == text_.npos;
            one.begin = next + 1;
            one.end = open_quote_ ? text_.size() : close;
            place = open_quote_ ? text_.size() : close + 1;
            return one;
        }
        one.begin = next;
        while (next < text_.size() && !is_html_blank(text_[next]) && text_[next] != '>') ++next;
        one.end = place = next;
        return one;
    }

    void switched(const std::string& name) {
        const auto content = content_of(name);
        if (content == Content::data) return;
        const auto end = content == Content::rest ? text_.size() : content == Content::script ? end_of_script() : end_of(name, at_);
        const bool references = content == Content::with_references;
        characters(at_, end, references ? HtmlTokenKind::text : HtmlTokenKind::raw, name, references);
    }

    bool is_end_tag(std::size_t place, const std::string& name) const {
        if (!says(text_, place, "</" + name)) return false;
        const char next = at(place + 2 + name.size());
        return is_html_blank(next) || next == '/' || next == '>';
    }

    std::size_t end_of(const std::string& name, std::size_t from) const {
        for (auto place = text_.find("</", from); place != text_.npos; place = text_.find("</", place + 2)) {
            if (is_end_tag(place, name)) return place;
        }
        return text_.size();
    }

    // 13.2.5.15 to 31: in "<!-- <script" an end tag ends the inner script only.
    std::size_t end_of_script() const {
        bool escaped = false, twice = false;
        for (auto place = at_; place < text_.size(); ++place) {
            if (text_[place] == '-' && escaped && text_.substr(place, 3) == "-->") {
                escaped = twice = false;
            } else if (text_[place] == '<') {
                if (!escaped && text_.substr(place, 4) == "<!--") {
                    // The two dashes may also be those of the end: "<!-->".
                    escaped = true;
                    ++place;
                } else if (is_end_tag(place, "script")) {
                    if (!twice) return place;
                    twice = false;
                } else if (escaped && !twice && says(text_, place, "<script")) {
                    const char next = at(place + 7);
                    twice = is_html_blank(next) || next == '/' || next == '>';
                }
            }
        }
        return text_.size();
    }

    std::string_view text_;
    std::vector<std::size_t> known_, comments_;
    std::vector<HtmlToken> tokens_;
    std::size_t at_ = 0;
    bool open_quote_ = false, by_name_ = false;
};

const HtmlToken* token_at(const std::vector<HtmlToken>& tokens, std::size_t place) {
    const auto after = std::upper_bound(tokens.begin(), tokens.end(), place, [](std::size_t at, const HtmlToken& one) { return at < one.begin; });
    return after == tokens.begin() ? nullptr : &*std::prev(after);
}

bool agrees(const HtmlNode& node, const std::vector<HtmlToken>& tokens) {
    const auto* token = token_at(tokens, node.begin);
    if (token == nullptr || token->begin != node.begin) return false;
    if (node.kind == HtmlNode::Kind::comment) return token->kind == HtmlTokenKind::comment;
    if (token->end != node.begin + node.size) return false;
    // "</p>" and "</br>" make elements.
    return token->kind == HtmlTokenKind::start || token->kind == HtmlTokenKind::end;
}

// Attributes of a second <body> belong to the first.
bool has_attribute(const std::vector<HtmlToken>& tokens, const HtmlNode::Attribute& wanted) {
    if (wanted.begin == 0 || wanted.value.empty()) return true;
    const auto* token = token_at(tokens, wanted.begin);
    if (token == nullptr || token->kind != HtmlTokenKind::start) return false;
    return std::any_of(token->attributes.begin(), token->attributes.end(), [&](const HtmlAttribute& one) { return one.begin == wanted.begin && one.end == wanted.end; });
}

}  // namespace

bool is_html_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\f' || c == '\r'; }

std::string ascii_lower(std::string_view text) {
    std::string folded(text);
    for (char& c : folded) {
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    }
    return folded;
}

void html_two_readings(const std::string& draft_name, std::size_t place) {
    throw Error(Errc::malformed, say(Msg::html_two_readings, {draft_name, std::to_string(place)}));
}

std::vector<HtmlToken> html_tokens(std::string_view text, const HtmlTree& tree, const std::string& draft_name, const Limits&) {
    auto tokens = Splitting(text, tree).run();
    for (const auto& node : tree.nodes) {
        if (node.kind == HtmlNode::Kind::text || node.size == 0) continue;
        const bool attributes = std::all_of(node.attributes.begin(), node.attributes.end(), [&](const auto& one) { return has_attribute(tokens, one); });
        if (!attributes || !agrees(node, tokens)) html_two_readings(draft_name, node.begin);
    }
    return tokens;
}

void check_html_costs(std::string_view text, const std::string& draft_name, const Limits& limits) {
    constexpr std::size_t most_attributes = 4096;
    constexpr std::int64_t most_open = 20'000;
    const auto over = [&](std::string_view field, std::uint64_t most) {
        throw Error(Errc::limit, say(Msg::limit_exceeded, {draft_name, field, std::to_string(most)}));
    };
    constexpr std::array<std::string_view, 24> alone{"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source",
        "track", "wbr", "p", "li", "dt", "dd", "tr", "td", "th", "tbody", "option", "thead"};
    std::int64_t open = 0;
    for (const auto& token : Splitting(text).run()) {
        if (token.attributes.size() > most_attributes) over("objects", most_attributes);
        if (token.kind == HtmlTokenKind::end) open = std::max<std::int64_t>(0, open - 1);
        if (token.kind != HtmlTokenKind::start || std::find(alone.begin(), alone.end(), token.name) != alone.end()) continue;
        if (++open > most_open) over("depth", limits.depth);
    }
}

}  // namespace review
