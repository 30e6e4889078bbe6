#pragma once

#include "capi/plugin_words.hpp"

namespace review::capi {

// The bytes that were digested, in a file nobody can change any more: what is loaded is what was named, whoever writes to the path.
class FrozenPlugin {
public:
    // Throws Errc::io, and Errc::bad_config where the file has another digest.
    explicit FrozenPlugin(const PluginWord& named);
    ~FrozenPlugin();
    FrozenPlugin(const FrozenPlugin&) = delete;
    FrozenPlugin& operator=(const FrozenPlugin&) = delete;

    int descriptor() const { return fd_; }
    // Its review_plugin_init(). Never unloaded: what a plug-in gave is used as long as the process lives. Throws Errc::bad_config.
    void* load();

private:
    std::string path_;
    int fd_;
    bool loaded_ = false;
};

}  // namespace review::capi
