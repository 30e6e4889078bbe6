#pragma once

namespace review {

// The version of Landlock (landlock(7)) this kernel has; 0: none, or it is off.
int landlock_version();

// From here on this process opens no file, binds and connects no TCP port, and reaches no process outside, whatever else
// lets it. A second lock behind the filter of calls. False where the kernel has none.
bool forbid_files();

}  // namespace review
