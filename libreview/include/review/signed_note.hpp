#pragma once

#include <array>
#include <memory>
#include <string>
#include <string_view>

#include <review/sensitive.hpp>

namespace review {

// Signed notes (C2SP signed-note): whole lines of UTF-8, a blank line, and a line for each signature. Keys are Ed25519
// (RFC 8032, key type 0x01). A name is printable ASCII without blanks and "+", as in a URL without its scheme: names that
// look alike and are not would be two signers in one.

// Whose signature counts. Plain data; any thread.
struct NoteVerifier {
    std::string name;
    std::array<std::uint8_t, 32> key{};

    static NoteVerifier parse(std::string_view vkey);  // "name+1f2e3d4c+AXyz..."; throws Errc::bad_key
    std::string vkey() const;
    std::array<std::uint8_t, 4> id() const;
    friend bool operator==(const NoteVerifier&, const NoteVerifier&) = default;
};

// The key that signs. One thread at a time.
class NoteKey {
public:
    // Makes a key and writes it, PKCS #8 in PEM with mode 0600. Throws Errc::io where the file is there already.
    static NoteKey create(const std::string& path, const std::string& name);
    // Throws Errc::bad_key where the file holds no Ed25519 key or the passphrase is another one, Errc::io.
    static NoteKey load(const std::string& path, const std::string& name, const Sensitive& passphrase);

    const NoteVerifier& verifier() const;
    // The note with one signature. `text` is whole lines without control characters; else Errc::bad_config.
    std::string sign(std::string_view text) const;

    NoteKey(NoteKey&&) noexcept;
    NoteKey& operator=(NoteKey&&) noexcept;
    ~NoteKey();

private:
    struct Impl;
    explicit NoteKey(std::unique_ptr<Impl> impl);
    std::unique_ptr<Impl> impl_;
};

// The text of a note that `signer` signed; signatures of others count for nothing. Throws Errc::unverified, with what is
// wrong, where it is no note, or the signature is missing or does not fit.
std::string open_note(std::string_view note, const NoteVerifier& signer);

// The same note with the signature of `signer` alone. Lines of others (witnesses, C2SP tlog-cosignature) were checked by nobody
// here: handed on by us they would look as if they had been. Throws as open_note() does.
std::string note_of_signer(std::string_view note, const NoteVerifier& signer);

}  // namespace review
