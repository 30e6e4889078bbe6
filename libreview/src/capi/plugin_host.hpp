#pragma once

#include <string>

#include <review/plugins.hpp>

struct review_host;

namespace review::capi {

// Asks a plug-in what it has. `init` is its review_plugin_init(), `path` and `digest` name its file.
// Throws Errc::bad_config, naming the file.
void ask_plugin(int (*init)(review_host*), const std::string& path, const Digest& digest, Plugins& plugins);

}  // namespace review::capi
