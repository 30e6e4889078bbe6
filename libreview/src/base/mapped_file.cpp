#include "base/mapped_file.hpp"

#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cstdint>
#include <map>
#include <mutex>
#include <utility>

namespace review {
namespace {

using Times = std::pair<std::pair<std::int64_t, std::int64_t>, std::pair<std::int64_t, std::int64_t>>;

struct Mapping {
    std::size_t size = 0;
    int fd = -1;
    Times times;
};

// All that are mapped now, by address: passed() is told addresses by readers that know nothing of files.
struct Mappings {
    std::mutex mutex;
    std::map<const std::uint8_t*, Mapping> all;
};

Mappings& mappings() {
    static Mappings here;
    return here;
}

Times times_of(int fd) {
    struct stat status {};
    if (fstat(fd, &status) != 0) return {};
    return {{status.st_mtim.tv_sec, status.st_mtim.tv_nsec}, {status.st_ctim.tv_sec, status.st_ctim.tv_nsec}};
}

const std::pair<const std::uint8_t* const, Mapping>* holder_of(const Mappings& here, ByteView bytes) {
    auto next = here.all.upper_bound(bytes.data());
    if (next == here.all.begin()) return nullptr;
    --next;
    return bytes.data() + bytes.size() <= next->first + next->second.size ? &*next : nullptr;
}

void unmap(const std::uint8_t* begin) {
    auto& here = mappings();
    const std::lock_guard lock(here.mutex);
    const auto found = here.all.find(begin);
    munmap(const_cast<std::uint8_t*>(begin), found->second.size);
    close(found->second.fd);
    here.all.erase(found);
}

}  // namespace

std::optional<SharedBytes> map_file(int fd, std::size_t size) {
    const int own = dup(fd);
    if (own < 0) return std::nullopt;
    const auto times = times_of(own);
    void* const place = mmap(nullptr, size, PROT_READ, MAP_PRIVATE, own, 0);
    if (place == MAP_FAILED) {
        close(own);
        return std::nullopt;
    }
    madvise(place, size, MADV_SEQUENTIAL);  // read ahead; advice only
    const auto* const begin = static_cast<const std::uint8_t*>(place);
    {
        auto& here = mappings();
        const std::lock_guard lock(here.mutex);
        here.all.emplace(begin, Mapping{size, own, times});
    }
    return SharedBytes({begin, size}, std::shared_ptr<const void>(place, [begin](const void*) { unmap(begin); }));
}

bool was_changed(ByteView bytes) {
    auto& here = mappings();
    const std::lock_guard lock(here.mutex);
    const auto* const holder = holder_of(here, bytes);
    return holder != nullptr && times_of(holder->second.fd) != holder->second.times;
}

void passed(ByteView bytes) {
    auto& here = mappings();
    const std::lock_guard lock(here.mutex);
    const auto* const holder = holder_of(here, bytes);
    if (holder == nullptr) return;
    // Whole pages, and the one that the bytes begin in: it was passed, too.
    const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    const auto from = static_cast<std::size_t>(bytes.data() - holder->first) / page * page;
    const auto to = static_cast<std::size_t>(bytes.data() + bytes.size() - holder->first) / page * page;
    if (to > from) madvise(const_cast<std::uint8_t*>(holder->first) + from, to - from, MADV_DONTNEED);
}

}  // namespace review
