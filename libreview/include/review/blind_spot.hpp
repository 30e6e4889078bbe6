#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace review {

// recognised: a machine has read what no text says, and may have read it wrong.
enum class BlindReason { image_only, no_unicode, encrypted, unsupported, limit, malformed, recognised };

// A place of the draft that nobody could read. "Could not read" is never "nothing found".
struct BlindSpot {
    std::uint32_t part = 0;
    std::uint32_t page = 0;    // 1-based; 0: not on a page
    std::string label;         // "page 5", "attachment 1"
    BlindReason reason = BlindReason::unsupported;
    std::string detail;        // what stands there and why it is not read; never draft text
    std::string object;        // "14 0 R", an XPath
    bool goes = false;         // the rebuild leaves this place out, so redaction need not stop for it
    bool can_go = false;       // a rebuild can leave it out where an officer chooses `remove`, though it stands on no page
    bool enough = false;       // recognised, and whoever opened the draft said that this will do (PictureReading)
};

std::string_view name_of(BlindReason reason);  // "image-only", "no-unicode", ...
std::optional<BlindReason> blind_reason(std::string_view name);

}  // namespace review
