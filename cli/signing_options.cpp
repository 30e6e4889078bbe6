#include "cli/signing_options.hpp"

#include <review/plugins.hpp>

#include "base/messages/cli.hpp"
#include "base/messages/visible_signature.hpp"
#include "cli/redaction_options.hpp"

namespace cli {

using namespace review;

void add_signing(CLI::App& app, SigningOptions& options) {
    auto* key = app.add_option("--key", options.key, say(Msg::cli_opt_key))->type_name("KEY");
    auto* certificate = app.add_option("--cert", options.certificate, say(Msg::cli_opt_cert))->type_name("FILE");
    certificate->needs(key);
    app.add_option("--chain", options.chain, say(Msg::cli_opt_chain))->type_name("FILE");
    auto* variable = app.add_option("--passphrase-env", options.passphrase.environment, say(Msg::cli_opt_pass_env));
    variable->type_name("NAME");
    app.add_option("--passphrase-fd", options.passphrase.fd, say(Msg::cli_opt_pass_fd))
        ->type_name("N")->check(CLI::Range(0, 65535))->excludes(variable);
}

void add_visible(CLI::App& app, VisibleOptions& options) {
    auto* place = app.add_option("--visible", options.place, say(Msg::cli_opt_visible))->type_name("PAGE,X0,Y0,X1,Y1");
    auto* text = app.add_option("--visible-text", options.look.text, say(Msg::cli_opt_visible_text))->type_name("TEXT")->needs(place);
    // To the library an empty text is the usual one: nobody who writes one asks for that.
    text->check([](const std::string& words) { return words.empty() ? say(Msg::look_bad_text, {"400"}) : std::string(); });
    app.add_option("--visible-font", options.look.font_file, say(Msg::cli_opt_visible_font))->type_name("FILE")->needs(place);
}

std::optional<VisibleSignature> look_of(const VisibleOptions& options) {
    if (options.place.empty()) return std::nullopt;
    auto look = options.look;
    look.place = area_of(options.place, "--visible");
    return look;
}

std::optional<SigningKey> key_of(const SigningOptions& options) {
    if (options.key.empty()) return std::nullopt;
    const auto passphrase = passphrase_for(options.key, options.passphrase);
    if (names_plugin_key(options.key)) return SigningKey::load(load_plugin_key(options.key), options.certificate, options.chain, passphrase);
    return SigningKey::load(options.key, options.certificate, options.chain, passphrase);
}

}  // namespace cli
