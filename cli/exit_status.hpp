#pragma once

#include <review/error.hpp>

namespace cli {

// docs/cli.md. Never depends on output options.
enum Exit : int {
    exit_clean = 0,
    exit_findings = 1,
    exit_usage = 2,
    exit_unreadable = 3,  // wins over exit_findings
    exit_unverified = 4,
    exit_unapproved = 5,
    exit_fault = 70,
};

Exit exit_of(review::Errc code);

// "review: ..." on standard error, then each obstacle on a line with what can be chosen.
Exit report(const review::Error& error);

// For use in a catch (...) block: whatever was thrown becomes one message and a status.
Exit report_current_exception();

}  // namespace cli
