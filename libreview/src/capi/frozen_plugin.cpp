#include "capi/frozen_plugin.hpp"

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include <review/draft.hpp>
#include <review/error.hpp>

#include "base/messages/base.hpp"
#include "base/messages/plugins.hpp"

namespace review::capi {

FrozenPlugin::FrozenPlugin(const PluginWord& named) : path_(named.path), fd_(-1) {
    const Draft file = load_draft(named.path);
    if (file.digest != named.digest) throw Error(Errc::bad_config, say(Msg::plugin_other_digest, {path_, file.digest.hex()}));
    ByteView bytes = file.bytes;
    fd_ = memfd_create("review-plugin", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    while (fd_ >= 0 && !bytes.empty()) {
        const auto written = write(fd_, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) break;
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    if (fd_ >= 0 && bytes.empty() && fcntl(fd_, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) == 0) return;
    const int error = errno;
    if (fd_ >= 0) close(fd_);
    throw Error(Errc::io, say(Msg::cannot_write, {path_, std::strerror(error)}));
}

// Once loaded it stays open: the loader knows objects by their names, and takes another file of the same number for this one.
FrozenPlugin::~FrozenPlugin() {
    if (!loaded_) close(fd_);
}

void* FrozenPlugin::load() {
    void* object = dlopen(("/proc/self/fd/" + std::to_string(fd_)).c_str(), RTLD_NOW | RTLD_LOCAL);
    if (object == nullptr) {
        const char* why = dlerror();
        throw Error(Errc::bad_config, say(Msg::plugin_not_loaded, {path_, why == nullptr ? "" : why}));
    }
    loaded_ = true;
    void* symbol = dlsym(object, "review_plugin_init");
    if (symbol == nullptr) throw Error(Errc::bad_config, say(Msg::plugin_no_init, {path_}));
    return symbol;
}

}  // namespace review::capi
