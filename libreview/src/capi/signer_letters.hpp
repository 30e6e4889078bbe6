#pragma once

#include <chrono>
#include <optional>
#include <vector>

#include <review/bytes.hpp>
#include <review/error.hpp>
#include <review/sensitive.hpp>

#include "model/wire/wire.hpp"

namespace review::capi {

// What a program and the process of its signer tell one another: a length of eight bytes, then the fields.
struct SignerAsked {
    bool certificates = false;  // of the key; else a signature
    Bytes key;
    Sensitive secret;
    Bytes scheme, certificate, message, digest;
};

struct SignerSaid {
    std::uint8_t fault = 0;    // 0: none; 1: Errc::bad_key; 2: Errc::bad_config
    Bytes why;                 // for people
    std::vector<Bytes> values;
};

template <typename Io>
void wire(Io& io, SignerAsked& of) {
    io(of.certificates, of.key, of.secret, of.scheme, of.certificate, of.message, of.digest);
}

template <typename Io>
void wire(Io& io, SignerSaid& of) {
    io(of.fault, of.why, of.values);
}

using Deadline = std::optional<std::chrono::steady_clock::time_point>;  // none: for ever

enum class Passage { whole, closed, late };
// Wipes what it sent. A letter of more than `most` bytes counts as closed.
Passage send_to_signer(int socket, Bytes&& letter, Deadline until);
Passage hear_from_signer(int socket, Bytes& letter, std::size_t most, Deadline until);

void wipe_letter(Bytes& letter);

}  // namespace review::capi
