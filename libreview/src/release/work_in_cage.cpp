#include <array>
#include <memory>
#include <optional>
#include <utility>

#include <review/error.hpp>

#include "base/messages/release.hpp"
#include "model/wire/redaction.hpp"
#include "release/draft_work.hpp"
#include "release/readers_in_cage.hpp"
#include "release/redact_in_cage.hpp"
#include "release/scan_parts.hpp"

namespace review {

namespace {

constexpr unsigned readings_to_prove = 4;
constexpr std::size_t proofs = 3;  // of the candidate, of what is sealed, of what was released before
constexpr std::uint32_t seconds_to_recognise = 3600;

class WorkInCage final : public DraftWork {
public:
    WorkInCage(const DraftFile& draft, const Scanner& scanner, const Policy& policy, const RedactionRequest& request, const OpenOptions& options)
        : draft_(draft), scanner_(scanner), policy_(policy), request_(request), options_(options), limits_(cage_for_drafts(options.limits, draft.size(), readings_to_prove)) {
        if (!options.pictures.readers.empty()) let_draw(limits_, seconds_to_recognise);
        scanned_ = told_by<ScannedDocument>([&](const Draft& read) { return work_here(read, scanner, policy, request, options)->scan(); });
        scanned_->name.clear();
        scanned_->sha256 = {};
        start_provers();
        try {
            redaction_ = redact_in_cage(draft, scanner, policy, request, options);
        } catch (const Error& error) {
            refused_ = error;  // what stops a release before its redaction is told first
        }
    }

    // A second time there is none: an empty one would say that nothing was found.
    ScannedDocument scan() override { return std::exchange(scanned_, std::nullopt).value(); }
    Redaction redact() override {
        if (refused_) throw Error(*refused_);
        return std::exchange(redaction_, std::nullopt).value();
    }
    Evidence prove(ByteView output, const RedactionPlan& plan) const override {
        const auto prover = std::move(provers_.at(proven_++));
        WireWriter writer;
        writer(plan, Bytes(output.begin(), output.end()));
        const auto finished = DraftFile::of(make_draft("finished", writer.take()));
        const auto evidence = from_wire<Evidence>(prover->read(task_for_started(finished)).bytes);
        draft_.check_unchanged();
        if (evidence.draft != plan.draft || evidence.output != sha256(output)) throw Error(Errc::malformed, say(Msg::release_told_otherwise));
        return evidence;
    }

private:
    // Started before a key is in memory, each for one proof.
    void start_provers() {
        const auto original = std::make_shared<Draft>(DraftFile::read(draft_.descriptor(), draft_.name(), draft_.digest(), draft_.size()));
        for (auto& prover : provers_) {
            prover = std::make_unique<Cage>([this, original](CageTask&& task) {
                const auto finished = draft_of_task(task);
                RedactionPlan plan;
                Bytes output;
                WireReader reader(finished.bytes);
                reader(plan, output);
                reader.finish();
                CageAnswer answer;
                answer.bytes = to_wire(work_here(*original, scanner_, policy_, request_, options_)->prove(output, plan));
                return answer;
            }, limits_);
            prover->start();
        }
    }

    // By a worker of its own.
    template <typename Told, typename Work>
    Told told_by(Work work) const {
        Cage cage([&](CageTask&& task) {
            const Draft draft = draft_of_task(task);
            CageAnswer answer;
            answer.bytes = to_wire(work(draft));
            return answer;
        }, limits_);
        auto told = from_wire<Told>(cage.read(task_for(draft_)).bytes);
        draft_.check_unchanged();
        return told;
    }

    const DraftFile& draft_;
    const Scanner& scanner_;
    const Policy& policy_;
    const RedactionRequest& request_;
    const OpenOptions& options_;
    CageOptions limits_;
    std::optional<ScannedDocument> scanned_;
    std::optional<Redaction> redaction_;
    std::optional<Error> refused_;
    mutable std::array<std::unique_ptr<Cage>, proofs> provers_;
    mutable std::size_t proven_ = 0;
};

}  // namespace

std::unique_ptr<DraftWork> work_in_cage(const DraftFile& draft, const Scanner& scanner, const Policy& policy, const RedactionRequest& request,
                                        const OpenOptions& options) {
    return std::make_unique<WorkInCage>(draft, scanner, policy, request, options);
}

}  // namespace review
