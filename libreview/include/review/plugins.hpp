#pragma once

#include <string>
#include <vector>

#include <review/detector.hpp>
#include <review/foreign_signer.hpp>
#include <review/picture_reader.hpp>
#include <review/value_verifier.hpp>

namespace review {

// What shared objects written against review/plugin.h brought along.
struct Plugins {
    ValueVerifiers verifiers;
    Detectors detectors;
    std::vector<std::shared_ptr<const PictureReader>> readers;
    std::vector<std::shared_ptr<const ForeignSigner>> signers;  // of load_plugins(): not used
};

// "PATH@sha256:HEX" each: the file's digest is part of its name, and what is loaded are the bytes that were digested. Stay loaded as
// long as the process. Call it before threads, and in a caged worker before its filter closes (docs/plugins.md).
// Throws Errc::io or Errc::bad_config, naming the file: no such file, another digest, no review_plugin_init(), another version, a
// complaint of the plug-in, or one that brings a signer alone: that is for load_plugin_key().
Plugins load_plugins(const std::vector<std::string>& named);

// "plugin:PATH@sha256:HEX[#KEY]", for SigningKey::load(). What else the plug-in brings is not used. It is loaded and asked in a process of its
// own, which ends with the key and with the thread that called this; one that crashes or does not answer in time fails a question
// (Errc::bad_key). Throws as load_plugins(), and Errc::bad_config where it brings no signer.
PluginKey load_plugin_key(const std::string& named);
bool names_plugin_key(const std::string& key);

}  // namespace review
