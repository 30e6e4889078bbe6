#include "cli/plugin_options.hpp"

#include <cstdlib>
#include <sstream>

#include "base/messages/cli.hpp"

namespace cli {

using namespace review;

void add_plugins(CLI::App& app, PluginOptions& options) {
    app.add_option("--plugin", options.plugins, say(Msg::cli_opt_plugin))->type_name("PATH@sha256:HEX")->allow_extra_args(false);
    app.add_option("--detector", options.detectors, say(Msg::cli_opt_detector))->type_name("COMMAND")->allow_extra_args(false);
    app.add_flag("--accept-recognised", options.accept_recognised, say(Msg::cli_opt_accept_recognised));
}

const Plugins& plugins_of(const PluginOptions& options) {
    if (options.loaded) return *options.loaded;
    // Tesseract's OpenMP reads it as it is loaded, and a cage has no place for its threads.
    if (!options.plugins.empty()) setenv("OMP_THREAD_LIMIT", "1", 0);
    auto plugins = load_plugins(options.plugins);
    for (const auto& command : options.detectors) {
        std::istringstream in(command);
        std::vector<std::string> words;
        for (std::string word; in >> word;) words.push_back(word);
        plugins.detectors.push_back(detector_command(words));
    }
    options.loaded = std::make_shared<const Plugins>(std::move(plugins));
    return *options.loaded;
}

PictureReading picture_reading_of(const PluginOptions& options) { return {plugins_of(options).readers, options.accept_recognised}; }

}  // namespace cli
