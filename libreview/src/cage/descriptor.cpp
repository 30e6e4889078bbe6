#include "cage/descriptor.hpp"

#include <sys/socket.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace review {

Descriptor::~Descriptor() {
    if (fd_ >= 0) close(fd_);
}

bool write_whole(int file, ByteView bytes) {
    while (!bytes.empty()) {
        const auto count = write(file, bytes.data(), bytes.size());
        if (count <= 0) return false;
        bytes = bytes.subspan(static_cast<std::size_t>(count));
    }
    return true;
}

Bytes read_whole(int file, std::uint64_t most) {
    const auto size = lseek(file, 0, SEEK_END);
    if (size <= 0 || static_cast<std::uint64_t>(size) > most) return {};
    Bytes bytes(static_cast<std::size_t>(size));
    for (std::size_t at = 0; at < bytes.size();) {
        const auto got = pread(file, bytes.data() + at, bytes.size() - at, static_cast<off_t>(at));
        if (got <= 0) return {};
        at += static_cast<std::size_t>(got);
    }
    return bytes;
}

bool send_letter(int socket, std::string_view text, int file) {
    iovec piece{const_cast<char*>(text.data()), text.size()};
    msghdr message{};
    message.msg_iov = &piece;
    message.msg_iovlen = 1;
    alignas(cmsghdr) char beside[CMSG_SPACE(sizeof file)] = {};
    if (file >= 0) {
        message.msg_control = beside;
        message.msg_controllen = sizeof beside;
        auto* const header = CMSG_FIRSTHDR(&message);
        header->cmsg_level = SOL_SOCKET;
        header->cmsg_type = SCM_RIGHTS;
        header->cmsg_len = CMSG_LEN(sizeof file);
        std::memcpy(CMSG_DATA(header), &file, sizeof file);
    }
    ssize_t sent = 0;
    do {
        sent = sendmsg(socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
    } while (sent < 0 && errno == EINTR);
    return sent == static_cast<ssize_t>(text.size());
}

Letter receive_letter(int socket, bool with_file) {
    char text[longest_letter];
    iovec piece{text, sizeof text};
    msghdr message{};
    message.msg_iov = &piece;
    message.msg_iovlen = 1;
    alignas(cmsghdr) char beside[CMSG_SPACE(sizeof(int))] = {};
    if (with_file) {
        message.msg_control = beside;
        message.msg_controllen = sizeof beside;
    }
    ssize_t got = 0;
    int resets = 0;
    do {
        got = recvmsg(socket, &message, MSG_CMSG_CLOEXEC);
        // That the peer ended with a letter unread is told once, and first; what it had to say lies there still.
    } while (got < 0 && (errno == EINTR || (errno == ECONNRESET && ++resets == 1)));
    Letter letter;
    if (got <= 0) return letter;
    letter.text.assign(text, static_cast<std::size_t>(got));
    const auto* const header = with_file ? CMSG_FIRSTHDR(&message) : nullptr;
    if (header && header->cmsg_level == SOL_SOCKET && header->cmsg_type == SCM_RIGHTS && header->cmsg_len == CMSG_LEN(sizeof(int))) {
        int file = -1;
        std::memcpy(&file, CMSG_DATA(header), sizeof file);
        letter.file = Descriptor(file);
    }
    return letter;
}

}  // namespace review
