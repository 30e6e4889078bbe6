// The strict PDF verifier on hostile bytes: any answer but a crash, a hang or an exception.
#include <cstddef>
#include <cstdint>

#include <review/signing.hpp>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static constexpr char head[] = "%PDF-1.7\n/ByteRange ";
    review::Bytes bytes(data, data + size);
    if (size > 0 && data[0] == '%') bytes.insert(bytes.end(), head, head + sizeof head - 1);
    else bytes.insert(bytes.begin(), head, head + sizeof head - 1);
    review::verify_document({data, size}, {});
    review::verify_document(bytes, {});
    return 0;
}
