// SignedData of GB/T 35275 of hostile bytes: what is read is written without a crash, and none of it verifies but what was signed.
#include <cstddef>
#include <cstdint>
#include <cstdlib>

#include <review/error.hpp>
#include <review/gm_signature.hpp>

#include "sign/gm_signed_data.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace review;
    const ByteView der(data, size);
    if (const Gm message = gm_of_der(der)) {
        der_of(message.get());
        signed_part(message.get());
    }
    // Nobody signed this content.
    if (verify_gm(der, as_bytes("fuzz"), {}).valid()) std::abort();
    return 0;
}
