#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <review/extraction.hpp>
#include <review/finding.hpp>
#include <review/redaction_plan.hpp>

#include "model/written_days.hpp"
#include "redact/cut_list.hpp"

namespace review {

// A day that goes, goes in every way it is written: 1990年1月1日 and the 1990-01-01T00:00:00Z that a program keeps of it beside it.
// Where a person keeps it, it stays.
class SameDays final : public ExtractionSink {
public:
    SameDays(const std::vector<const Finding*>& kept, CutList& cuts) : kept_(kept), cuts_(cuts) {}

    // Something else than one day, with or without a time: nothing.
    void want(std::string_view value, const std::string& rule);
    bool any() const { return !wanted_.empty(); }

    void part(Part&& part) override;
    void blind_spot(BlindSpot&&) override {}

    // The spellings that were met and can be looked for: what is a bare number may stand in another.
    std::vector<RemovedValue> met() &&;

private:
    bool is_kept(const GlyphSpan& span) const;

    const std::vector<const Finding*>& kept_;
    CutList& cuts_;
    std::map<Day, std::string> wanted_;  // with the rule
    std::map<std::string, std::string> met_;
};

}  // namespace review
