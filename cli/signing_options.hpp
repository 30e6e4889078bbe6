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

// How a signature in a PDF is seen; nothing of it where no place is named.
struct VisibleOptions {
    std::string place;
    review::VisibleSignature look;
};

void add_signing(CLI::App& app, SigningOptions& options);
void add_visible(CLI::App& app, VisibleOptions& options);

// nullopt where no key was named. Throws Errc::bad_key or Errc::io.
std::optional<review::SigningKey> key_of(const SigningOptions& options);
std::optional<review::VisibleSignature> look_of(const VisibleOptions& options);  // throws Errc::bad_config

}  // namespace cli
