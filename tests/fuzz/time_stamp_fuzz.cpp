// A time stamp of hostile bytes: any answer but a crash, a hang or another exception than Error.
#include <cstddef>
#include <cstdint>

#include <review/error.hpp>
#include <review/time_stamp.hpp>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    try {
        review::verify_time_stamp({data, size}, {}, {});
    } catch (const review::Error&) {
    }
    return 0;
}
