#include "base/random.hpp"

#include <sys/random.h>

#include <cerrno>
#include <cstring>

#include <review/error.hpp>

#include "base/messages/base.hpp"

namespace review {

Bytes random_bytes(std::size_t count) {
    Bytes bytes(count);
    std::size_t there = 0;
    while (there < count) {
        const auto got = getrandom(bytes.data() + there, count - there, 0);
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) throw Error(Errc::io, say(Msg::cannot_open, {"getrandom", std::strerror(errno)}));
        there += static_cast<std::size_t>(got);
    }
    return bytes;
}

}  // namespace review
