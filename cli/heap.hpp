#pragma once

#include <string>
#include <vector>

namespace cli {

// To be called first in main().
void set_up_heap();

// Has the kernel hand over, in one go, the memory that rules and the largest PDF of these files will take: sixteen times
// cheaper by the page than when each page is touched, where the machine is a virtual one. A file that is not there
// counts as nothing. Before there are threads.
void make_heap_ready(const std::vector<std::string>& files);

// The same for a PDF that is only read and written again.
void make_heap_ready_to_copy(const std::string& file);

}  // namespace cli
