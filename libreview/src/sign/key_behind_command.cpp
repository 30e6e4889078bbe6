#include <openssl/crypto.h>
#include <unistd.h>

#include "base/child_process.hpp"
#include "base/messages/sign.hpp"
#include "sign/key_source.hpp"
#include "sign/raw_signature.hpp"
#include "sign/signer_seconds.hpp"

namespace review {
namespace {

constexpr std::size_t most_answer = 4096;  // RSA of 32768 bits

std::string hex(const Bytes& bytes) {
    std::string text(2 * bytes.size() + 1, '\0');
    OPENSSL_buf2hexstr_ex(text.data(), text.size(), nullptr, bytes.data(), bytes.size(), '\0');
    text.pop_back();
    return text;
}

// docs/signing.md, "A program that signs".
class CommandKey : public KeyHolder {
public:
    explicit CommandKey(std::string program) : program_(std::move(program)) {}

    Bytes sign(ByteView message, X509* certificate, Scheme scheme) const override {
        EVP_PKEY* key = X509_get0_pubkey(certificate);
        std::vector<std::string> words{name_of(scheme)};
        if (const auto digest = digest_to_sign(key, message); !digest.empty()) words.push_back(hex(digest));
        const Bytes told = answer_to(words, message);
        const bool curve = scheme == Scheme::ecdsa || scheme == Scheme::sm2;
        if (!curve || signature_fits(key, message, told) || told.size() % 2 != 0) return told;
        return der_of_raw(told);
    }

    bool may_belong_to(X509*) const override { return true; }  // each signature shows

private:
    Bytes answer_to(const std::vector<std::string>& words, ByteView message) const {
        const ChildInput input(message);
        if (lseek(input.descriptor(), 0, SEEK_SET) != 0) throw Error(Errc::bad_key, say(Msg::sign_cannot_sign));
        // The program is the office's own: its memory is not for us to count.
        ChildProcess child(program_, words, &input, {std::uint64_t{1} << 40, signer_seconds()}, Hear::output_showing_errors);
        Bytes told(most_answer + 1);
        told.resize(child.read(told.data(), told.size()));
        if (told.size() > most_answer) throw Error(Errc::bad_key, say(Msg::sign_command_answer, {program_}));
        if (!child.ended_well()) throw Error(Errc::bad_key, say(Msg::sign_command_failed, {program_}));
        if (told.empty()) throw Error(Errc::bad_key, say(Msg::sign_command_answer, {program_}));
        return told;
    }

    std::string program_;
};

}  // namespace

KeySource key_behind_command(const std::string& program) {
    if (!program.starts_with('/')) throw Error(Errc::bad_key, say(Msg::sign_command_path, {program}));
    return {std::make_unique<CommandKey>(program), nullptr, {}};
}

}  // namespace review
