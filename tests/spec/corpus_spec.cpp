#include <catch2/catch.hpp>

#include <algorithm>
#include <atomic>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <mutex>
#include <random>
#include <thread>
#include <utility>

#include "support/readers.hpp"
#include "support/run.hpp"
#include "truth.hpp"
#include "unit/format_pdf/small_pdf.hpp"

// Documents of other people: they are named in messages, their text is not.
namespace {

namespace fs = std::filesystem;

constexpr std::size_t sample_size = 250;
constexpr std::size_t redacted_size = 30;
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

// A PDF that says nothing, as the readers see it: keys, qpdf's comments and its JSON.
support::Readers read_empty_pdf() {
    const support::TempFolder folder;
    support::write_file(folder / "empty.pdf", support::one_page("BT ET", {}, "", "/ProcSet[/PDF/Text/ImageB/ImageC/ImageI]"));
    return support::Readers(folder / "empty.pdf");
}

// "Contents", "Parent" or "encrypted" as a word cannot be told from the key of that name.
bool is_syntax(const std::string& word) {
    static const auto keys = support::read_file(std::string(REVIEW_SOURCE) + "/libreview/src/format/pdf/allow_list.inc");
    static const auto empty = read_empty_pdf();
    return keys.find(word) != std::string::npos || !empty.leaks(word).empty();
}

// Runs of one kind of character: Latin letters, digits, or three-byte UTF-8 (Han, kana, Hangul).
struct Run {
    enum class Kind { latin, digits, wide } kind;
    std::string text;
};

std::vector<Run> runs_of(const std::string& text) {
    std::vector<Run> runs;
    bool joins = false;
    const auto add = [&](Run::Kind kind, const std::string& bytes) {
        if (!joins || runs.back().kind != kind) runs.push_back({kind, ""});
        runs.back().text += bytes;
        joins = true;
    };
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto c = static_cast<unsigned char>(text[i]);
        if (std::isalpha(c) != 0) add(Run::Kind::latin, text.substr(i, 1));
        else if (std::isdigit(c) != 0) add(Run::Kind::digits, text.substr(i, 1));
        else if (c >= 0xE4 && c <= 0xED && i + 2 < text.size()) add(Run::Kind::wide, text.substr(std::exchange(i, i + 2), 3));
        else joins = false;
    }
    return runs;
}

// A word of the first pages that is worth removing, as pdftotext reads it: a long Latin word, three
// characters of Han, a short word, a number; none: the file has no text.
std::string word_in(const std::string& pdf) {
    const auto runs = runs_of(support::run({"pdftotext", "-l", "3", pdf, "-"}, {}, 20).out);
    const auto first = [&](Run::Kind kind, std::size_t least, std::size_t most) {
        const auto found = std::find_if(runs.begin(), runs.end(), [&](const Run& run) {
            return run.kind == kind && run.text.size() >= least && run.text.size() <= most && !is_syntax(run.text);
        });
        return found == runs.end() ? std::string() : found->text;
    };
    if (auto word = first(Run::Kind::latin, 6, 14); !word.empty()) return word;
    if (auto word = first(Run::Kind::wide, 9, 3000); !word.empty()) return word.substr(0, 9);
    if (auto word = first(Run::Kind::latin, 4, 40); !word.empty()) return word;
    return first(Run::Kind::digits, 4, 30);
}

struct Outcome {
    std::string file, what;
};

Outcome redact_a_word(const std::string& pdf, std::map<std::string, int>& tally, std::mutex& lock) {
    const auto word = word_in(pdf);
    const auto name = fs::path(pdf).filename().string();
    const auto note = [&](const std::string& key) {
        const std::lock_guard guard(lock);
        ++tally[key];
    };
    if (word.empty()) return note("no word"), Outcome{};
    const support::TempFolder folder;
    const auto out = folder / "out.pdf";
    const auto ran = spec::run_review({"redact", pdf, "--all", "--term", word, "-o", out}, 120);
    if (ran.status == 3) {
        note("refused");
        if (ran.err.empty()) return {name, "refused without a reason"};
        return folder.files().empty() ? Outcome{} : Outcome{name, "refused, but a file was written"};
    }
    if (ran.status != 0) return {name, "exit status " + std::to_string(ran.status)};
    note("redacted");
    const auto seen = support::leaks(out, word);
    return seen.empty() ? Outcome{} : Outcome{name, "a removed word is seen by " + seen.front()};
}

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

TEST_CASE("a word taken out of a corpus PDF is gone for every reader, or the file is refused") {
    auto files = corpus_files({"pdf", "pdf-cjk"});
    if (files.empty()) {
        WARN("THE SHARED CORPUS IS ABSENT: nothing of this test was run");
        return;
    }
    if (!wants_all()) files = sample(files, redacted_size);
    std::mutex lock;
    std::map<std::string, int> tally;
    std::vector<Outcome> wrong;
    two_at_a_time(files, [&](const std::string& file) {
        const auto outcome = redact_a_word(file, tally, lock);
        const std::lock_guard guard(lock);
        if (!outcome.what.empty()) wrong.push_back(outcome);
    });
    std::string counts;
    for (const auto& [what, count] : tally) counts += " " + what + ":" + std::to_string(count);
    WARN(files.size() << " corpus PDFs:" << counts);
    for (const auto& outcome : wrong) {
        INFO(outcome.file << ": " << outcome.what);
        CHECK(false);
    }
}
