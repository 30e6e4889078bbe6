#pragma once

#include <string>

#include <review/digest.hpp>
#include <review/limits.hpp>
#include <review/shared_bytes.hpp>

namespace review {

// The bytes an officer was given. Immutable.
struct Draft {
    std::string name;  // the file's name without its folder; "-" for standard input
    SharedBytes bytes;
    Digest digest;
};

// Reads a file, or standard input for "-". Throws Errc::io or Errc::limit.
Draft load_draft(const std::string& path, const Limits& limits = {});

// Its bytes alone: whoever asks for no digest of the whole need not wait for one.
SharedBytes load_bytes(const std::string& path, const Limits& limits = {});

// load_bytes() for who goes through them once: a file of 256 KiB and more is mapped, as by map_draft().
SharedBytes map_bytes(const std::string& path, const Limits& limits = {});

// load_draft(), but a file of 8 MiB and more is mapped, not copied: memory does not grow with it. Whoever cuts the file short
// meanwhile ends the process (SIGBUS): for programs, not for servers. See check_unchanged().
Draft map_draft(const std::string& path, const Limits& limits = {});

// A file of somebody's settings: a policy, rules, decisions, words. Throws Errc::io, or Errc::bad_config for more than `most` bytes: it is
// no draft that cannot be read.
Draft load_settings_file(const std::string& path, std::uint64_t most = 1 << 20);

// A draft that already stands in memory.
Draft make_draft(std::string name, SharedBytes bytes);

// Throws Errc::io where the file of the draft was written to after it was loaded: what was read is no longer what its
// digest names.
void check_unchanged(const Draft& draft);
void check_unchanged(const SharedBytes& bytes, const std::string& name);

}  // namespace review
