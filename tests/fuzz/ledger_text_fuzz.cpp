#include <cstdlib>

#include <review/error.hpp>
#include <review/ledger_json.hpp>
#include <review/revocation.hpp>

#include "ledger/checkpoint.hpp"

namespace {

using namespace review;

template <typename Read>
void attempt(Read read) {
    try {
        read();
    } catch (const Error&) {
    }
}

void require(bool good) {
    if (!good) std::abort();
}

const NoteVerifier signer = NoteVerifier::parse("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW");

}  // namespace

// What a bundle brings along of a ledger has one spelling: what is read is written as it was. Only the signed text opens.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    attempt([&] { require(text.starts_with(read_checkpoint(text).text())); });
    attempt([&] { require(open_note(text, signer).starts_with("If you think cryptography")); });
    attempt([&] { require(NoteVerifier::parse(text).vkey() == text); });
    attempt([&] { require(entry_from_json(text).text() == text); });
    attempt([&] {
        const auto once = canonical_json(text);
        require(canonical_json(once) == once);
    });
    attempt([&] {
        const auto proof = inclusion_from_json(text);
        require(proof_json(inclusion_from_json(proof_json(proof))) == proof_json(proof));
        require(!inclusion_fits({}, proof, {}));
    });
    attempt([&] {
        const auto proof = consistency_from_json(text);
        require(proof_json(consistency_from_json(proof_json(proof))) == proof_json(proof));
        require(!consistency_fits(proof, {}, sha256({})));
    });
    attempt([&] { release_from_json(text); });
    attempt([&] { withdrawal_from_json(text); });
    attempt([&] { rescan_from_json(body_json(rescan_from_json(text))); });
    attempt([&] { tokens_from_json(body_json(tokens_from_json(text))); });
    attempt([&] { require(note_of_signer(text, signer).starts_with("If you think cryptography")); });
    attempt([&] { require(revocation_json(revocation_from_json(text)) == text); });
    if (const auto record = revocation_record(text)) require(revocation_record(body_json(*record)).has_value());
    return 0;
}
