#include <review/digest.hpp>

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <stdexcept>

namespace review {

std::string Digest::hex() const {
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    for (const auto byte : bytes) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

Digest sha256(ByteView data) {
    Digest digest;
    unsigned length = 0;
    if (EVP_Digest(data.data(), data.size(), digest.bytes.data(), &length, EVP_sha256(), nullptr) != 1 ||
        length != digest.bytes.size()) {
        throw std::runtime_error("SHA-256 failed");
    }
    return digest;
}

Digest keyed_digest(ByteView key, std::string_view text) {
    static constexpr std::uint8_t no_key = 0;
    Digest digest;
    unsigned length = 0;
    const auto* data = reinterpret_cast<const unsigned char*>(text.data());
    if (!HMAC(EVP_sha256(), key.empty() ? &no_key : key.data(), static_cast<int>(key.size()), data,
              text.size(), digest.bytes.data(), &length) ||
        length != digest.bytes.size()) {
        throw std::runtime_error("HMAC-SHA-256 failed");
    }
    return digest;
}

Digest keyed_digest(ByteView key, std::initializer_list<std::string_view> fields) {
    std::string joined;
    for (const auto field : fields) {
        std::uint64_t size = field.size();
        for (int i = 0; i < 8; ++i, size >>= 8) joined += static_cast<char>(size & 0xff);
        joined += field;
    }
    return keyed_digest(key, joined);
}

}  // namespace review
