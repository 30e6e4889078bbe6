#pragma once

#include <cstdint>
#include <string_view>

#include <review/bytes.hpp>

namespace review {

// Programs as detectors are started by the keeper of a cage, and asked for its workers by their number: what was found, or why
// nobody could look, in the words of model/wire. Empty: there is no such detector.
Bytes ask_detector_for_worker(std::uint32_t which, std::string_view text);

}  // namespace review
