#include "sign/token_modules.hpp"

#include <review/error.hpp>

#include "base/messages/sign.hpp"

namespace review {

TokenModules::TokenModules(const std::string& path) {
    p11_kit_be_quiet();
    if (path.empty()) {
        system_ = p11_kit_modules_load_and_initialize(0);
        for (auto** module = system_; module && *module; ++module) all_.push_back(*module);
        return;
    }
    CK_FUNCTION_LIST* module = p11_kit_module_load(path.c_str(), 0);
    if (!module) throw Error(Errc::bad_key, say(Msg::sign_no_module, {path}));
    if (p11_kit_module_initialize(module) != CKR_OK) {
        p11_kit_module_release(module);
        throw Error(Errc::bad_key, say(Msg::sign_no_module, {path}));
    }
    all_.push_back(module);
}

TokenModules::~TokenModules() {
    if (system_) {
        p11_kit_modules_finalize_and_release(system_);
        return;
    }
    for (auto* module : all_) {
        p11_kit_module_finalize(module);
        p11_kit_module_release(module);
    }
}

}  // namespace review
