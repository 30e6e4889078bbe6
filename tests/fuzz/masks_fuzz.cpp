#include <cstdint>
#include <string_view>

#include <review/policy.hpp>

#include "model/table_headers.hpp"
#include "policy/must_publish.hpp"
#include "scan/known_of_person.hpp"
#include "scan/masked_run.hpp"

// What reads the text around a value: covered numbers, records, table headers, labels. Any bytes are text to them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace review;
    static const auto policy = load_policy("default", Channel::internet);
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    for (std::size_t at = 0; at <= size; at += 1 + size / 64) {
        if (const auto run = masked_run(text, at)) {
            for (const auto kind : {masked_resident_id, masked_mobile, masked_bank_card}) kind(run->pattern, true);
            resident_id_strength(run->pattern, known_of_person(text.substr(0, at), text.substr(at)));
        }
    }
    known_of_person(text.substr(0, size / 2), text.substr(size / 2));
    Part part;
    part.text = std::string(text);
    MustPublishGuard guard(policy);
    guard.read(part);
    const auto count = part.glyph_count();
    for (std::uint32_t glyph = 0; glyph < count; glyph += 1 + count / 64) guard.label_of(part, glyph);
    if (count > 0) guard.label_within(part, 0, count);
    return 0;
}
