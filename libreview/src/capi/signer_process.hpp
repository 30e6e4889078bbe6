#pragma once

#include <functional>
#include <memory>

#include <review/foreign_signer.hpp>

#include "capi/plugin_words.hpp"

namespace review::capi {

// A signer in a process of its own, a copy of this one without its open files but `needed`, where `load` is called and every question is asked.
// One that does not answer within signer_seconds() is ended, one that crashes is named: Errc::bad_key, and this process goes on. It ends with
// the signer, and with the thread that called this. Throws what `load` throws.
std::shared_ptr<const ForeignSigner> signer_in_process(const PluginWord& named, int needed, const std::function<std::shared_ptr<const ForeignSigner>()>& load);

}  // namespace review::capi
