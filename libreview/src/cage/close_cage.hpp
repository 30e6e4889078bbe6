#pragma once

#include <atomic>
#include <cstdint>
#include <string>

namespace review {

// What a worker may take, beside what it had when it was started.
struct CageLimits {
    std::uint64_t memory_bytes = std::uint64_t{4} << 30;   // of its own; mapped drafts do not count
    std::uint64_t written_bytes = std::uint64_t{1} << 30;  // in one file
    std::uint32_t seconds = 120;                           // wall clock of one document
    std::uint32_t worker_seconds = 3600;                   // of the processor, for all it reads: where no keeper is left to count
};

// What a worker's last moments left: shared with its keeper, believed by nobody.
struct LastCall {
    std::atomic<int> number{-1};  // of the call that was not allowed
    std::atomic<std::uint32_t> foreign{0};  // whose code was at work (base/foreign_code.hpp)
};

// Makes what closing takes and is the same for all, in the program: workers that are started then need not, each by itself.
void prepare_cage();

// Why the cage would not close; empty: it is closed, for good.
//
// Closed means: no descriptors but those below `first_other`, nothing to gain by exec, no core, no tracing by others, bounded
// memory, processor time and files, no file to open (Landlock where the kernel has it) and no call but those of call_filter().
// A forbidden call leaves its number in `last` and kills the process.
std::string close_cage(const CageLimits& limits, unsigned first_other, LastCall& last);

// Whether a process can close it here, by trying in one: why not, or empty.
std::string why_no_cage();

}  // namespace review
