#include <review/signed_note.hpp>

#include <openssl/err.h>
#include <openssl/pem.h>

#include <algorithm>
#include <filesystem>
#include <vector>

#include <review/digest.hpp>

#include "base/atomic_file.hpp"
#include "base/base64.hpp"
#include "base/messages/sign.hpp"
#include "base/utf8_scan.hpp"
#include "sign/signing_key_impl.hpp"

namespace review {
namespace {

constexpr std::uint8_t ed25519 = 1;
constexpr std::size_t signature_size = 64, id_size = 4;
constexpr std::string_view dash = "\xe2\x80\x94 ";
// As other readers of notes have it.
constexpr std::size_t most_signatures = 100, most_note_bytes = 1'000'000;

void require_name(std::string_view name) {
    const bool good = !name.empty() && name.size() <= 255 &&
                      std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c < 0x7f && c != '+'; });
    if (!good) throw Error(Errc::bad_key, say(Msg::sign_note_name));
}

PrivateKey public_key(const NoteVerifier& verifier) {
    return PrivateKey(EVP_PKEY_new_raw_public_key(EVP_PKEY_ED25519, nullptr, verifier.key.data(), verifier.key.size()));
}

bool ed25519_fits(const NoteVerifier& verifier, std::string_view text, ByteView signature) {
    const auto key = public_key(verifier);
    const DigestContext context(EVP_MD_CTX_new());
    const bool fits = key && EVP_DigestVerifyInit(context.get(), nullptr, nullptr, nullptr, key.get()) == 1 &&
                      EVP_DigestVerify(context.get(), signature.data(), signature.size(), as_bytes(text).data(), text.size()) == 1;
    ERR_clear_error();
    return fits;
}

bool plain_text(std::string_view text) {
    return !text.empty() && text.back() == '\n' && !first_not_utf8(as_bytes(text)) &&
           std::none_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < ' ' && c != '\n'; });
}

[[noreturn]] void no_note() { throw Error(Errc::unverified, say(Msg::sign_note_malformed)); }

struct NoteSignature {
    std::string_view name;
    Bytes id, value;
};

// "— name base64(id || signature)"
NoteSignature signature_of(std::string_view line) {
    if (!line.starts_with(dash)) no_note();
    line.remove_prefix(dash.size());
    const auto blank = line.find(' ');
    if (blank == 0 || blank == std::string_view::npos) no_note();
    const auto bytes = from_base64(line.substr(blank + 1));
    if (!bytes || bytes->size() <= id_size) no_note();
    return {line.substr(0, blank), Bytes(bytes->begin(), bytes->begin() + id_size), Bytes(bytes->begin() + id_size, bytes->end())};
}

NoteVerifier verifier_of(EVP_PKEY* key, const std::string& name) {
    NoteVerifier verifier{name, {}};
    std::size_t size = verifier.key.size();
    if (EVP_PKEY_get_raw_public_key(key, verifier.key.data(), &size) != 1 || size != verifier.key.size()) {
        ERR_clear_error();
        throw Error(Errc::bad_key, say(Msg::sign_cannot_sign));
    }
    return verifier;
}

Bytes pem_of(EVP_PKEY* key) {
    const Bio memory(BIO_new(BIO_s_secmem()));
    if (!memory || PEM_write_bio_PKCS8PrivateKey(memory.get(), key, nullptr, nullptr, 0, nullptr, nullptr) != 1) {
        ERR_clear_error();
        throw Error(Errc::bad_key, say(Msg::sign_cannot_sign));
    }
    char* data = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &data);
    return Bytes(data, data + size);
}

}  // namespace

NoteVerifier NoteVerifier::parse(std::string_view vkey) {
    const auto bad = [] { return Error(Errc::bad_key, say(Msg::sign_note_vkey)); };
    const auto first = vkey.find('+');
    const auto second = first == std::string_view::npos ? first : vkey.find('+', first + 1);
    if (second == std::string_view::npos) throw bad();
    NoteVerifier verifier{std::string(vkey.substr(0, first)), {}};
    require_name(verifier.name);
    const auto bytes = from_base64(vkey.substr(second + 1));
    if (!bytes || bytes->size() != 1 + verifier.key.size() || bytes->front() != ed25519) throw bad();
    std::copy(bytes->begin() + 1, bytes->end(), verifier.key.begin());
    if (verifier.vkey() != vkey) throw bad();
    return verifier;
}

// The first four bytes of SHA-256(name || 0x0A || type || key).
std::array<std::uint8_t, 4> NoteVerifier::id() const {
    Bytes bytes(name.begin(), name.end());
    bytes.push_back('\n');
    bytes.push_back(ed25519);
    bytes.insert(bytes.end(), key.begin(), key.end());
    const auto digest = sha256(bytes).bytes;
    return {digest[0], digest[1], digest[2], digest[3]};
}

std::string NoteVerifier::vkey() const {
    Digest shown;
    const auto number = id();
    std::copy(number.begin(), number.end(), shown.bytes.begin());
    Bytes bytes{ed25519};
    bytes.insert(bytes.end(), key.begin(), key.end());
    return name + "+" + shown.hex().substr(0, 2 * id_size) + "+" + base64(bytes);
}

struct NoteKey::Impl {
    PrivateKey key;
    NoteVerifier verifier;
};

NoteKey NoteKey::create(const std::string& path, const std::string& name) {
    require_name(name);
    if (std::filesystem::exists(path)) throw Error(Errc::io, say(Msg::sign_note_key_there, {path}));
    auto impl = std::make_unique<Impl>();
    impl->key.reset(EVP_PKEY_Q_keygen(nullptr, nullptr, "ED25519"));
    if (!impl->key) throw Error(Errc::bad_key, say(Msg::sign_cannot_sign));
    impl->verifier = verifier_of(impl->key.get(), name);
    Bytes pem = pem_of(impl->key.get());
    AtomicFile file(path, FileMode::secret);
    file.write(pem);
    OPENSSL_cleanse(pem.data(), pem.size());
    if (!file.commit_if_absent()) throw Error(Errc::io, say(Msg::sign_note_key_there, {path}));
    return NoteKey(std::move(impl));
}

NoteKey NoteKey::load(const std::string& path, const std::string& name, const Sensitive& passphrase) {
    require_name(name);
    auto impl = std::make_unique<Impl>();
    impl->key = read_private_key(path, passphrase);
    if (EVP_PKEY_get_id(impl->key.get()) != EVP_PKEY_ED25519) throw Error(Errc::bad_key, say(Msg::sign_note_no_ed25519, {path}));
    impl->verifier = verifier_of(impl->key.get(), name);
    return NoteKey(std::move(impl));
}

const NoteVerifier& NoteKey::verifier() const { return impl_->verifier; }

std::string NoteKey::sign(std::string_view text) const {
    if (!plain_text(text)) throw Error(Errc::bad_config, say(Msg::sign_note_text));
    const DigestContext context(EVP_MD_CTX_new());
    const auto id = impl_->verifier.id();
    Bytes bytes(id.begin(), id.end());
    bytes.resize(id_size + signature_size);
    std::size_t size = signature_size;
    if (EVP_DigestSignInit(context.get(), nullptr, nullptr, nullptr, impl_->key.get()) != 1 ||
        EVP_DigestSign(context.get(), bytes.data() + id_size, &size, as_bytes(text).data(), text.size()) != 1 || size != signature_size) {
        ERR_clear_error();
        throw Error(Errc::bad_key, say(Msg::sign_cannot_sign));
    }
    return std::string(text) + "\n" + std::string(dash) + impl_->verifier.name + " " + base64(bytes) + "\n";
}

NoteKey::NoteKey(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
NoteKey::NoteKey(NoteKey&&) noexcept = default;
NoteKey& NoteKey::operator=(NoteKey&&) noexcept = default;
NoteKey::~NoteKey() = default;

namespace {

struct OpenedNote {
    std::string_view text, line;  // the signer's line, with its end
};

OpenedNote opened(std::string_view note, const NoteVerifier& signer) {
    if (note.size() > most_note_bytes || !plain_text(note)) no_note();
    const auto gap = note.rfind("\n\n");
    if (gap == std::string_view::npos) no_note();
    const auto text = note.substr(0, gap + 1);
    auto lines = note.substr(gap + 2);
    const auto id = signer.id();
    OpenedNote found{text, {}};
    std::size_t count = 0;
    for (; !lines.empty(); lines.remove_prefix(lines.find('\n') + 1)) {
        if (++count > most_signatures) no_note();
        const auto line = lines.substr(0, lines.find('\n') + 1);
        const auto signature = signature_of(line.substr(0, line.size() - 1));
        if (signature.name != signer.name || !std::equal(id.begin(), id.end(), signature.id.begin())) continue;
        if (!ed25519_fits(signer, text, signature.value)) throw Error(Errc::unverified, say(Msg::sign_note_wrong, {signer.name}));
        if (found.line.empty()) found.line = line;
    }
    if (found.line.empty()) throw Error(Errc::unverified, say(Msg::sign_note_unsigned, {signer.vkey()}));
    return found;
}

}  // namespace

std::string open_note(std::string_view note, const NoteVerifier& signer) { return std::string(opened(note, signer).text); }

std::string note_of_signer(std::string_view note, const NoteVerifier& signer) {
    const auto found = opened(note, signer);
    return std::string(found.text) + "\n" + std::string(found.line);
}

}  // namespace review
