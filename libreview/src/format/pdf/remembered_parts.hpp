#pragma once

#include <cstddef>
#include <vector>

#include <review/extraction.hpp>

namespace review::pdf {

// What a document told the first time, for those who ask again: plan, proof and warnings each read it whole. Where it grows
// beyond `most` bytes nothing is kept.
class RememberedParts {
public:
    explicit RememberedParts(std::size_t most) : most_(most) {}

    bool whole() const { return whole_; }
    void tell(ExtractionSink& sink) const;

    // Passes everything on, and keeps a copy. Call done() when everything has come; before that it counts as not read.
    class Recorder final : public ExtractionSink {
    public:
        Recorder(RememberedParts& into, ExtractionSink& sink);
        void part(Part&& part) override;
        void blind_spot(BlindSpot&& spot) override;
        bool wants(std::uint32_t part) const override { return sink_.wants(part); }
        void done() { into_.whole_ = keeps_; }

    private:
        RememberedParts& into_;
        ExtractionSink& sink_;
        bool keeps_ = true;
        std::size_t bytes_ = 0;
    };

private:
    std::size_t most_;
    bool whole_ = false;
    std::vector<Part> parts_;
    std::vector<BlindSpot> spots_;
    std::vector<bool> order_;  // true: a part came next, false: a blind spot
};

}  // namespace review::pdf
