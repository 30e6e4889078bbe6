#pragma once

#include <string>
#include <vector>

#include <review/detector.hpp>
#include <review/picture_reader.hpp>
#include <review/value_verifier.hpp>

namespace review {

// What shared objects written against review/plugin.h brought along.
struct Plugins {
    ValueVerifiers verifiers;
    Detectors detectors;
    std::vector<std::shared_ptr<const PictureReader>> readers;
};

// "PATH@sha256:HEX" each: the file's digest is part of its name, and what is loaded are the bytes that were digested. Stay loaded as
// long as the process. Call it before threads, and in a caged worker before its filter closes (docs/plugins.md).
// Throws Errc::io or Errc::bad_config, naming the file: no such file, another digest, no review_plugin_init(), another version, a
// complaint of the plug-in.
Plugins load_plugins(const std::vector<std::string>& named);

}  // namespace review
