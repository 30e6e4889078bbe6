#pragma once

#include <cstdint>
#include <initializer_list>
#include <memory>

#include <review/digest.hpp>

struct evp_md_ctx_st;

namespace review {

// SHA-256 of what is read piece by piece. Throws std::runtime_error where OpenSSL has none.
class RunningDigest {
public:
    RunningDigest();
    void add(ByteView bytes);
    Digest so_far() const;  // and it goes on
    Digest finish();        // nothing is added after it

private:
    std::shared_ptr<evp_md_ctx_st> context_;
};

// SHA-256 of the first `size` bytes of an open file, read piece by piece: one that is cut short meanwhile ends nothing.
// Throws Errc::io where they are not all there.
Digest sha256_of_file(int fd, std::uint64_t size);

// Of several stretches, one after another, as if they were one.
Digest sha256_in_pieces(std::initializer_list<ByteView> pieces);

}  // namespace review
