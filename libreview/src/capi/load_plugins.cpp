#include <review/plugins.hpp>

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
#include "capi/plugin_host.hpp"
#include "capi/plugin_words.hpp"

namespace review {
namespace {

// The bytes that were digested, in a file nobody can change any more: what is loaded is what was named, whoever writes to the path.
// Once loaded it stays open: the loader knows objects by their names, and takes another file of the same number for this one.
class Frozen {
public:
    Frozen(const std::string& path, ByteView bytes) : fd_(memfd_create("review-plugin", MFD_CLOEXEC | MFD_ALLOW_SEALING)) {
        while (fd_ >= 0 && !bytes.empty()) {
            const auto written = write(fd_, bytes.data(), bytes.size());
            if (written < 0 && errno == EINTR) continue;
            if (written <= 0) break;
            bytes = bytes.subspan(static_cast<std::size_t>(written));
        }
        if (fd_ >= 0 && bytes.empty() && fcntl(fd_, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE | F_SEAL_SEAL) == 0) return;
        const int error = errno;
        if (fd_ >= 0) close(fd_);
        throw Error(Errc::io, say(Msg::cannot_write, {path, std::strerror(error)}));
    }
    ~Frozen() {
        if (!loaded_) close(fd_);
    }
    Frozen(const Frozen&) = delete;
    Frozen& operator=(const Frozen&) = delete;
    // Null where it is no object that can be loaded.
    void* load() {
        void* object = dlopen(("/proc/self/fd/" + std::to_string(fd_)).c_str(), RTLD_NOW | RTLD_LOCAL);
        loaded_ = object != nullptr;
        return object;
    }

private:
    int fd_;
    bool loaded_ = false;
};

void load_plugin(const capi::PluginWord& named, Plugins& plugins) {
    const Draft file = load_draft(named.path);
    if (file.digest != named.digest) throw Error(Errc::bad_config, say(Msg::plugin_other_digest, {named.path, file.digest.hex()}));
    Frozen frozen(named.path, file.bytes);
    // Never closed: what a plug-in gave is used as long as the process lives.
    void* object = frozen.load();
    if (object == nullptr) {
        const char* why = dlerror();
        throw Error(Errc::bad_config, say(Msg::plugin_not_loaded, {named.path, why == nullptr ? "" : why}));
    }
    void* symbol = dlsym(object, "review_plugin_init");
    if (symbol == nullptr) throw Error(Errc::bad_config, say(Msg::plugin_no_init, {named.path}));
    capi::ask_plugin(reinterpret_cast<int (*)(review_host*)>(symbol), named.path, named.digest, plugins);
}

std::size_t looking_at_drafts(const Plugins& plugins) { return plugins.verifiers.size() + plugins.detectors.size() + plugins.readers.size(); }

}  // namespace

Plugins load_plugins(const std::vector<std::string>& named) {
    Plugins plugins;
    for (const auto& word : named) {
        const auto one = capi::plugin_word(word);
        const auto before = plugins.signers.size(), looking = looking_at_drafts(plugins);
        load_plugin(one, plugins);
        const bool signer_alone = plugins.signers.size() > before && looking_at_drafts(plugins) == looking;
        if (signer_alone) throw Error(Errc::bad_config, say(Msg::plugin_only_signer, {one.path}));
    }
    return plugins;
}

PluginKey load_plugin_key(const std::string& named) {
    const auto word = capi::plugin_key_word(named);
    Plugins plugins;
    load_plugin(word.plugin, plugins);
    if (plugins.signers.empty()) throw Error(Errc::bad_config, say(Msg::plugin_no_signer, {word.plugin.path}));
    return {plugins.signers.front(), word.key};
}

}  // namespace review
