#pragma once

#include <cstdint>

#include <review/document.hpp>

#include "cage/cage.hpp"
#include "model/draft_file.hpp"

namespace review {

// A cage for reading drafts: limits that follow from those of a document, and the files of this machine that readers want.
// `longest` is the size of the largest draft; `readings` how often each is read.
CageOptions cage_for_drafts(const Limits& limits, std::uint64_t longest, unsigned readings, unsigned workers = 1);

// Lets readers have pages drawn by pdftoppm, a process of the keeper's: within `seconds` more.
void let_draw(CageOptions& cage, std::uint32_t seconds);

// The same draft on either side. What reading it needs is read into memory, and a worker that was started before is replaced;
// task_for_started() leaves that: its worker has all it needs, and another one would have what came into memory since.
CageTask task_for(const DraftFile& draft);
CageTask task_for_started(const DraftFile& draft);
Draft draft_of_task(const CageTask& task);

}  // namespace review
