#include "format/xml/fields.hpp"

#include "format/xml/declaration.hpp"
#include "format/xml/splitter.hpp"

namespace review {
namespace {

// Namespaces in XML, 3: no attribute in the data model of XPath; without it names would mean something else.
bool declares_namespace(std::string_view attribute) { return attribute == "xmlns" || attribute.starts_with("xmlns:"); }

struct OpenField {
    std::size_t begin, inner;  // of the start tag, and behind it
    std::uint64_t number;
    bool simple = true;
};

class FieldWalk {
public:
    FieldWalk(const SourceText& text, const std::string& name, const Limits& limits, const std::function<void(const XmlFieldPlace&)>& tell)
        : text_(text), splitter_(text.utf8(), name, limits), tell_(tell) {}

    void run() {
        for (auto token = splitter_.next(); token.kind != XmlTokenKind::finish; token = splitter_.next()) {
            if (token.kind == XmlTokenKind::start) start(token);
            else if (token.kind == XmlTokenKind::end) end(token);
            else if (token.kind != XmlTokenKind::text && token.kind != XmlTokenKind::cdata && !open_.empty()) open_.back().simple = false;
        }
    }

private:
    void start(const XmlToken& token) {
        if (!open_.empty()) open_.back().simple = false;
        names_.push_back(token.name);
        const auto number = ++elements_;
        for (const auto& attribute : splitter_.attributes()) {
            if (declares_namespace(attribute.name)) continue;
            const auto begin = static_cast<std::size_t>(attribute.name.data() - text_.utf8().data());
            tell_({names_, attribute.name, text_.source(begin - 1, attribute.end + 1), text_.source(attribute.begin, attribute.end), number, 0, true});
        }
        if (!token.empty) {
            open_.push_back({token.begin, token.end, number});
            return;
        }
        const auto past = at(token.end);
        tell_({names_, {}, text_.source(token.begin, token.end), {past, past}, number, 0, true});
        names_.pop_back();
    }

    void end(const XmlToken& token) {
        const auto field = open_.back();
        open_.pop_back();
        tell_({names_, {}, text_.source(field.begin, token.end), text_.source(field.inner, token.begin), field.number, elements_ - field.number, field.simple});
        names_.pop_back();
    }

    std::uint64_t at(std::size_t place) const { return text_.source(place - 1, place).end; }

    const SourceText& text_;
    XmlSplitter splitter_;
    const std::function<void(const XmlFieldPlace&)>& tell_;
    std::vector<std::string_view> names_;
    std::vector<OpenField> open_;
    std::uint64_t elements_ = 0;  // that began
};

}  // namespace

void each_xml_field(const SourceText& text, const std::string& draft_name, const std::function<void(const XmlFieldPlace&)>& tell) {
    Limits wide;
    wide.token_bytes = wide.file_bytes;
    wide.seconds *= 10;
    FieldWalk(text, draft_name, wide, tell).run();
}

void each_xml_field(const Draft& draft, const std::function<void(const XmlFieldPlace&)>& tell) {
    const auto form = xml_form(draft.bytes, draft.name);
    const SourceText text(draft.bytes, form.charset, form.mark_bytes, 0);
    each_xml_field(text, draft.name, tell);
}

}  // namespace review
