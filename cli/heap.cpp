#include "cli/heap.hpp"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string_view>
#include <system_error>

#ifdef __GLIBC__
#include <malloc.h>
#include <sys/mman.h>
#include <unistd.h>
#ifndef MADV_POPULATE_WRITE
// Linux 5.14; an older kernel says EINVAL, and pages come when they are touched.
#define MADV_POPULATE_WRITE 23
#endif
#endif

namespace cli {

#ifdef __GLIBC__
namespace {

// Measured: what any command takes for its options; beside `probe`, what rules, databases and a small document take.
constexpr std::size_t by_start = 640 << 10, by_rules = 1 << 20;
// Measured on PDF documents of three producers: objects, fonts and the glyphs of a page take seven times the file at most.
constexpr std::uintmax_t least = 3 << 20, by_byte = 7, most = 96 << 20;

// Other formats take less, and a text of any size would be given what it never uses.
bool is_pdf(const std::string& file) {
    char head[1024] = {};
    std::ifstream in(file, std::ios::binary);
    in.read(head, sizeof head);
    return std::string_view(head, static_cast<std::size_t>(in.gcount())).find("%PDF-") != std::string_view::npos;
}

// What is written, and in between what is not streams; what is read is mapped. Under the least the heap is large enough, over the most it
// is mapped by itself.
constexpr std::uintmax_t least_copied = 128 << 10, most_copied = 30 << 20, by_signing = 128 << 10;

constexpr std::size_t probe = 1 << 20;  // more than is free at the top, less than is mapped by itself
static_assert(by_start < probe);

// The heap grows by so much now, and the kernel hands it over whole.
void grow_heap(std::size_t wanted, std::size_t asked = probe) {
    const auto old_end = reinterpret_cast<std::uintptr_t>(sbrk(0));
    mallopt(M_TOP_PAD, static_cast<int>(wanted));
    void* volatile grown = std::malloc(asked);
    std::free(grown);
    mallopt(M_TOP_PAD, 1 << 20);
    const auto page = static_cast<std::uintptr_t>(sysconf(_SC_PAGESIZE));
    const auto begin = (old_end + page - 1) / page * page;
    const auto end = reinterpret_cast<std::uintptr_t>(sbrk(0));
    if (end <= begin) return;
    // In pages of two MiB where it holds whole ones: a reader goes over all of it, again and again.
    madvise(reinterpret_cast<void*>(begin), end - begin, MADV_HUGEPAGE);
    madvise(reinterpret_cast<void*>(begin), end - begin, MADV_POPULATE_WRITE);
}

}  // namespace

void set_up_heap() {
    // Pages and fonts come and go: given back to the kernel each time, they cost a tenth of a scan in page faults.
    mallopt(M_TRIM_THRESHOLD, 100 << 20);
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    grow_heap(0, by_start);
}

void make_heap_ready(const std::vector<std::string>& files) {
    std::uintmax_t size = 0;
    for (const auto& file : files) {
        std::error_code absent;
        const auto one = std::filesystem::file_size(file, absent);
        if (!absent && one > size && is_pdf(file)) size = std::min(one, most);
    }
    grow_heap(static_cast<std::size_t>(size == 0 ? by_rules : std::min(most, least + by_byte * size)));
}

void make_heap_ready_to_copy(const std::string& file) {
    std::error_code absent;
    const auto size = std::filesystem::file_size(file, absent);
    if (!absent && size >= least_copied && size <= most_copied && is_pdf(file)) grow_heap(static_cast<std::size_t>(size * 3 / 2 + by_signing));
}
#else
void set_up_heap() {}
void make_heap_ready(const std::vector<std::string>&) {}
void make_heap_ready_to_copy(const std::string&) {}
#endif

}  // namespace cli
