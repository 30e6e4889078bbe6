#include "release/redact_in_cage.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>

#include <review/error.hpp>

#include "base/file_digest.hpp"
#include "base/mapped_file.hpp"
#include "base/messages/release.hpp"
#include "base/messages/wire.hpp"
#include "base/spool.hpp"
#include "format/pdf/render.hpp"
#include "format/pdf_module.hpp"
#include "release/clean_or_refuse.hpp"
#include "release/readers_in_cage.hpp"
#include "release/redaction_steps.hpp"
#include "release/told_rewriting.hpp"
#include "release/told_views.hpp"

namespace review {

namespace {

// Of the draft: to scan it, rewrite it more than once and prove that.
constexpr unsigned readings = 8;
constexpr std::uint32_t seconds_to_draw = 2 * 3600;

// What the workers want of this machine is known before they close: a font for labels by its path, pdftoppm by its version.
RedactionRequest read_ahead(RedactionRequest request, const OpenOptions& opening, CageOptions& cage) {
    if (!request.label.empty()) request.label_font = pdf_module().file_for_label(request.label, request.label_font);
    for (const auto& path : {request.label_font, request.schema}) {
        if (!path.empty()) cage.files.named.push_back(path);
    }
    if (request.render || request.on_unreadable == OnUnreadable::rasterise || !opening.pictures.readers.empty()) let_draw(cage, seconds_to_draw);
    return request;
}

Descriptor file_of(const SharedBytes& bytes) {
    Descriptor file(bytes.size() < Spool::in_memory ? outside()->memory_file() : outside()->nameless_file());
    in_passing(bytes, [&](ByteView piece) {
        if (!write_whole(file.get(), piece)) throw Error(Errc::io, say(Msg::release_no_room));
    });
    return file;
}

// Of a file that nobody else has open any more.
SharedBytes bytes_of(const Descriptor& file) {
    struct stat status {};
    if (!file.is_open() || fstat(file.get(), &status) != 0 || !S_ISREG(status.st_mode)) throw Error(Errc::malformed, say(Msg::wire_malformed));
    return DraftFile::read(file.get(), "output", {}, static_cast<std::uint64_t>(status.st_size)).bytes;
}

struct Rewriting {
    Bytes told;  // a RewritingTold, for the next worker to read
    SharedBytes output;
};

Rewriting rewrite_in_cage(const DraftFile& draft, const Scanner& scanner, const Policy& policy, const RedactionRequest& request, const OpenOptions& options,
                          const CageOptions& limits) {
    CageAnswer answer;
    {
        Cage cage([&](CageTask&& task) {
            const Draft read = draft_of_task(task);
            RedactionSteps steps(read, scanner, policy, request, options);
            steps.rewrite(false);
            CageAnswer given;
            given.bytes = to_wire(steps.told());
            given.file = file_of(steps.output());
            return given;
        }, limits);
        answer = cage.read(task_for(draft));
    }
    return {std::move(answer.bytes), bytes_of(answer.file)};
}

}  // namespace

Redaction redact_in_cage(const DraftFile& draft, const Scanner& scanner, const Policy& policy, const RedactionRequest& asked, const OpenOptions& options,
                         CutPlaces* places) {
    auto limits = cage_for_drafts(options.limits, draft.size(), readings);
    limits.limits.written_bytes += 2 * draft.size();
    const auto request = read_ahead(asked, options, limits);
    auto rewriting = rewrite_in_cage(draft, scanner, policy, request, options, limits);
    Cage cage([&](CageTask&& task) {
        const Draft read = draft_of_task(task);
        RedactionSteps steps(read, scanner, policy, request, options);
        steps.take(from_wire<RewritingTold>(rewriting.told), rewriting.output);
        CutPlaces told;
        auto proven = steps.finish(places ? &told : nullptr);
        WireWriter writer;
        writer(proven.plan, proven.evidence, told);
        CageAnswer answer;
        answer.bytes = writer.take();
        return answer;
    }, limits);
    const auto answer = cage.read(task_for(draft));
    Redaction result;
    WireReader reader(answer.bytes);
    CutPlaces told;
    reader(result.plan, result.evidence, told);
    reader.finish();
    if (places) *places = std::move(told);
    result.output = std::move(rewriting.output);
    const bool of_these = result.plan.draft == draft.digest() && result.evidence.draft == draft.digest() && result.evidence.output == sha256(result.output);
    if (!of_these) throw Error(Errc::malformed, say(Msg::release_told_otherwise));
    clean_or_refuse(draft.name(), result.evidence);
    draft.check_unchanged();
    return result;
}

Evidence prove_in_cage(const DraftFile& output, const RedactionPlan& plan, const DraftFile* draft, const Scanner* scanner) {
    const Limits limits;
    // Mapped or copied here, read there.
    std::optional<Draft> original;
    if (draft) original = DraftFile::read(draft->descriptor(), draft->name(), draft->digest(), draft->size());
    Cage cage([&](CageTask&& task) {
        const Draft file = draft_of_task(task);
        const auto document = original ? open_document(*original) : nullptr;
        CageAnswer answer;
        answer.bytes = to_wire(prove(file.bytes, plan, scanner, document.get(), limits, original ? ByteView(original->bytes) : ByteView()));
        return answer;
    }, cage_for_drafts(limits, std::max(output.size(), draft ? draft->size() : 0), readings));
    auto evidence = from_wire<Evidence>(cage.read(task_for(output)).bytes);
    if (evidence.draft != plan.draft || evidence.output != output.digest()) throw Error(Errc::malformed, say(Msg::release_told_otherwise));
    output.check_unchanged();
    return evidence;
}

}  // namespace review
