#include "sign/time_stamp_response.hpp"

#include <algorithm>
#include <array>

#include <review/error.hpp>

#include "base/messages/sign.hpp"

namespace review {
namespace {

constexpr std::array<std::uint8_t, 5> granted{0x30, 3, 2, 1, 0};  // PKIStatusInfo {status 0}

// The head of a SEQUENCE in DER (X.690, 10.1).
Bytes sequence_head(std::size_t size) {
    if (size < 0x80) return {0x30, static_cast<std::uint8_t>(size)};
    Bytes digits;
    for (std::size_t rest = size; rest > 0; rest >>= 8) digits.insert(digits.begin(), static_cast<std::uint8_t>(rest & 0xff));
    Bytes head{0x30, static_cast<std::uint8_t>(0x80 | digits.size())};
    head.insert(head.end(), digits.begin(), digits.end());
    return head;
}

}  // namespace

Bytes time_stamp_response(ByteView token) {
    auto response = sequence_head(granted.size() + token.size());
    response.insert(response.end(), granted.begin(), granted.end());
    response.insert(response.end(), token.begin(), token.end());
    return response;
}

Bytes time_stamp_token(ByteView response) {
    // The head is one to five bytes for what fits a bundle; whatever it is, the same bytes come of the token.
    for (std::size_t head = 2; head <= 6 && response.size() >= head + granted.size(); ++head) {
        if (!std::equal(granted.begin(), granted.end(), response.begin() + static_cast<std::ptrdiff_t>(head))) continue;
        const auto rest = response.subspan(head + granted.size());
        Bytes token(rest.begin(), rest.end());
        const auto again = time_stamp_response(token);
        if (std::equal(again.begin(), again.end(), response.begin(), response.end())) return token;
    }
    throw Error(Errc::unverified, say(Msg::sign_not_a_stamp));
}

}  // namespace review
