#pragma once

#include <optional>
#include <string>
#include <vector>

#include <linux/filter.h>

namespace review {

// The system calls a reader of drafts needs, as a program for the kernel (seccomp(2)): memory without code, descriptors it
// has, clocks, random numbers, its end. What only asks about files or the process is told no; anything else traps.
// Throws Errc::unsupported where libseccomp cannot write it for this machine.
const std::vector<sock_filter>& call_filter();

// "openat", or its number where it has no name.
std::string name_of_call(int number);

}  // namespace review
