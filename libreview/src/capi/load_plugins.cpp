#include <review/plugins.hpp>

#include <dlfcn.h>
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include <review/draft.hpp>
#include <review/error.hpp>

#include "base/digest_text.hpp"
#include "base/messages/base.hpp"
#include "base/messages/plugins.hpp"
#include "capi/plugin_host.hpp"

namespace review {
namespace {

constexpr std::string_view between = "@sha256:";

struct Named {
    std::string path;
    Digest digest;
};

Named parsed(const std::string& word) {
    const auto at = word.rfind(between);
    const auto digest = at == word.npos ? std::nullopt : digest_of_hex(std::string_view(word).substr(at + between.size()));
    if (!digest || at == 0) throw Error(Errc::bad_config, say(Msg::plugin_no_digest, {word}));
    return {word.substr(0, at), *digest};
}

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

void load_plugin(const Named& named, Plugins& plugins) {
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

}  // namespace

Plugins load_plugins(const std::vector<std::string>& named) {
    Plugins plugins;
    for (const auto& word : named) load_plugin(parsed(word), plugins);
    return plugins;
}

}  // namespace review
