#include <review/plugins.hpp>

#include <review/error.hpp>

#include "base/messages/plugins.hpp"
#include "capi/frozen_plugin.hpp"
#include "capi/plugin_host.hpp"
#include "capi/signer_process.hpp"

namespace review {
namespace {

void begin_plugin(capi::FrozenPlugin& frozen, const capi::PluginWord& named, Plugins& plugins) {
    capi::ask_plugin(reinterpret_cast<int (*)(review_host*)>(frozen.load()), named.path, named.digest, plugins);
}

std::size_t looking_at_drafts(const Plugins& plugins) { return plugins.verifiers.size() + plugins.detectors.size() + plugins.readers.size(); }

}  // namespace

Plugins load_plugins(const std::vector<std::string>& named) {
    Plugins plugins;
    for (const auto& word : named) {
        const auto one = capi::plugin_word(word);
        const auto before = plugins.signers.size(), looking = looking_at_drafts(plugins);
        capi::FrozenPlugin frozen(one);
        begin_plugin(frozen, one, plugins);
        const bool signer_alone = plugins.signers.size() > before && looking_at_drafts(plugins) == looking;
        if (signer_alone) throw Error(Errc::bad_config, say(Msg::plugin_only_signer, {one.path}));
    }
    return plugins;
}

PluginKey load_plugin_key(const std::string& named) {
    const auto word = capi::plugin_key_word(named);
    capi::FrozenPlugin frozen(word.plugin);
    const auto load = [&] {
        Plugins plugins;
        begin_plugin(frozen, word.plugin, plugins);
        if (plugins.signers.empty()) throw Error(Errc::bad_config, say(Msg::plugin_no_signer, {word.plugin.path}));
        return plugins.signers.front();
    };
    return {capi::signer_in_process(word.plugin, frozen.descriptor(), load), word.key};
}

}  // namespace review
