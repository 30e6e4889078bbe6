#pragma once

#include <string>

#include <review/bytes.hpp>

namespace cli {

struct KeyPlace {
    std::string path;    // empty: there is nowhere to keep one
    bool named = false;  // by --key-file or REVIEW_KEY_FILE: it has to be there
};
KeyPlace key_place(const std::string& asked_for);

// The key of this machine, which makes fingerprints of values comparable here and useless
// elsewhere: --key-file, REVIEW_KEY_FILE, or $XDG_STATE_HOME/review/key, which is made on first
// use. Empty where there is nowhere to keep one. Throws where a file that was asked for is bad.
review::Bytes fingerprint_key(const std::string& asked_for);

}  // namespace cli
