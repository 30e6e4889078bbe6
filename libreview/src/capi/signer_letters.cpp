#include "capi/signer_letters.hpp"

#include <poll.h>
#include <string.h>
#include <sys/socket.h>

#include <algorithm>
#include <array>
#include <cerrno>

namespace review::capi {
namespace {

using Head = std::array<std::uint8_t, 8>;

// Until the socket can be used, or its other end is gone.
bool in_time(int socket, short what, Deadline until) {
    for (;;) {
        int wait = -1;
        if (until) {
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(*until - std::chrono::steady_clock::now()).count();
            if (left <= 0) return false;
            wait = static_cast<int>(std::min<long>(left, 60'000));
        }
        pollfd one{socket, what, 0};
        if (poll(&one, 1, wait) > 0) return true;
    }
}

template <typename Step>
Passage move_all(int socket, short what, std::size_t size, Deadline until, Step step) {
    for (std::size_t done = 0; done < size;) {
        if (!in_time(socket, what, until)) return Passage::late;
        const auto moved = step(done);
        if (moved < 0 && (errno == EINTR || errno == EAGAIN)) continue;
        if (moved <= 0) return Passage::closed;
        done += static_cast<std::size_t>(moved);
    }
    return Passage::whole;
}

Passage send_all(int socket, ByteView bytes, Deadline until) {
    return move_all(socket, POLLOUT, bytes.size(), until, [&](std::size_t done) { return send(socket, bytes.data() + done, bytes.size() - done, MSG_NOSIGNAL | MSG_DONTWAIT); });
}

Passage hear_all(int socket, std::uint8_t* to, std::size_t size, Deadline until) {
    return move_all(socket, POLLIN, size, until, [&](std::size_t done) { return recv(socket, to + done, size - done, MSG_DONTWAIT); });
}

}  // namespace

void wipe_letter(Bytes& letter) {
    if (!letter.empty()) explicit_bzero(letter.data(), letter.size());
    letter.clear();
}

Passage send_to_signer(int socket, Bytes&& letter, Deadline until) {
    Head head{};
    for (std::size_t i = 0; i < head.size(); ++i) head[i] = static_cast<std::uint8_t>(letter.size() >> (8 * i));
    Passage passed = send_all(socket, head, until);
    if (passed == Passage::whole) passed = send_all(socket, letter, until);
    wipe_letter(letter);
    return passed;
}

Passage hear_from_signer(int socket, Bytes& letter, std::size_t most, Deadline until) {
    Head head{};
    const Passage begun = hear_all(socket, head.data(), head.size(), until);
    if (begun != Passage::whole) return begun;
    std::uint64_t size = 0;
    for (std::size_t i = 0; i < head.size(); ++i) size |= std::uint64_t{head[i]} << (8 * i);
    if (size > most) return Passage::closed;
    letter.resize(size);
    return hear_all(socket, letter.data(), letter.size(), until);
}

}  // namespace review::capi
