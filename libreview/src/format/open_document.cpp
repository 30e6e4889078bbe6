#include <algorithm>
#include <cctype>
#include <sstream>

#include <review/error.hpp>

#include "base/messages/model.hpp"
#include "format/format.hpp"

namespace review {

#define REVIEW_ENTRY(name) extern const Format format_##name;
#include "formats.inc"
#undef REVIEW_ENTRY

namespace {

const Format* const table[] = {
#define REVIEW_ENTRY(name) &format_##name,
#include "formats.inc"
#undef REVIEW_ENTRY
};

std::string ending_of(const std::string& name) {
    const auto dot = name.rfind('.');
    std::string ending = dot == std::string::npos ? "" : name.substr(dot + 1);
    std::transform(ending.begin(), ending.end(), ending.begin(), [](unsigned char c) { return std::tolower(c); });
    return ending;
}

bool claims(const Format& format, const std::string& ending) {
    std::istringstream endings{std::string(format.endings)};
    for (std::string word; endings >> word;) {
        if (word == ending) return true;
    }
    return false;
}

}  // namespace

std::unique_ptr<Document> open_document(const Draft& draft, const OpenOptions& options) {
    if (draft.bytes.empty()) throw Error(Errc::malformed, say(Msg::draft_empty, {draft.name}));
    const auto ending = ending_of(draft.name);
    for (const Format* format : table) {
        if (!format->sniff(draft.bytes)) continue;
        // A file that is called .pdf and is not one was damaged or swapped on its way here: what a
        // later reader makes of it is anybody's guess. A real PDF under another name is read as one.
        for (const Format* claimed : table) {
            if (claimed == format) break;
            if (claims(*claimed, ending)) {
                if (claimed->any_text) return claimed->open(draft, options);
                // A zip file that is damaged is no package either: who opens it as one says what is wrong with it.
                if (format == &format_ooxml) format->open(draft, options);
                throw Error(Errc::malformed, say(Msg::draft_mislabelled, {draft.name, claimed->name, format->name}));
            }
        }
        return format->open(draft, options);
    }
    std::string known;
    for (const auto name : formats()) known += (known.empty() ? "" : ", ") + std::string(name);
    throw Error(Errc::unsupported, say(Msg::draft_unknown_format, {draft.name, known}));
}

std::vector<std::string_view> formats() {
    std::vector<std::string_view> names;
    for (const Format* format : table) names.push_back(format->name);
    return names;
}

}  // namespace review
