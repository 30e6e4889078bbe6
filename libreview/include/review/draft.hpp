#pragma once

#include <string>

#include <review/bytes.hpp>
#include <review/digest.hpp>
#include <review/limits.hpp>

namespace review {

// The bytes an officer was given. Immutable.
struct Draft {
    std::string name;  // the file's name without its folder; "-" for standard input
    Bytes bytes;
    Digest digest;
};

// Reads a file, or standard input for "-". Throws Errc::io or Errc::limit.
Draft load_draft(const std::string& path, const Limits& limits = {});

// A draft that already stands in memory.
Draft make_draft(std::string name, Bytes bytes);

}  // namespace review
