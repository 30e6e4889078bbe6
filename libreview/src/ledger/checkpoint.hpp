#pragma once

#include <string_view>

#include <review/ledger_proof.hpp>

namespace review {

// The text of a checkpoint, once its signature was seen to fit. Throws Errc::unverified.
Checkpoint read_checkpoint(std::string_view text);

}  // namespace review
