#include "format/pdf/images/jbig2.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <memory>

extern "C" {
#include <stdint.h>

#include <jbig2.h>
}
#undef inline

namespace review::pdf {

namespace {

// Counts what the decoder holds: a symbol dictionary of some bytes can ask for gigabytes.
struct Room {
    Jbig2Allocator functions{};  // first: the library hands its address back
    std::uint64_t left = 0;
};

struct alignas(std::max_align_t) Header {
    std::uint64_t size = 0;
};

void* allocate(Jbig2Allocator* allocator, std::size_t size) {
    auto& room = *reinterpret_cast<Room*>(allocator);
    if (size > room.left) return nullptr;
    auto* memory = static_cast<std::uint8_t*>(std::calloc(1, size + sizeof(Header)));
    if (memory == nullptr) return nullptr;
    room.left -= size;
    reinterpret_cast<Header*>(memory)->size = size;
    return memory + sizeof(Header);
}

void release(Jbig2Allocator* allocator, void* memory) {
    if (memory == nullptr) return;
    auto* whole = static_cast<std::uint8_t*>(memory) - sizeof(Header);
    reinterpret_cast<Room*>(allocator)->left += reinterpret_cast<Header*>(whole)->size;
    std::free(whole);
}

void* reallocate(Jbig2Allocator* allocator, void* memory, std::size_t size) {
    if (memory == nullptr) return allocate(allocator, size);
    if (size == 0) {
        release(allocator, memory);
        return nullptr;
    }
    void* larger = allocate(allocator, size);
    if (larger == nullptr) return nullptr;
    const auto old = reinterpret_cast<Header*>(static_cast<std::uint8_t*>(memory) - sizeof(Header))->size;
    std::memcpy(larger, memory, std::min<std::size_t>(old, size));
    release(allocator, memory);
    return larger;
}

// A warning means that something was left out or guessed. One is harmless: arithmetic codes that end with the
// data, without the marker that says so.
void note(void* damaged, const char* message, Jbig2Severity severity, std::uint32_t) {
    if (severity < JBIG2_SEVERITY_WARNING || std::strstr(message, "terminating marker") != nullptr) return;
    *static_cast<bool*>(damaged) = true;
}

// T.88, 7.2: whether the data end where a segment does. The decoder would wait for the rest, and leave out what
// it did not get.
bool ends_with_segment(ByteView data) {
    std::uint64_t at = 0;
    const auto number = [&](std::uint64_t where, unsigned bytes) {
        std::uint64_t value = 0;
        for (unsigned i = 0; i < bytes; ++i) value = value << 8 | (where + i < data.size() ? data[where + i] : 0U);
        return value;
    };
    while (at + 11 <= data.size()) {
        const auto segment = number(at, 4), flags = number(at + 4, 1);
        std::uint64_t referred = number(at + 5, 1) >> 5, header = 6;
        if (referred == 7) {
            referred = number(at + 5, 4) & 0x1FFFFFFF;
            header = 9 + (referred + 8) / 8;
        }
        header += referred * (segment <= 256 ? 1 : segment <= 65536 ? 2 : 4) + ((flags & 0x40) != 0 ? 4 : 1);
        const auto length = number(at + header, 4);
        if (length == 0xFFFFFFFF) return true;  // 7.2.7: the region's own end tells
        at += header + 4 + length;
    }
    if (at > data.size()) return false;
    // A stream may have a line end behind its data.
    const auto rest = data.subspan(static_cast<std::size_t>(at));
    return std::all_of(rest.begin(), rest.end(), [](std::uint8_t byte) { return byte == '\n' || byte == '\r'; });
}

struct Freed {
    void operator()(Jbig2Ctx* context) const { jbig2_ctx_free(context); }
    void operator()(Jbig2GlobalCtx* context) const { jbig2_global_ctx_free(context); }
};
using Context = std::unique_ptr<Jbig2Ctx, Freed>;

Context open(Room& room, Jbig2GlobalCtx* globals, bool& damaged) {
    return Context(jbig2_ctx_new(&room.functions, JBIG2_OPTIONS_EMBEDDED, globals, note, &damaged));
}

}  // namespace

std::optional<Samples> jbig2_decoded(ByteView data, ByteView globals, std::uint64_t most) {
    Room room{{allocate, release, reallocate}, most};
    bool damaged = !ends_with_segment(data) || !ends_with_segment(globals);
    std::unique_ptr<Jbig2GlobalCtx, Freed> shared;
    if (!globals.empty()) {
        auto context = open(room, nullptr, damaged);
        if (!context || jbig2_data_in(context.get(), globals.data(), globals.size()) < 0) return std::nullopt;
        shared.reset(jbig2_make_global_ctx(context.release()));
    }
    const auto context = open(room, shared.get(), damaged);
    if (!context || jbig2_data_in(context.get(), data.data(), data.size()) < 0) return std::nullopt;
    jbig2_complete_page(context.get());  // embedded streams may do without the segment that says so
    auto* page = jbig2_page_out(context.get());
    if (page == nullptr || damaged) {
        if (page != nullptr) jbig2_release_page(context.get(), page);
        return std::nullopt;
    }
    Samples samples{page->width, page->height, 1, 1, {}};
    const auto row = static_cast<std::size_t>(samples.row_bytes());
    samples.data.reserve(row * page->height);
    for (std::size_t y = 0; y < page->height; ++y) {
        // In JBIG2 a 1 is black, in the samples of a PDF a 0 is.
        for (std::size_t i = 0; i < row; ++i) samples.data.push_back(static_cast<std::uint8_t>(~page->data[y * page->stride + i]));
    }
    jbig2_release_page(context.get(), page);
    return samples;
}

}  // namespace review::pdf
