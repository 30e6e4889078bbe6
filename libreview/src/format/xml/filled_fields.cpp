#include "format/xml/filled_fields.hpp"

#include <algorithm>

#include <review/error.hpp>

#include "base/messages/format_text.hpp"
#include "base/messages/format_xml.hpp"

namespace review {
namespace {

// XML 1.0, 2.4 and 3.3.3: fit for text and for a value in either kind of quotes.
std::string escaped_field(std::string_view text) {
    std::string made;
    for (const char c : text) {
        switch (c) {
            case '&': made += "&amp;"; break;
            case '<': made += "&lt;"; break;
            case '>': made += "&gt;"; break;
            case '"': made += "&quot;"; break;
            case '\'': made += "&apos;"; break;
            case '\n': made += "&#10;"; break;
            case '\t': made += "&#9;"; break;
            default: made += c;
        }
    }
    return made;
}

}  // namespace

std::optional<Bytes> filled_bytes(const FilledField& field, const Charset& charset) { return encode(charset, escaped_field(field.text)); }

std::vector<Edit> with_filled_fields(std::vector<Edit> edits, const std::vector<FilledField>& fields, const Charset& charset,
                                     const std::string& draft_name) {
    if (fields.empty()) return edits;
    std::vector<Edit> all;
    auto field = fields.begin();
    const auto fill = [&] {
        const auto bytes = filled_bytes(*field, charset);
        if (!bytes) throw Error(Errc::refused, say(Msg::xml_neutral_not_in_charset, {draft_name}));
        all.push_back({field->source, 0, *bytes});
        ++field;
    };
    for (const auto& edit : edits) {
        while (field != fields.end() && field->source.end <= edit.source.begin) fill();
        if (field == fields.end() || edit.source.end <= field->source.begin) {
            all.push_back(edit);
        } else if (edit.source.begin < field->source.begin || edit.source.end > field->source.end) {
            throw Error(Errc::bad_config, say(Msg::text_plan_names_no_glyphs));
        }
    }
    while (field != fields.end()) fill();
    return all;
}

}  // namespace review
