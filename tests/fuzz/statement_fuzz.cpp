#include <algorithm>
#include <cstdlib>

#include <review/envelope.hpp>
#include <review/error.hpp>
#include <review/statement.hpp>

namespace {

using namespace review;

// What a bundle brings along has one spelling: what is read is written as it was, so that a signature fits one reading.
template <typename Read>
void one_spelling(std::string_view text, Read written_again) {
    try {
        if (written_again() != text) std::abort();
    } catch (const Error&) {
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    one_spelling(text, [&] { return statement_json(statement_from_json(text)); });
    one_spelling(text, [&] { return approval_json(approval_from_json(text)); });
    one_spelling(text, [&] { return release_statement_json(release_statement_from_json(text)); });
    // Others write envelopes with blanks of their own: the reading is one, not the bytes.
    try {
        const auto once = envelope_json(envelope_from_json(text));
        if (envelope_json(envelope_from_json(once)) != once) std::abort();
    } catch (const Error&) {
    }
    try {
        const auto once = sigstore_bundle_json(sigstore_bundle_from_json(text));
        if (sigstore_bundle_json(sigstore_bundle_from_json(once)) != once) std::abort();
    } catch (const Error&) {
    }
    return 0;
}
