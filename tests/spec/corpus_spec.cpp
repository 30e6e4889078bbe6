#include <catch2/catch.hpp>

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <mutex>
#include <random>
#include <thread>
#include <utility>

#include "support/run.hpp"
#include "truth.hpp"

// Documents of other people: they are named in messages, their text is not.
namespace {

namespace fs = std::filesystem;

constexpr std::size_t sample_size = 250;
constexpr int seconds_each = 30;

bool wants_all() {
    const char* corpus = std::getenv("REVIEW_CORPUS");
    return corpus && std::string(corpus) == "all";
}

std::vector<std::string> corpus_files(const std::vector<std::string>& folders) {
    std::vector<std::string> files;
    for (const auto& folder : folders) {
        const auto path = std::string(REVIEW_SHARED) + "/corpus/" + folder;
        if (!fs::is_directory(path)) continue;
        for (const auto& entry : fs::recursive_directory_iterator(path)) {
            if (entry.is_regular_file()) files.push_back(entry.path());
        }
    }
    std::sort(files.begin(), files.end());
    return files;
}

// Fixed seed, and no std::shuffle, whose order the standard leaves open.
std::vector<std::string> sample(std::vector<std::string> files, std::size_t size) {
    std::mt19937 random(20240617);
    for (std::size_t i = files.size(); i > 1; --i) std::swap(files[i - 1], files[random() % i]);
    if (files.size() > size) files.resize(size);
    return files;
}

template <class Work>
void two_at_a_time(const std::vector<std::string>& files, Work work) {
    std::atomic<std::size_t> next{0};
    const auto worker = [&] {
        for (auto i = next++; i < files.size(); i = next++) work(files[i]);
    };
    std::thread first(worker), second(worker);
    first.join();
    second.join();
}

struct Outcome {
    std::string file, what;
};

}  // namespace

TEST_CASE("every corpus file is read or refused with a reason: no crash, no hang") {
    auto files = corpus_files({"pdf", "pdf-cjk", "pdf-malformed", "pdf-fuzz", "pdf-encrypted", "pdf-signed",
                               "pdf-badredact", "xml", "xml-sig", "xml-attack", "text-gov-zh", "pii"});
    if (files.empty()) {
        WARN("THE SHARED CORPUS IS ABSENT: nothing of this test was run");
        return;
    }
    if (!wants_all()) files = sample(files, sample_size);
    std::mutex lock;
    std::vector<Outcome> wrong;
    std::map<int, int> tally;
    two_at_a_time(files, [&](const std::string& file) {
        const auto ran = spec::run_review({"scan", file, "--format", "json"}, seconds_each);
        const std::lock_guard guard(lock);
        ++tally[ran.status];
        const bool fine = ran.status == 0 || ran.status == 1 || ran.status == 3;
        if (!fine) wrong.push_back({fs::path(file).filename(), "exit status " + std::to_string(ran.status)});
        else if (ran.status == 3 && ran.err.empty() && ran.out.find("\"blind_spots\"") == std::string::npos) {
            wrong.push_back({fs::path(file).filename(), "refused without a reason"});
        }
    });
    std::string counts;
    for (const auto& [status, count] : tally) counts += " " + std::to_string(status) + ":" + std::to_string(count);
    WARN(files.size() << " corpus files, exit status:count" << counts);
    for (const auto& outcome : wrong) {
        INFO(outcome.file << ": " << outcome.what);
        CHECK(false);
    }
}
