#include "format/ooxml/shared_strings.hpp"

#include "format/ooxml/cell_text.hpp"
#include "format/ooxml/markup_value.hpp"

namespace review {

SharedStrings::SharedStrings(const OoxmlMember& member, const std::string& draft_name, const Limits& limits) {
    const auto& text = *member.text;
    XmlSplitter splitter(text.utf8(), draft_name, limits);
    std::string said;
    std::size_t reading = 0;  // begin of an rPh
    std::uint32_t reading_depth = 0, item_depth = 0, text_depth = 0;
    for (auto token = splitter.next(); token.kind != XmlTokenKind::finish; token = splitter.next()) {
        const auto name = local_name(token.name);
        if (token.kind == XmlTokenKind::start && item_depth == 0 && name == "si") {
            items_.push_back({{token.end, splitter.depth()}, text_.size(), text.source(token.end, token.end)});
            if (!token.empty) item_depth = splitter.depth();
        } else if (token.kind == XmlTokenKind::start && item_depth > 0 && !token.empty) {
            if (name == "rPh" && reading_depth == 0) {
                reading = token.begin, reading_depth = splitter.depth();
                phonetic_places_.push_back({token.end, splitter.depth()});
            }
            if (name == "t" && text_depth == 0) text_depth = splitter.depth();
        } else if (token.kind == XmlTokenKind::end && item_depth > 0) {
            const auto closed = splitter.depth() + 1;
            if (closed == text_depth) text_depth = 0;
            if (closed == reading_depth) {
                reading_depth = 0;
                phonetic_.push_back(text.source(reading, token.end));
            }
            if (closed != item_depth) continue;
            item_depth = 0;
            text_ += without_escapes(said);
            said.clear();
            items_.back().text_end = text_.size();
            items_.back().source = text.source(items_.back().place.position, token.begin);
        } else if ((token.kind == XmlTokenKind::text || token.kind == XmlTokenKind::cdata) && text_depth > 0 && reading_depth == 0) {
            said += plain_text(text.utf8(), token);
        }
    }
}

std::string_view SharedStrings::text(std::size_t number) const {
    const auto begin = number == 0 ? 0 : items_[number - 1].text_end;
    return std::string_view(text_).substr(begin, items_[number].text_end - begin);
}

void SharedStrings::empty(std::size_t number, const SourceText& text, XmlSplitter& splitter, std::map<ByteRange, std::string>& patches) const {
    const auto& item = items_[number];
    if (item.source.begin == item.source.end) return;
    splitter.go_to(item.place.position, item.place.depth);
    while (splitter.depth() >= item.place.depth) {
        const auto token = splitter.next();
        if (token.kind == XmlTokenKind::finish) return;
        if (token.kind == XmlTokenKind::text || token.kind == XmlTokenKind::cdata) patches.emplace(text.source(token.begin, token.end), "");
    }
}

void SharedStrings::tell_rest(const std::vector<bool>& shown, const OoxmlMember& member, const std::string& draft_name, const Limits& limits,
                              ExtractionSink& sink, std::uint32_t& number) const {
    XmlSplitter splitter(member.text->utf8(), draft_name, limits);
    UnseenText unseen;
    std::vector<TypedPlace> typed;
    const auto tell = [&](std::string label, XmlPlace place) {
        Part part;
        part.number = number;
        part.kind = PartKind::element;
        part.label = std::move(label);
        PartPieces pieces(sink, std::move(part));
        StoryText story(pieces);
        UnitReader(*member.text, splitter, false, {}, pieces, story).read(place, nullptr, unseen, typed);
        if (pieces.finish()) ++number;
    };
    for (std::size_t i = 0; i < items_.size(); ++i) {
        if (!shown[i] && !text(i).empty()) tell(member.label + ", string " + std::to_string(i + 1) + " that no cell shows", items_[i].place);
    }
    for (std::size_t i = 0; i < phonetic_places_.size(); ++i) tell(member.label + ", reading " + std::to_string(i + 1), phonetic_places_[i]);
}

}  // namespace review
