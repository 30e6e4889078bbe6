#pragma once

#include <string>

#include <review/sensitive.hpp>

namespace cli {

struct PassphraseOptions {
    std::string environment;  // name of a variable
    int fd = -1;
};

// The passphrase of a key file, the PIN of a token. Empty where the file is not encrypted. Asks on the terminal,
// without echo, where no other source was named. Never an argument: everybody sees those in `ps`.
review::Sensitive passphrase_for(const std::string& key, const PassphraseOptions& options);

}  // namespace cli
