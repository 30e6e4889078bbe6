#pragma once

#include <string>

#include <review/digest.hpp>

namespace review::capi {

// How plug-ins are named at the command line. Throws Errc::bad_config for other words.

struct PluginWord {
    std::string path;
    Digest digest;
};
PluginWord plugin_word(const std::string& word);  // "PATH@sha256:HEX"

struct PluginKeyWord {
    PluginWord plugin;
    std::string key;  // printable UTF-8
};
PluginKeyWord plugin_key_word(const std::string& word);  // "plugin:PATH@sha256:HEX[#KEY]"

}  // namespace review::capi
