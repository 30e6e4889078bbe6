#include "format/text/cuts_at.hpp"

#include <algorithm>

#include "model/glyphs_before.hpp"

namespace review {
namespace {

class AtPlaces final : public ExtractionSink {
public:
    AtPlaces(const std::vector<ByteRange>& places, const std::string& finding) : places_(places), finding_(finding) {}

    void part(Part&& part) override {
        GlyphsBefore glyphs(part);
        for (const auto& run : part.source) {
            auto place = std::partition_point(places_.begin(), places_.end(), [&](const ByteRange& one) { return one.end <= run.source.begin; });
            for (; place != places_.end() && place->begin < run.source.end; ++place) add(part, run, *place, glyphs);
        }
    }
    void blind_spot(BlindSpot&&) override {}

    std::vector<Cut> cuts;

private:
    void add(const Part& part, const SourceRun& run, const ByteRange& place, GlyphsBefore& glyphs) {
        auto from = run.text_begin, to = run.text_end;
        if (run.verbatim) {
            if (place.begin > run.source.begin) from += static_cast<std::uint32_t>(place.begin - run.source.begin);
            if (place.end < run.source.end) to -= static_cast<std::uint32_t>(run.source.end - place.end);
        }
        const auto begin = part.first + glyphs(from);
        cuts.push_back({{part.number, begin, part.first + glyphs(to)}, part.kind, finding_});
    }

    const std::vector<ByteRange>& places_;
    const std::string& finding_;
};

}  // namespace

std::vector<Cut> cuts_at(const Document& document, const std::vector<ByteRange>& places, const std::string& finding) {
    AtPlaces found(places, finding);
    if (!places.empty()) document.extract(found);
    return std::move(found.cuts);
}

}  // namespace review
