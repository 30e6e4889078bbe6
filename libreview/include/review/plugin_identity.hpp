#pragma once

#include <string>

#include <review/digest.hpp>

namespace review {

// Foreign code that had a word in a result: evidence and reports name it.
struct PluginIdentity {
    std::string kind;  // "picture-reader", "detector", "verifier", "detector-command", "signer"
    std::string name;  // what it says of itself: "tesseract 5.3.0 (chi_sim+eng)"; of a command, its words
    Digest digest;     // of the shared object or of the program's file

    friend bool operator==(const PluginIdentity&, const PluginIdentity&) = default;
};

}  // namespace review
