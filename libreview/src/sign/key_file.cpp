#include "sign/key_file.hpp"

#include <fcntl.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <cstring>

#include <review/error.hpp>

#include "base/messages/base.hpp"
#include "base/messages/sign.hpp"

namespace review {
namespace {

constexpr std::size_t most = std::size_t{16} << 20;

struct Descriptor {
    ~Descriptor() {
        if (fd >= 0) close(fd);
    }
    int fd;
};

[[noreturn]] void not_opened(const std::string& path, int error) {
    throw Error(Errc::io, say(Msg::cannot_open, {path, std::strerror(error)}));
}

}  // namespace

Bio open_key_file(const std::string& path) {
    const Descriptor file{open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NOCTTY)};
    if (file.fd < 0) not_opened(path, errno);
    Bio memory(BIO_new(BIO_s_secmem()));
    std::array<char, 16384> buffer{};
    for (std::size_t size = 0; memory;) {
        const auto got = read(file.fd, buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) not_opened(path, errno);
        if (got == 0) break;
        size += static_cast<std::size_t>(got);
        if (size > most) throw Error(Errc::limit, say(Msg::sign_file_large, {path}));
        if (BIO_write(memory.get(), buffer.data(), static_cast<int>(got)) != got) memory.reset();
    }
    OPENSSL_cleanse(buffer.data(), buffer.size());
    ERR_clear_error();
    if (!memory) not_opened(path, ENOMEM);
    return memory;
}

ByteView left_in(const Bio& file) {
    char* data = nullptr;
    const long size = BIO_get_mem_data(file.get(), &data);
    if (size <= 0) return {};
    return {reinterpret_cast<const std::uint8_t*>(data), static_cast<std::size_t>(size)};
}

bool is_der(const Bio& file) {
    const auto bytes = left_in(file);
    return !bytes.empty() && bytes.front() == 0x30;
}

}  // namespace review
