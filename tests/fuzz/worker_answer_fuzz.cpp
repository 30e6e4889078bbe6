#include <cstdlib>

#include <review/bytes.hpp>
#include <review/error.hpp>

#include "model/wire/detection.hpp"
#include "model/wire/inspection.hpp"
#include "model/wire/records.hpp"
#include "release/told_pictures.hpp"
#include "release/told_rewriting.hpp"

namespace {

// What is believed is what a worker would have written: the same bytes.
template <typename Value>
void read_as(review::ByteView bytes) {
    try {
        const auto value = review::from_wire<Value>(bytes);
        const auto again = review::to_wire(value);
        if (!std::equal(again.begin(), again.end(), bytes.begin(), bytes.end())) std::abort();
    } catch (const review::Error&) {
    }
}

}  // namespace

// The first byte says as what the rest is read.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace review;
    if (size == 0) return 0;
    const ByteView rest(data + 1, size - 1);
    switch (data[0] % 9) {
        case 0: read_as<ScannedDocument>(rest); break;
        case 1: read_as<Inspection>(rest); break;
        case 2: read_as<RedactionPlan>(rest); break;
        case 3: read_as<Evidence>(rest); break;
        case 4: read_as<ToldError>(rest); break;
        case 5: read_as<ToldDetections>(rest); break;
        case 6: read_as<DocumentRecords>(rest); break;
        case 7: read_as<RewritingTold>(rest); break;
        default: read_as<PagePicture>(rest); break;
    }
    return 0;
}
