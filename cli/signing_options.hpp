#pragma once

#include <optional>
#include <string>

#include <CLI/CLI.hpp>
#include <review/signing.hpp>

#include "cli/passphrase.hpp"

namespace cli {

struct SigningOptions {
    std::string key, certificate, chain;
    PassphraseOptions passphrase;
};

void add_signing(CLI::App& app, SigningOptions& options);

// nullopt where no key was named. Throws Errc::bad_key or Errc::io.
std::optional<review::SigningKey> key_of(const SigningOptions& options);

}  // namespace cli
