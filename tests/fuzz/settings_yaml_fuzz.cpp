#include <unistd.h>

#include <cstdlib>
#include <fstream>
#include <string>

#include <review/aggregation_check.hpp>
#include <review/baseline.hpp>
#include <review/decisions_file.hpp>
#include <review/error.hpp>
#include <review/legal_bases.hpp>
#include <review/pattern_pack.hpp>
#include <review/policy.hpp>
#include <review/suppressions.hpp>
#include <review/working_days.hpp>

#include "policy/settings_file.hpp"

// Files an officer writes: a pack, a policy, decisions, suppressions, a baseline, a configuration. Each reads any bytes or complains with an error of ours.
namespace {

const std::string& scratch() {
    static const std::string path = "/tmp/review-fuzz-" + std::to_string(getpid()) + ".yaml";
    static const int removed = std::atexit([] { unlink(path.c_str()); });
    (void)removed;
    return path;
}

template <class Read>
void complains_or_reads(Read read) {
    try {
        read();
    } catch (const review::Error&) {
    }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    using namespace review;
    const Bytes bytes(data, data + size);
    std::ofstream(scratch(), std::ios::binary).write(reinterpret_cast<const char*>(data), static_cast<std::streamsize>(size));
    complains_or_reads([&] { parse_pack("pack.yaml", bytes); });
    complains_or_reads([&] { load_policy(scratch(), Channel::internet); });
    complains_or_reads([&] { load_aggregation(scratch()); });
    complains_or_reads([&] { AggregationKeys::parse(bytes, "keys"); });
    complains_or_reads([&] { load_decisions(scratch()); });
    complains_or_reads([&] { update_decisions(make_draft("d", bytes), {}, {}, {}, load_earlier_decisions(scratch(), built_in_bases())); });
    complains_or_reads([&] { load_bases(scratch()); });
    complains_or_reads([&] { load_working_days(scratch()); });
    complains_or_reads([&] { suppressions_yaml(load_suppressions(scratch(), Bytes(32, 7))); });
    complains_or_reads([&] { baseline_yaml(load_baseline(scratch(), Bytes(32, 7))); });
    complains_or_reads([&] { load_settings(scratch()); });
    return 0;
}
