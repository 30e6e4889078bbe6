#include "format/text/cuts_at.hpp"

#include <algorithm>

namespace review {
namespace {

class AtPlaces final : public ExtractionSink {
public:
    AtPlaces(const std::vector<ByteRange>& places, const std::string& finding) : places_(places), finding_(finding) {}

    void part(Part&& part) override {
        at_ = 0, glyph_ = part.first;
        for (const auto& run : part.source) {
            auto place = std::partition_point(places_.begin(), places_.end(), [&](const ByteRange& one) { return one.end <= run.source.begin; });
            for (; place != places_.end() && place->begin < run.source.end; ++place) add(part, run, *place);
        }
    }
    void blind_spot(BlindSpot&&) override {}

    std::vector<Cut> cuts;

private:
    void add(const Part& part, const SourceRun& run, const ByteRange& place) {
        auto from = run.text_begin, to = run.text_end;
        if (run.verbatim) {
            if (place.begin > run.source.begin) from += static_cast<std::uint32_t>(place.begin - run.source.begin);
            if (place.end < run.source.end) to -= static_cast<std::uint32_t>(run.source.end - place.end);
        }
        const auto begin = glyph_at(part, from);
        cuts.push_back({{part.number, begin, glyph_at(part, to)}, part.kind, finding_});
    }

    static std::uint32_t characters(std::string_view text) {
        return static_cast<std::uint32_t>(std::count_if(text.begin(), text.end(), [](char byte) { return (static_cast<unsigned char>(byte) & 0xc0) != 0x80; }));
    }
    // Runs stand in the order of the text: counted on from the last one.
    std::uint32_t glyph_at(const Part& part, std::size_t byte) {
        if (byte < at_) at_ = 0, glyph_ = part.first;
        glyph_ += characters(std::string_view(part.text).substr(at_, byte - at_));
        at_ = byte;
        return glyph_;
    }

    const std::vector<ByteRange>& places_;
    const std::string& finding_;
    std::size_t at_ = 0;
    std::uint32_t glyph_ = 0;
};

}  // namespace

std::vector<Cut> cuts_at(const Document& document, const std::vector<ByteRange>& places, const std::string& finding) {
    AtPlaces found(places, finding);
    if (!places.empty()) document.extract(found);
    return std::move(found.cuts);
}

}  // namespace review
