#include "sign/signer_seconds.hpp"

#include <charconv>
#include <cstdlib>
#include <string_view>

#include <review/error.hpp>

#include "base/messages/plugins.hpp"

namespace review {

std::uint32_t signer_seconds() {
    const char* told = std::getenv("REVIEW_SIGNER_SECONDS");
    if (told == nullptr) return 120;
    const std::string_view text = told;
    std::uint32_t seconds = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
    const bool number = error == std::errc{} && end == text.data() + text.size() && seconds >= 1 && seconds <= 86400;
    if (!number) throw Error(Errc::bad_config, say(Msg::signer_bad_seconds));
    return seconds;
}

}  // namespace review
