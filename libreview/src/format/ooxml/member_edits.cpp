#include "format/ooxml/member_edits.hpp"

#include <algorithm>

namespace review {
namespace {

std::string utf8_in(const SourceText& text, std::string_view utf8) {
    const auto bytes = encode(text.charset(), utf8);
    const auto filler = filler_of(text.charset());
    return bytes ? std::string(as_text(*bytes)) : std::string(as_text(filler));
}

}  // namespace

MemberEdits::MemberEdits(std::vector<Edit> edits, std::vector<TypedPlace> typed, Width width) : edits_(without_overlaps(std::move(edits))) {
    std::sort(typed.begin(), typed.end(), [](const TypedPlace& a, const TypedPlace& b) { return a.source < b.source; });
    const auto fill = [&](std::uint32_t glyphs) {
        std::string text;
        for (auto i = fillers_for(glyphs, width); i > 0; --i) text += "\u2588";
        return text;
    };
    for (const auto& edit : edits_) {
        auto place = std::partition_point(typed.begin(), typed.end(), [&](const TypedPlace& one) { return one.source.end <= edit.source.begin; });
        if (place == typed.end() || place->source.begin >= edit.source.end) {
            patches_.emplace(edit.source, fill(edit.glyphs));
            continue;
        }
        // Neighbours are one edit.
        for (; place != typed.end() && place->source.begin < edit.source.end; ++place) {
            const bool run = place->as == TypedPlace::As::run;
            patches_.emplace(place->source, run ? "<" + place->text + "t>" + fill(1) + "</" + place->text + "t>" : place->text);
        }
    }
}

void MemberEdits::add(std::map<ByteRange, std::string> patches) {
    for (auto& [range, text] : patches) patches_.insert_or_assign(range, std::move(text));
}

void MemberEdits::remove(const std::vector<ByteRange>& gone) {
    for (const auto& range : gone) patches_.insert_or_assign(range, "");
}

Bytes MemberEdits::made_in(const OoxmlMember& member) const {
    const ByteRange mine{member.place, member.place + member.bytes.size()};
    Bytes out;
    auto at = mine.begin;
    const auto copy = [&](std::uint64_t end) {
        out.insert(out.end(), member.bytes.begin() + static_cast<std::ptrdiff_t>(at - mine.begin),
                   member.bytes.begin() + static_cast<std::ptrdiff_t>(end - mine.begin));
    };
    for (auto patch = patches_.lower_bound({mine.begin, ~std::uint64_t{0}}); patch != patches_.end() && patch->first.end <= mine.end; ++patch) {
        const auto& [range, text] = *patch;
        if (range.begin < at) continue;  // inside what goes whole
        copy(range.begin);
        const auto bytes = utf8_in(*member.text, text);
        out.insert(out.end(), bytes.begin(), bytes.end());
        at = range.end;
    }
    copy(mine.end);
    return out;
}

}  // namespace review
