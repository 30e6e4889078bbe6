#include "format/picture/packed_pictures.hpp"

#include <algorithm>

#include "format/picture/neutral_file.hpp"

namespace review {

PackedPictures::PackedPictures(const std::vector<PackedPicture>& pictures, std::uint64_t begin, PictureReading reading, const Limits& limits)
    : files_(std::move(reading), limits), begin_(begin) {
    for (const auto& one : pictures) {
        if (is_neutral_file(one.bytes)) continue;
        pictures_.push_back({one, {begin, begin + one.bytes.size()}});
        begin += one.bytes.size() + 1;
    }
}

void PackedPictures::tell(ExtractionSink& sink, std::uint32_t& number) const {
    for (const auto& [picture, place] : pictures_) {
        const auto* seen = files_.read(picture.number, picture.bytes);
        if (seen == nullptr) continue;
        for (const auto& text : seen->texts) {
            auto part = recognised_part(text, picture.label, place);
            part.number = number++;
            sink.part(std::move(part));
        }
    }
}

void PackedPictures::settle(std::size_t member, BlindSpot& spot) const {
    for (const auto& [picture, place] : pictures_) {
        if (picture.number != member) continue;
        if (const auto* seen = files_.read(member, picture.bytes)) files_.settle(*seen, spot);
    }
}

std::set<std::size_t> PackedPictures::cut_by(std::vector<Edit>& edits) const {
    const auto first = std::partition_point(edits.begin(), edits.end(), [&](const Edit& edit) { return edit.source.begin < begin_; });
    std::set<std::size_t> members;
    for (const auto& [picture, place] : pictures_) {
        const auto& here = place;
        if (std::any_of(first, edits.end(), [&](const Edit& edit) { return edit.source.begin < here.end && here.begin < edit.source.end; })) members.insert(picture.number);
    }
    edits.erase(first, edits.end());
    return members;
}

}  // namespace review
