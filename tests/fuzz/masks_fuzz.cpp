#include <cstdint>
#include <string_view>

#include <review/policy.hpp>
#include <review/scanner.hpp>

#include "model/table_headers.hpp"
#include "policy/must_publish.hpp"
#include "release/aggregation/record_reader.hpp"
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
    // Records, and the attributes in them.
    static const auto scanner = Scanner::compile(built_in_packs());
    AttributeValues values;
    for (const auto label : {"姓名", "住址", "坐标", "案号"}) values.add_field(label, text.substr(0, 200));
    values.add_id(text.substr(0, 18));
    values.take();
    RecordReader reader(scanner);
    part.kind = size % 3 == 0 ? PartKind::element : PartKind::text;
    part.xpath = size % 3 == 0 ? "/r/a" : "";
    reader.part(std::move(part));
    reader.take();
    return 0;
}
