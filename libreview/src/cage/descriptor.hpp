#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

#include <review/bytes.hpp>

namespace review {

// One open file, closed with this object.
class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int fd) : fd_(fd) {}
    Descriptor(Descriptor&& other) noexcept : fd_(std::exchange(other.fd_, -1)) {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(fd_, other.fd_);
        return *this;
    }
    ~Descriptor();
    int get() const { return fd_; }
    bool is_open() const { return fd_ >= 0; }

private:
    int fd_ = -1;
};

bool write_whole(int file, ByteView bytes);
// From the first byte to the last; none where there are more than `most`, or it cannot be read.
Bytes read_whole(int file, std::uint64_t most = std::uint64_t{512} << 20);

// One message between a keeper and a worker, with at most one descriptor. A socket of whole messages (SOCK_SEQPACKET).
struct Letter {
    std::string text;  // empty: the other side is gone
    Descriptor file;
};

constexpr std::size_t longest_letter = 4096;

// Never waits: who does not read its letters gets no more of them.
bool send_letter(int socket, std::string_view text, int file = -1);
// `with_file` no: a descriptor that comes along is not taken.
Letter receive_letter(int socket, bool with_file);

}  // namespace review
