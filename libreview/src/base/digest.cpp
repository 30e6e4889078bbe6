#include <review/digest.hpp>

#include <openssl/core_names.h>
#include <openssl/evp.h>
#include <openssl/objects.h>
#include <openssl/params.h>

#include <unistd.h>

#include <algorithm>
#include <memory>
#include <mutex>
#include <stdexcept>
#include <vector>

#include <review/error.hpp>

#include "base/file_digest.hpp"
#include "base/mapped_file.hpp"
#include "base/messages/base.hpp"
#include "base/named_digest.hpp"

namespace review {

std::string Digest::hex() const {
    static constexpr char digits[] = "0123456789abcdef";
    std::string text(2 * bytes.size(), '0');
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        text[2 * i] = digits[bytes[i] >> 4];
        text[2 * i + 1] = digits[bytes[i] & 15];
    }
    return text;
}

namespace {

std::shared_ptr<EVP_MD_CTX> new_context() { return {EVP_MD_CTX_new(), &EVP_MD_CTX_free}; }

void require(bool done) {
    if (!done) throw std::runtime_error("SHA-256 failed");
}

}  // namespace

RunningDigest::RunningDigest() : context_(new_context()) { require(context_ && EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) == 1); }

void RunningDigest::add(ByteView bytes) {
    in_passing(bytes, [&](ByteView piece) { require(EVP_DigestUpdate(context_.get(), piece.data(), piece.size()) == 1); });
}

Digest RunningDigest::so_far() const {
    RunningDigest copy;
    require(EVP_MD_CTX_copy_ex(copy.context_.get(), context_.get()) == 1);
    return copy.finish();
}

Digest RunningDigest::finish() {
    Digest digest;
    unsigned length = 0;
    require(EVP_DigestFinal_ex(context_.get(), digest.bytes.data(), &length) == 1 && length == digest.bytes.size());
    return digest;
}

Digest sha256(ByteView data) { return sha256_in_pieces({data}); }

Digest sha256_in_pieces(std::initializer_list<ByteView> pieces) {
    RunningDigest digest;
    for (const auto piece : pieces) digest.add(piece);
    return digest.finish();
}

Digest sha256_of_file(int fd, std::uint64_t size) {
    RunningDigest digest;
    Bytes piece(static_cast<std::size_t>(std::min<std::uint64_t>(size, 1 << 20)));
    for (std::uint64_t at = 0; at < size;) {
        const auto got = pread(fd, piece.data(), static_cast<std::size_t>(std::min<std::uint64_t>(piece.size(), size - at)), static_cast<off_t>(at));
        if (got <= 0) throw Error(Errc::io, say(Msg::cannot_read, {std::to_string(fd), "EOF"}));
        digest.add(ByteView(piece).first(static_cast<std::size_t>(got)));
        at += static_cast<std::uint64_t>(got);
    }
    return digest.finish();
}

std::optional<std::string> base64_digest(const std::string& algorithm, ByteView data) {
    const int known = OBJ_txt2nid(algorithm.c_str());
    const EVP_MD* method = known == NID_undef ? EVP_get_digestbyname(algorithm.c_str()) : EVP_get_digestbynid(known);
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned length = 0;
    if (method == nullptr || EVP_Digest(data.data(), data.size(), digest.data(), &length, method, nullptr) != 1) return std::nullopt;
    std::vector<unsigned char> text(static_cast<std::size_t>(4 * ((length + 2) / 3) + 1));
    const int size = EVP_EncodeBlock(text.data(), digest.data(), static_cast<int>(length));
    return std::string(text.begin(), text.begin() + size);
}

namespace {

using MacContext = std::unique_ptr<EVP_MAC_CTX, decltype(&EVP_MAC_CTX_free)>;

}  // namespace

struct KeyedDigest::Impl {
    MacContext keyed{nullptr, &EVP_MAC_CTX_free};
    std::mutex one_at_a_time;
};

// The algorithm is fetched and the key is set once: both cost more than the digest of a short text.
KeyedDigest::KeyedDigest(ByteView key) : impl_(std::make_unique<Impl>()) {
    static constexpr std::uint8_t no_key = 0;
    const std::unique_ptr<EVP_MAC, decltype(&EVP_MAC_free)> mac(EVP_MAC_fetch(nullptr, "HMAC", nullptr), &EVP_MAC_free);
    impl_->keyed.reset(mac ? EVP_MAC_CTX_new(mac.get()) : nullptr);
    char sha256[] = "SHA256";
    const OSSL_PARAM parameters[] = {OSSL_PARAM_construct_utf8_string(OSSL_MAC_PARAM_DIGEST, sha256, 0), OSSL_PARAM_construct_end()};
    if (!impl_->keyed || EVP_MAC_init(impl_->keyed.get(), key.empty() ? &no_key : key.data(), key.size(), parameters) != 1) {
        throw std::runtime_error("HMAC-SHA-256 failed");
    }
}

KeyedDigest::~KeyedDigest() = default;
KeyedDigest::KeyedDigest(KeyedDigest&&) noexcept = default;
KeyedDigest& KeyedDigest::operator=(KeyedDigest&&) noexcept = default;

Digest KeyedDigest::of(std::string_view text) const {
    Digest digest;
    std::size_t length = 0;
    const auto* data = reinterpret_cast<const unsigned char*>(text.data());
    const std::lock_guard lock(impl_->one_at_a_time);
    // Without a key: it begins anew with the one it has, which is a third of the cost of a copy (EVP_MAC(3)).
    auto* const context = impl_->keyed.get();
    if (EVP_MAC_init(context, nullptr, 0, nullptr) != 1 || EVP_MAC_update(context, data, text.size()) != 1 ||
        EVP_MAC_final(context, digest.bytes.data(), &length, digest.bytes.size()) != 1 || length != digest.bytes.size()) {
        throw std::runtime_error("HMAC-SHA-256 failed");
    }
    return digest;
}

Digest KeyedDigest::of(std::initializer_list<std::string_view> fields) const {
    std::string joined;
    for (const auto field : fields) {
        std::uint64_t size = field.size();
        for (int i = 0; i < 8; ++i, size >>= 8) joined += static_cast<char>(size & 0xff);
        joined += field;
    }
    return of(joined);
}

}  // namespace review
