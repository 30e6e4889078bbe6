#include <cstdlib>

#include <review/bytes.hpp>
#include <review/error.hpp>

#include "model/json/detector_answer.hpp"

// An answer that is believed tells of places in the text, between its characters.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace review;
    const std::string text = "工号 A12345 \U00020000";
    try {
        for (const auto& found : detector_answer({reinterpret_cast<const char*>(data), size}, 7, text)) {
            const auto between = [&](std::size_t at) { return at == text.size() || (static_cast<unsigned char>(text[at]) & 0xC0) != 0x80; };
            if (found.begin >= found.end || found.end > text.size() || !between(found.begin) || !between(found.end)) std::abort();
        }
    } catch (const Error&) {
    }
    return 0;
}
