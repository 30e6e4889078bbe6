#include "format/ooxml/package_pictures.hpp"

#include <algorithm>

#include "format/picture/neutral_file.hpp"

namespace review {

PackagePictures::PackagePictures(const OoxmlPackage& package, const Workbook& workbook, PictureReading reading, const Limits& limits)
    : package_(package), files_(std::move(reading), limits), begin_(workbook.end_place()) {
    auto place = begin_;
    for (const auto& member : package.members()) {
        if (!member.kept || member.text || is_neutral_file(member.bytes)) continue;
        places_.emplace(member.number, ByteRange{place, place + member.bytes.size()});
        place += member.bytes.size() + 1;
    }
}

void PackagePictures::tell(ExtractionSink& sink, std::uint32_t& number) const {
    for (const auto& member : package_.members()) {
        const auto place = places_.find(member.number);
        const auto* seen = place == places_.end() ? nullptr : files_.read(member.number, member.bytes);
        if (seen == nullptr) continue;
        for (const auto& text : seen->texts) {
            auto part = recognised_part(text, member.label, place->second);
            part.number = number++;
            sink.part(std::move(part));
        }
    }
}

void PackagePictures::settle(const OoxmlMember& member, BlindSpot& spot) const {
    if (const auto* seen = files_.read(member.number, member.bytes)) files_.settle(*seen, spot);
}

std::set<std::size_t> PackagePictures::cut_by(std::vector<Edit>& edits) const {
    const auto first = std::partition_point(edits.begin(), edits.end(), [&](const Edit& edit) { return edit.source.begin < begin_; });
    std::set<std::size_t> members;
    for (const auto& [number, place] : places_) {
        if (std::any_of(first, edits.end(), [&](const Edit& edit) { return edit.source.begin < place.end && place.begin < edit.source.end; })) members.insert(number);
    }
    edits.erase(first, edits.end());
    return members;
}

}  // namespace review
