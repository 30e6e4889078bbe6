#include "cli/signing_options.hpp"

#include "base/messages/cli.hpp"

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

std::optional<SigningKey> key_of(const SigningOptions& options) {
    if (options.key.empty()) return std::nullopt;
    const auto passphrase = passphrase_for(options.key, options.passphrase);
    return SigningKey::load(options.key, options.certificate, options.chain, passphrase);
}

}  // namespace cli
