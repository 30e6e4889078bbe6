#pragma once

#include <memory>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>
#include <review/plugins.hpp>

namespace cli {

// Foreign code that may have a word in what is found: the same options for every command that scans.
struct PluginOptions {
    std::vector<std::string> plugins, detectors;
    bool accept_recognised = false;
    mutable std::shared_ptr<const review::Plugins> loaded = {};
};

void add_plugins(CLI::App& app, PluginOptions& options);

// Loads what is named, once. Throws Errc::bad_config.
const review::Plugins& plugins_of(const PluginOptions& options);

// What pictures of pages are read with.
review::PictureReading picture_reading_of(const PluginOptions& options);

}  // namespace cli
