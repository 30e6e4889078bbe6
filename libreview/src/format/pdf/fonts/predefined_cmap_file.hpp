#pragma once

#include <string>

namespace review::pdf {

// A descriptor of the file that holds a predefined CMap; -1: there is none. The name is one of a file, without folders.
int open_predefined_cmap(const std::string& name);

}  // namespace review::pdf
