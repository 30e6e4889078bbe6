#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <vector>

namespace review {

// Sorted by what the caller can do about it. The program's exit status follows from it.
enum class Errc {
    io,           // fix the path, the rights or the disk, and retry            (2)
    bad_config,   // fix the option, the configuration or the decisions file    (2)
    bad_pattern,  // fix the pack or the term                                   (2)
    bad_key,      // fix the key, the certificate or the passphrase             (2)
    malformed,    // the draft is broken; nobody can review it                  (3)
    unsupported,  // the draft uses something we refuse to guess about          (3)
    encrypted,    // the draft needs a password                                 (3)
    limit,        // a field of Limits was exceeded                             (3)
    refused,      // undecided, unreadable or unproven; nothing was written     (3)
    unverified,   // a signature, a proof or a ledger did not verify            (4)
    unapproved,   // a person has to decide first                               (5)
};

// One place that stands in the way, and what an officer can choose. Never quotes the draft.
struct Obstacle {
    std::uint32_t page = 0;  // 1-based; 0: not on a page
    std::string object;      // "14 0 R", an XPath, a part's label
    std::string op;          // the content-stream operator, where there is one
    std::string reason;
    std::vector<std::string> choices;
};

// The only exception libreview throws. The message never quotes a draft.
class Error : public std::runtime_error {
public:
    Error(Errc code, const std::string& what, std::vector<Obstacle> obstacles = {})
        : std::runtime_error(what), code_(code), obstacles_(std::move(obstacles)) {}
    Errc code() const noexcept { return code_; }
    const std::vector<Obstacle>& obstacles() const noexcept { return obstacles_; }

private:
    Errc code_;
    std::vector<Obstacle> obstacles_;
};

}  // namespace review
