#include "redacted.hpp"

#include <algorithm>
#include <filesystem>

#include <review/document.hpp>
#include <review/error.hpp>
#include <review/plan.hpp>
#include <review/prove.hpp>

#include "support/run.hpp"

namespace spec {

using namespace review;
namespace fs = std::filesystem;

namespace {

struct BlindSpots final : ExtractionSink {
    void part(Part&&) override {}
    void blind_spot(BlindSpot&& spot) override { spots.push_back(std::move(spot)); }
    std::vector<BlindSpot> spots;
};

std::string told(const Evidence& evidence) {
    std::string text;
    for (const auto& residue : evidence.residue) text += residue.place + ": " + residue.encoding + "\n";
    for (const auto& doubt : evidence.doubts) text += doubt + "\n";
    if (!evidence.reopened) text += "not reopened\n";
    if (!evidence.untouched_equal) text += "something outside the cuts is not as it was\n";
    return text;
}

Redacted of(const Draft& draft, const Orders& orders) {
    Redacted result;
    const auto document = open_document(draft);
    BlindSpots blind;
    document->extract(blind);
    Decisions decisions;
    decisions.draft = draft.digest;
    decisions.redact_all = true;
    for (const auto& spot : blind.spots) decisions.accepted_blind_spots.push_back(spot.label);
    std::vector<RemovedValue> asked;
    for (const auto& term : orders.terms) asked.push_back({Sensitive(term), "terms/term"});
    const auto plan = make_plan(draft, *document, {}, blind.spots, decisions, orders.areas, orders.width, asked);
    auto rewritten = document->rewrite(plan);
    result.evidence = prove(rewritten.bytes, plan, nullptr, document.get(), {}, draft.bytes);
    result.evidence.boxes = std::move(rewritten.boxes);
    result.bytes = Bytes(rewritten.bytes.begin(), rewritten.bytes.end());
    if (result.evidence.clean()) return result;
    result.how = Redacted::How::unclean;
    result.says = told(result.evidence);
    return result;
}

}  // namespace

Redacted redact(const Bytes& bytes, const Orders& orders) {
    try {
        return of(make_draft("draft.pdf", bytes), orders);
    } catch (const Error& error) {
        Redacted result;
        const bool reasoned = error.code() != Errc::refused ||
                              std::all_of(error.obstacles().begin(), error.obstacles().end(), [](const Obstacle& obstacle) {
                                  return !obstacle.reason.empty() && !obstacle.choices.empty();
                              });
        const bool whole = error.code() != Errc::refused || !error.obstacles().empty();
        result.how = reasoned && whole ? Redacted::How::refused : Redacted::How::refused_without_reason;
        result.says = error.what();
        for (const auto& obstacle : error.obstacles()) result.says += "\n  " + obstacle.object + " " + obstacle.op + ": " + obstacle.reason;
        return result;
    }
}

Bytes bytes_of_file(const std::string& path) {
    const auto text = support::read_file(path);
    return Bytes(text.begin(), text.end());
}

std::vector<std::string> corpus_files(const std::string& folder) {
    std::vector<std::string> files;
    const auto path = std::string(REVIEW_SHARED) + "/corpus/" + folder;
    if (!fs::is_directory(path)) return files;
    for (const auto& entry : fs::recursive_directory_iterator(path)) {
        if (entry.is_regular_file()) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace spec
