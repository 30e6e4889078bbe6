#include "format/pdf/images/jbig2.hpp"

#include <algorithm>
#include <csetjmp>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <new>
#include <utility>

extern "C" {
#include <stdint.h>

#include <jbig2.h>
}
#undef inline

#include "format/pdf/images/jbig2_segments.hpp"

namespace review::pdf {

namespace {

struct alignas(std::max_align_t) Block {
    Block *before = nullptr, *after = nullptr;
    std::uint64_t size = 0;
};

// All that a decoder holds, counted: a symbol dictionary of some bytes can ask for gigabytes. What it still holds at the end is
// freed here, so that it may be left at any point.
struct Room {
    explicit Room(std::uint64_t most);
    ~Room() {
        while (first != nullptr) std::free(std::exchange(first, first->after));
    }
    Room(const Room&) = delete;
    Room& operator=(const Room&) = delete;

    Jbig2Allocator functions;  // first: the library hands its address back
    std::uint64_t left;
    Block* first = nullptr;
};

Block* block_of(void* memory) { return reinterpret_cast<Block*>(static_cast<std::uint8_t*>(memory) - sizeof(Block)); }

void* allocate(Jbig2Allocator* allocator, std::size_t size) {
    auto& room = *reinterpret_cast<Room*>(allocator);
    if (size > room.left) return nullptr;
    auto* memory = static_cast<std::uint8_t*>(std::calloc(1, size + sizeof(Block)));
    if (memory == nullptr) return nullptr;
    room.left -= size;
    auto* block = new (memory) Block{nullptr, room.first, size};
    if (block->after != nullptr) block->after->before = block;
    room.first = block;
    return memory + sizeof(Block);
}

void release(Jbig2Allocator* allocator, void* memory) {
    if (memory == nullptr) return;
    auto& room = *reinterpret_cast<Room*>(allocator);
    auto* block = block_of(memory);
    (block->before != nullptr ? block->before->after : room.first) = block->after;
    if (block->after != nullptr) block->after->before = block->before;
    room.left += block->size;
    std::free(block);
}

void* reallocate(Jbig2Allocator* allocator, void* memory, std::size_t size) {
    if (memory == nullptr) return allocate(allocator, size);
    if (size == 0) {
        release(allocator, memory);
        return nullptr;
    }
    void* larger = allocate(allocator, size);
    if (larger == nullptr) return nullptr;
    std::memcpy(larger, memory, std::min<std::size_t>(block_of(memory)->size, size));
    release(allocator, memory);
    return larger;
}

Room::Room(std::uint64_t most) : functions{allocate, release, reallocate}, left(most) {}

// A warning means that something was left out or guessed, and ends the work: four thousand million marks that are not there are a
// warning each. One is harmless: arithmetic codes that end with the data, without the marker that says so.
void note(void* leave, const char* message, Jbig2Severity severity, std::uint32_t) {
    if (severity < JBIG2_SEVERITY_WARNING || std::strstr(message, "terminating marker") != nullptr) return;
    std::longjmp(*static_cast<std::jmp_buf*>(leave), 1);
}

// Null: it warned, or has no room. No object of ours may be made in here: a warning leaves without destructors.
Jbig2Ctx* fed(Room& room, Jbig2GlobalCtx* globals, std::jmp_buf& leave, const std::uint8_t* data, std::size_t size, bool is_page) {
    if (setjmp(leave) != 0) return nullptr;
    auto* context = jbig2_ctx_new(&room.functions, JBIG2_OPTIONS_EMBEDDED, globals, note, &leave);
    if (context == nullptr || jbig2_data_in(context, data, size) < 0) return nullptr;
    if (is_page) jbig2_complete_page(context);  // embedded streams may do without the segment that says so
    return context;
}

Jbig2Image* page_of(Jbig2Ctx* context, std::jmp_buf& leave) {
    if (setjmp(leave) != 0) return nullptr;
    return jbig2_page_out(context);
}

// What a picture of so many pixels may cost. Sound data cover it several times: layers, grids on the slant.
constexpr double least_pixels = 4 << 20, pixels_for_each = 8;
// Memory for symbols, some of which a dictionary of many pages has for others: no sound symbol is a thousandth of its size.
constexpr std::uint64_t least_room = 8 << 20, room_for_each_pixel = 8, room_for_each_byte = 1024;

}  // namespace

std::optional<Samples> jbig2_decoded(ByteView data, ByteView globals, std::uint64_t pixels, std::uint64_t most) {
    const auto needed = jbig2_pixels(globals, data);
    if (!needed || *needed > least_pixels + pixels_for_each * static_cast<double>(pixels)) return std::nullopt;
    most = std::min(most, least_room + room_for_each_pixel * pixels + room_for_each_byte * (data.size() + globals.size()));
    Room room(most);
    std::jmp_buf leave;
    Jbig2GlobalCtx* shared = nullptr;
    if (!globals.empty()) {
        auto* context = fed(room, nullptr, leave, globals.data(), globals.size(), false);
        if (context == nullptr) return std::nullopt;
        shared = jbig2_make_global_ctx(context);
    }
    auto* context = fed(room, shared, leave, data.data(), data.size(), true);
    const auto* page = context != nullptr ? page_of(context, leave) : nullptr;
    if (page == nullptr) return std::nullopt;
    Samples samples{page->width, page->height, 1, 1, {}};
    const auto row = static_cast<std::size_t>(samples.row_bytes());
    samples.data.reserve(row * page->height);
    for (std::size_t y = 0; y < page->height; ++y) {
        // In JBIG2 a 1 is black, in the samples of a PDF a 0 is.
        for (std::size_t i = 0; i < row; ++i) samples.data.push_back(static_cast<std::uint8_t>(~page->data[y * page->stride + i]));
    }
    return samples;
}

}  // namespace review::pdf
