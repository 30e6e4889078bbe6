#include <catch2/catch.hpp>

#include <fcntl.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <unistd.h>

#include <string>
#include <vector>

#include "base/mapped_file.hpp"
#include "base/spool.hpp"

using namespace review;

namespace {

struct NamelessFile {
    int fd;
    explicit NamelessFile(std::string_view content) {
        char name[] = "/tmp/review-test-XXXXXX";
        fd = mkstemp(name);
        unlink(name);
        REQUIRE(write(fd, content.data(), content.size()) == static_cast<ssize_t>(content.size()));
    }
    ~NamelessFile() { close(fd); }
};

std::size_t pages_in_memory(ByteView bytes) {
    const auto page = static_cast<std::size_t>(sysconf(_SC_PAGESIZE));
    std::size_t count = 0;
    // mincore speaks of the page cache; what this process holds is in its map.
    const int fd = open("/proc/self/pagemap", O_RDONLY);
    for (std::size_t at = 0; at < bytes.size(); at += page) {
        std::uint64_t entry = 0;
        const auto place = reinterpret_cast<std::uintptr_t>(bytes.data() + at) / page * sizeof entry;
        if (pread(fd, &entry, sizeof entry, static_cast<off_t>(place)) == sizeof entry) count += entry >> 63;
    }
    close(fd);
    return count;
}

}  // namespace

TEST_CASE("what was passed of a mapped file leaves the memory and can be read again") {
    std::string content;
    while (content.size() < (16 << 20)) content += "0123456789abcdef";
    const NamelessFile file(content);
    const auto mapped = map_file(file.fd, content.size());
    REQUIRE(mapped);
    CHECK(as_text(*mapped) == content);
    CHECK(pages_in_memory(*mapped) > 4000);
    passed(*mapped);
    CHECK(pages_in_memory(*mapped) == 0);
    CHECK(as_text(*mapped) == content);
    in_passing(*mapped, [](ByteView) {});
    CHECK(pages_in_memory(*mapped) == 0);
}

TEST_CASE("bytes in memory are not touched by being passed") {
    const Bytes bytes(1 << 20, 7);
    passed(bytes);
    CHECK(bytes == Bytes(1 << 20, 7));
    CHECK_FALSE(was_changed(bytes));
}

TEST_CASE("a file that is written to after it was mapped was changed") {
    const NamelessFile file("before");
    const auto mapped = map_file(file.fd, 6);
    REQUIRE(mapped);
    CHECK_FALSE(was_changed(*mapped));
    usleep(20'000);  // the clock of the file system ticks slower than a nanosecond
    REQUIRE(pwrite(file.fd, "behind", 6, 0) == 6);
    CHECK(was_changed(*mapped));
}

TEST_CASE("a mapping lives as long as a copy of it") {
    SharedBytes copy;
    {
        const NamelessFile file("still here");
        copy = map_file(file.fd, 10).value();
    }
    CHECK(as_text(copy) == "still here");
}

TEST_CASE("a spool gives back what was added, short or long") {
    for (const std::size_t size : {std::size_t{0}, std::size_t{5}, Spool::in_memory, Spool::in_memory + 1, 5 * Spool::in_memory}) {
        Spool spool;
        Bytes expected;
        for (std::size_t i = 0; expected.size() < size; ++i) {
            const Bytes some(std::min<std::size_t>(1000 + i % 7, size - expected.size()), static_cast<std::uint8_t>(i));
            spool.add(some);
            expected.insert(expected.end(), some.begin(), some.end());
        }
        CHECK(spool.finish() == SharedBytes(expected));
    }
    Spool at_once;
    const Bytes large(3 * Spool::in_memory + 3, 9);
    at_once.add(large);
    CHECK(at_once.finish() == SharedBytes(large));
}
