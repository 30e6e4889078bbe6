#pragma once

#include <algorithm>
#include <optional>

#include <review/shared_bytes.hpp>

namespace review {

// A file of `size` bytes, read where it lies: only what is looked at stands in memory. The descriptor may be closed.
// nullopt: it cannot be mapped. A file that grows shorter meanwhile ends the process (SIGBUS), before there is any output.
std::optional<SharedBytes> map_file(int fd, std::size_t size);

// Whether the file that holds these bytes was written to since it was mapped, as its times say (POSIX: st_ctim is the
// kernel's to set). False for bytes in memory.
bool was_changed(ByteView bytes);

// Whoever reads a long way says that these bytes were passed: of a mapped file they leave the memory, to be fetched again
// where somebody looks back. Nothing happens to bytes in memory.
void passed(ByteView bytes);

// For readings that go once through the bytes: calls `read` for pieces of a bounded size, one after another, and says
// passed() for each.
template <typename Read>
void in_passing(ByteView bytes, Read read) {
    constexpr std::size_t piece = 4 << 20;
    for (std::size_t at = 0; at < bytes.size(); at += piece) {
        const auto part = bytes.subspan(at, std::min(piece, bytes.size() - at));
        read(part);
        passed(part);
    }
}

}  // namespace review
