#include "sign/raw_signature.hpp"

#include <openssl/ecdsa.h>

#include "sign/openssl_handles.hpp"

namespace review {

Bytes raw_of_der(ByteView der, std::size_t field_bytes) {
    const unsigned char* at = der.data();
    const Owned<ECDSA_SIG, ECDSA_SIG_free> pair(d2i_ECDSA_SIG(nullptr, &at, static_cast<long>(der.size())));
    if (!pair) return {};
    Bytes raw(2 * field_bytes);
    const int width = static_cast<int>(field_bytes);
    const bool fits = BN_bn2binpad(ECDSA_SIG_get0_r(pair.get()), raw.data(), width) == width &&
                      BN_bn2binpad(ECDSA_SIG_get0_s(pair.get()), raw.data() + field_bytes, width) == width;
    return fits ? raw : Bytes{};
}

Bytes der_of_raw(ByteView raw) {
    const int width = static_cast<int>(raw.size() / 2);
    const Owned<ECDSA_SIG, ECDSA_SIG_free> pair(ECDSA_SIG_new());
    ECDSA_SIG_set0(pair.get(), BN_bin2bn(raw.data(), width, nullptr), BN_bin2bn(raw.data() + width, width, nullptr));
    const int size = i2d_ECDSA_SIG(pair.get(), nullptr);
    if (size <= 0) return {};
    Bytes der(static_cast<std::size_t>(size));
    unsigned char* at = der.data();
    i2d_ECDSA_SIG(pair.get(), &at);
    return der;
}

}  // namespace review
