// Runs a fuzz target without a fuzzer: every file of a folder, then mutations of them that are the
// same in every run. usage: fuzz_replay_NAME FOLDER [MUTATIONS]
#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace {

using Input = std::vector<std::uint8_t>;

std::vector<Input> seeds_in(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> paths;
    if (std::filesystem::is_directory(folder)) {
        for (const auto& entry : std::filesystem::directory_iterator(folder)) {
            if (entry.is_regular_file()) paths.push_back(entry.path());
        }
    }
    std::sort(paths.begin(), paths.end());
    std::vector<Input> seeds;
    for (const auto& path : paths) {
        std::ifstream file(path, std::ios::binary);
        seeds.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    return seeds;
}

// Changes a byte, a bit or a length; takes a stretch out, repeats it, or brings one from another seed.
void mutate(Input& input, const std::vector<Input>& seeds, std::mt19937& random) {
    const auto below = [&](std::size_t limit) { return limit == 0 ? 0 : random() % limit; };
    const auto at = [&](const Input& of) { return static_cast<std::ptrdiff_t>(below(of.size() + 1)); };
    constexpr std::uint8_t telling[] = {0, 1, 0x7f, 0x80, 0xff, '<', '>', '&', '"', '(', ')', '[', ']', '/', '\n', '0'};
    const auto begin = at(input);
    const auto end = std::min<std::ptrdiff_t>(begin + static_cast<std::ptrdiff_t>(below(64)), std::ssize(input));
    switch (random() % 6) {
        case 0:
            if (!input.empty()) input[below(input.size())] = static_cast<std::uint8_t>(random());
            break;
        case 1:
            if (!input.empty()) input[below(input.size())] ^= static_cast<std::uint8_t>(1U << below(8));
            break;
        case 2:
            if (!input.empty()) input[below(input.size())] = telling[below(std::size(telling))];
            break;
        case 3: input.erase(input.begin() + begin, input.begin() + end); break;
        case 4: {
            const Input stretch(input.begin() + begin, input.begin() + end);
            input.insert(input.begin() + at(input), stretch.begin(), stretch.end());
            break;
        }
        default: {
            const auto& other = seeds[below(seeds.size())];
            const auto from = at(other);
            const auto to = std::min<std::ptrdiff_t>(from + static_cast<std::ptrdiff_t>(below(64)), std::ssize(other));
            const Input stretch(other.begin() + from, other.begin() + to);
            input.insert(input.begin() + begin, stretch.begin(), stretch.end());
        }
    }
}

}  // namespace

int main(int count, char** words) {
    if (count < 2) return 2;
    auto seeds = seeds_in(words[1]);
    const unsigned long mutations = count > 2 ? std::strtoul(words[2], nullptr, 10) : 2000;
    std::printf("%zu seeds, %lu mutations\n", seeds.size(), mutations);
    if (seeds.empty()) std::printf("NO SEEDS in %s\n", words[1]);
    seeds.emplace_back();
    for (const auto& seed : seeds) LLVMFuzzerTestOneInput(seed.data(), seed.size());
    std::mt19937 random(20260101);  // its numbers are the same everywhere (C++20, [rand.eng.mers])
    for (unsigned long i = 0; i < mutations; ++i) {
        Input input = seeds[random() % seeds.size()];
        for (auto times = 1 + random() % 4; times > 0; --times) mutate(input, seeds, random);
        LLVMFuzzerTestOneInput(input.data(), input.size());
    }
    return 0;
}
