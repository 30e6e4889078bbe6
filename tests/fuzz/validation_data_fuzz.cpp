// Revocation lists and responses of hostile bytes, about certificates of hostile bytes: two octets of length and a
// certificate, the same for its issuer, then a list or a response.
#include <algorithm>
#include <cstddef>
#include <cstdint>

#include "sign/certificate_addresses.hpp"
#include "sign/revocation_word.hpp"
#include "sign/validation_data.hpp"

using namespace review;

namespace {

ByteView field(ByteView& rest) {
    if (rest.size() < 2) return {};
    const std::size_t size = std::min<std::size_t>(rest[0] * 256U + rest[1], rest.size() - 2);
    const ByteView taken = rest.subspan(2, size);
    rest = rest.subspan(2 + size);
    return taken;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    ByteView rest(data, size);
    std::vector<Certificate> chain;
    for (int i = 0; i < 2; ++i) {
        chain.push_back(certificate_of_der(field(rest)));
        if (!chain.back()) return 0;
        list_addresses(chain.back().get());
        responder_addresses(chain.back().get());
        issuer_addresses(chain.back().get());
    }
    const std::vector<std::string> nobody;
    const TrustedRoots trust{nobody, 1772366400};
    const ProvenTime proven{trust.when, trust.when, trust.when - 1};
    if (const auto list = list_of_der(rest)) status_in(list.get(), chain, trust, &proven);
    std::vector<RevocationList> of_reader;
    of_reader.push_back(list_of_der(rest));
    if (of_reader.front()) word_on_chain(chain, of_reader, {trust.when, trust.when});
    if (const auto response = response_of_der(rest)) status_in(response.get(), chain, trust, &proven);
    return 0;
}
