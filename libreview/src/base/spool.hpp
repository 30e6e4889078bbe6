#pragma once

#include <review/shared_bytes.hpp>

namespace review {

// In TMPDIR; gone when the last descriptor is closed. Throws Errc::io.
int open_nameless_file();

// Bytes that are written one after another and read later. What grows long goes to a file without a name (O_TMPFILE in
// TMPDIR), which is gone with the process: it never stands whole in memory.
class Spool {
public:
    static constexpr std::size_t in_memory = 8 << 20;

    Spool() = default;
    Spool(const Spool&) = delete;
    Spool& operator=(const Spool&) = delete;
    ~Spool();

    void add(ByteView bytes);  // throws Errc::io
    SharedBytes finish();      // throws Errc::io; the spool is empty then

private:
    void flush();

    Bytes waiting_;
    int fd_ = -1;
    std::uint64_t written_ = 0;
};

}  // namespace review
