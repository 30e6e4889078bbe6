#include "cli/password_option.hpp"

#include <string.h>

#include <review/draft.hpp>

#include "base/messages/cli.hpp"

namespace cli {

using namespace review;

void add_password(CLI::App& app, PasswordOption& option) {
    app.add_option("--password-file", option.file, say(Msg::cli_opt_password_file))->type_name("FILE");
}

OpenOptions open_options(const PasswordOption& option, const PluginOptions& plugins) {
    OpenOptions options;
    options.pictures = picture_reading_of(plugins);
    if (option.file.empty()) return options;
    const Draft file = load_settings_file(option.file, 4096);
    const auto text = as_text(file.bytes);
    auto line = text.substr(0, text.find('\n'));
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    options.password = Sensitive(std::string(line));
    // A password file is short and stands in memory; nobody else shares these bytes.
    explicit_bzero(const_cast<std::uint8_t*>(file.bytes.data()), file.bytes.size());
    return options;
}

}  // namespace cli
