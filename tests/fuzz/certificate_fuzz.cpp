// Hostile certificates and revocation lists: any answer but a crash or a hang.
#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <string>

#include <review/certificate.hpp>
#include <review/error.hpp>

namespace {

// The bytes as a file without a name.
struct Unnamed {
    Unnamed(const std::uint8_t* data, std::size_t size) : fd(memfd_create("fuzz", MFD_CLOEXEC)) {
        if (write(fd, data, size) < 0) return;
    }
    ~Unnamed() { close(fd); }
    std::string path() const { return "/proc/self/fd/" + std::to_string(fd); }
    int fd;
};

template <class Act>
void try_to(Act act) {
    try {
        act();
    } catch (const review::Error&) {
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const review::Bytes bytes(data, data + size);
    const Unnamed file(data, size);
    try_to([&] { review::facts_of(bytes); });
    try_to([&] { review::public_key_pem(bytes); });
    try_to([&] { review::certificates_in(file.path()); });
    try_to([&] { review::signature_fits(bytes, bytes, bytes); });
    try_to([&] { review::why_not_trusted(bytes, {bytes}, {file.path()}, {}, 1'800'000'000); });
    try_to([&] { review::why_not_trusted(bytes, {}, {}, {file.path()}, 1'800'000'000); });
    return 0;
}
