#include <review/signature_slot.hpp>

#include <array>

#include "sign/cms.hpp"
#include "sign/sign_formats.hpp"

namespace review {
namespace {

// Room for the CMS: 16 KiB holds three certificates with RSA-4096; long chains need more.
constexpr std::array<std::size_t, 4> reservations{16384, 32768, 131072, 524288};

std::string pdf_time(std::int64_t seconds) {
    const std::time_t when = seconds;
    std::tm parts{};
    gmtime_r(&when, &parts);
    std::array<char, 32> text{};
    const auto size = std::strftime(text.data(), text.size(), "D:%Y%m%d%H%M%SZ", &parts);
    return {text.data(), size};
}

Digest digest_of(const SignatureSlot& slot) {
    const auto& [first, first_size, second, second_size] = slot.byte_range;
    const auto begin = slot.bytes.begin();
    Bytes joined(begin + static_cast<std::ptrdiff_t>(first), begin + static_cast<std::ptrdiff_t>(first + first_size));
    joined.insert(joined.end(), begin + static_cast<std::ptrdiff_t>(second),
                  begin + static_cast<std::ptrdiff_t>(second + second_size));
    return sha256(joined);
}

}  // namespace

Bytes sign_pdf(ByteView pdf, const SigningKey& key, const SignOptions& options) {
    const SlotFields fields{options.reason, options.location, {}, pdf_time(options.time)};
    for (const std::size_t reserved : reservations) {
        SignatureSlot slot = prepare_signature_slot(pdf, fields, reserved);
        const Bytes cms = sign_cms(key.impl(), digest_of(slot));
        if (cms.size() > reserved) continue;
        fill_signature_slot(slot, cms);
        return std::move(slot.bytes);
    }
    throw Error(Errc::bad_key, say(Msg::sign_chain_too_long));
}

}  // namespace review
