#include <cstdlib>

#include <review/bytes.hpp>
#include <review/error.hpp>
#include <review/json.hpp>

// A plan that is read is written and read again as the same plan.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace review;
    try {
        const auto plan = plan_from_json({reinterpret_cast<const char*>(data), size});
        const auto once = plan_json(plan);
        if (plan_json(plan_from_json(once)) != once) std::abort();
    } catch (const Error&) {
    }
    return 0;
}
