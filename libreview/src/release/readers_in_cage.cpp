#include "release/readers_in_cage.hpp"

#include <fcntl.h>

#include <review/error.hpp>

#include "format/pdf/fonts/predefined_cmap_file.hpp"
#include "format/pdf/render.hpp"
#include "format/pdf_module.hpp"
#include "format/xml/parser.hpp"
#include "model/wire/wire.hpp"
#include "scan/detector_in_cage.hpp"

namespace review {
namespace {

struct Told {
    Bytes name;  // may be no UTF-8
    Digest digest;
    std::uint64_t size = 0;
};

template <typename Io>
void wire(Io& io, Told& of) {
    io(of.name, of.digest, of.size);
}

// Whether it is loaded by this.
bool load_pdf_module(ByteView head) {
    if (pdf_module_is_loaded() || !may_need_pdf_module(head)) return false;
    pdf_module();
    return true;
}

}  // namespace

CageOptions cage_for_drafts(const Limits& limits, std::uint64_t longest, unsigned readings, unsigned workers) {
    CageOptions options;
    options.workers = workers;
    // Readers keep their own time (Limits::seconds, Budget); who keeps none is ended after twice as much.
    options.limits.seconds = 2 * readings * (limits.seconds + static_cast<std::uint32_t>(longest >> 22));
    options.limits.worker_seconds = 2 * options.limits.seconds;
    options.files.predefined_cmap = pdf::open_predefined_cmap;
    options.files.detect = ask_detector_for_worker;
    return options;
}

void let_draw(CageOptions& cage, std::uint32_t seconds) {
    if (!pdf::PageRenderer::version()) return;
    cage.files.draw = pdf::start_drawing;
    cage.limits.seconds += seconds;
    cage.limits.worker_seconds += seconds;
}

CageTask task_for_started(const DraftFile& draft) {
    const auto name = as_bytes(draft.name());
    const auto told = to_wire(Told{{name.begin(), name.end()}, draft.digest(), draft.size()});
    return {std::string(as_text(told)), Descriptor(fcntl(draft.descriptor(), F_DUPFD_CLOEXEC, 3))};
}

CageTask task_for(const DraftFile& draft) {
    const bool encodings = load_encodings(draft.head()), pages = load_pdf_module(draft.head());
    auto task = task_for_started(draft);
    task.anew = encodings || pages;
    return task;
}

Draft draft_of_task(const CageTask& task) {
    const auto told = from_wire<Told>(as_bytes(task.text));
    return DraftFile::read(task.file.get(), std::string(as_text(told.name)), told.digest, told.size);
}

}  // namespace review
