#pragma once

namespace cli {

// --lang wins over LC_ALL, LC_MESSAGES and LANG. Before parsing, so that help speaks it too.
void choose_language(int argc, const char* const* argv);

}  // namespace cli
