#pragma once

#include <cstdint>

namespace review {

// How long a signer in a program or a plug-in may take for one answer: 120, for a person may have to find the card and type the PIN, or what
// REVIEW_SIGNER_SECONDS says (1 to 86400). Throws Errc::bad_config.
std::uint32_t signer_seconds();

}  // namespace review
