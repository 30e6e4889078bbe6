// A reader that a hostile file has taken over: what it tries, and what becomes of it.
#include <arpa/inet.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <map>
#include <memory>
#include <vector>

#include <catch2/catch.hpp>
#include <review/error.hpp>

#include "base/outside.hpp"
#include "cage/cage.hpp"
#include "cage/descriptor.hpp"

using namespace review;

namespace {

CageAnswer answer(std::string_view text) {
    CageAnswer given;
    given.bytes.assign(text.begin(), text.end());
    return given;
}

// Each word is a document; "harmless" is read, anything else is what the file makes of its reader.
const std::map<std::string, void (*)()> misdeeds{
    {"opens a file", [] { open("/etc/passwd", O_RDONLY); }},
    {"writes a file", [] { open("/tmp/review-cage", O_WRONLY | O_CREAT, 0600); }},
    {"connects", [] { socket(AF_INET, SOCK_STREAM, 0); }},
    {"forks", [] { fork(); }},
    {"runs a program", [] { execl("/bin/true", "true", nullptr); }},
    {"kills", [] { kill(getpid(), SIGTERM); }},
    {"makes code", [] { mmap(nullptr, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0); }},
    {"removes a file", [] { unlink("/tmp/review-cage"); }},
    {"takes all memory", [] { for (std::vector<std::unique_ptr<Bytes>> all;;) all.push_back(std::make_unique<Bytes>(8 << 20, std::uint8_t{1})); }},
    {"never ends", [] { volatile bool on = true;
         while (on) {}
     }},
    {"reads where nothing is", [] { *static_cast<volatile int*>(nullptr) = 1; }},
    {"gives up", [] { std::abort(); }},
    {"leaves", [] { _exit(9); }},
    {"throws what nobody knows", [] { throw 7; }},
    {"lies about its answer", [] {
         const std::string letter = "A99999999999999999999";
         if (write(3, letter.data(), letter.size()) > 0) pause();
     }},
    {"answers more than it wrote", [] {
         if (write(3, "A500", 4) > 0) pause();
     }},
    {"refuses", [] { throw Error(Errc::encrypted, "it has a password", {{3, "4 0 R", "Tj", "why", {"a", "b"}}}); }},
};

CageAnswer read_word(CageTask&& task) {
    if (const auto found = misdeeds.find(task.text); found != misdeeds.end()) found->second();
    return answer("read " + task.text);
}

CageOptions small() {
    CageOptions options;
    options.limits.memory_bytes = 64 << 20;
    options.limits.seconds = 60;
    return options;
}

std::string what_became_of(const std::string& word, CageOptions options = small()) {
    Cage cage(read_word, std::move(options));
    try {
        return std::string(as_text(cage.read({word, {}}).bytes));
    } catch (const Error& error) {
        return error.what();
    }
}

}  // namespace

TEST_CASE("a reader in the cage answers") { CHECK(what_became_of("harmless") == "read harmless"); }

TEST_CASE("what no reader needs kills the reader, and is named") {
    const auto [word, call] = GENERATE(table<std::string, std::string>({
        {"opens a file", "`openat`"}, {"writes a file", "`openat`"}, {"connects", "`socket`"}, {"forks", "`clone`"}, {"runs a program", "`execve`"},
        {"kills", "`kill`"}, {"makes code", "`mmap`"}, {"removes a file", "`unlink`"}}));
    INFO(word);
    CHECK(what_became_of(word).find("asked the system for " + call) != std::string::npos);
    CHECK(access("/tmp/review-cage", F_OK) != 0);
}

TEST_CASE("any other end of a reader is told, too") {
    const auto [word, why] = GENERATE(table<std::string, std::string>({
        {"takes all memory", "reading it takes more memory than the limit of 64 MiB"},
        {"never ends", "reading it was ended after 1 s, the limit for it"},
        {"reads where nothing is", "what read it died of signal 11 (Segmentation fault): nobody has read the rest"},
        {"gives up", "what read it gave up by itself (abort): nobody has read the rest"},
        {"leaves", "what read it ended without an answer (status 9)"},
        {"throws what nobody knows", "what read it failed in a way nobody foresaw (i)"}}));
    INFO(word);
    auto options = small();
    if (word == "never ends") options.limits.seconds = 1;
    CHECK(what_became_of(word, options) == why);
}

TEST_CASE("an answer that cannot be is no answer") {
    CHECK(what_became_of("lies about its answer") == "what was read in it takes more than 512 MiB");
    CHECK(what_became_of("answers more than it wrote").find("may have been taken over") != std::string::npos);
}

TEST_CASE("an error crosses whole") {
    Cage cage(read_word, small());
    try {
        cage.read({"refuses", {}});
        FAIL("it was to throw");
    } catch (const Error& error) {
        CHECK(error.code() == Errc::encrypted);
        REQUIRE(error.obstacles().size() == 1);
        CHECK(error.obstacles()[0].page == 3);
        CHECK(error.obstacles()[0].choices == std::vector<std::string>{"a", "b"});
    }
}

TEST_CASE("the end of one reader is the end of one document") {
    const auto workers = GENERATE(1u, 2u, 4u);
    std::vector<std::string> words;
    for (int i = 0; i < 40; ++i) words.push_back("paper " + std::to_string(i));
    words[3] = "opens a file", words[4] = "reads where nothing is", words[20] = "leaves", words[39] = "gives up";
    auto options = small();
    options.workers = workers;
    Cage cage(read_word, options);
    std::vector<std::string> told(words.size());
    cage.read_all(words.size(), [&](std::size_t i) { return CageTask{words[i], {}}; },
                  [&](std::size_t i, CageAnswer&& given) { told[i] = given.error ? "died" : std::string(as_text(given.bytes)); });
    for (std::size_t i = 0; i < words.size(); ++i) {
        CHECK(told[i] == (words[i].starts_with("paper") ? "read " + words[i] : "died"));
    }
}

TEST_CASE("no reader is asked for more than a few documents, and none after it failed") {
    Cage cage([](CageTask&& task) {
        if (task.text == "refuses") throw Error(Errc::malformed, "no");
        return answer(std::to_string(getpid()));
    }, small());
    std::map<std::string, int> readers;
    std::string before, after;
    cage.read_all(100, [](std::size_t i) { return CageTask{i == 2 ? "refuses" : "paper", {}}; }, [&](std::size_t i, CageAnswer&& given) {
        const std::string reader(as_text(given.bytes));
        if (i == 1) before = reader;
        if (i == 3) after = reader;
        if (!given.error) ++readers[reader];
    });
    CHECK(before != after);
    for (const auto& [reader, documents] : readers) CHECK(documents <= 16);
}

TEST_CASE("a reader gets the file it is given, and those it may ask for") {
    auto options = small();
    std::vector<std::string> asked;
    options.files.predefined_cmap = [&](const std::string& name) {
        asked.push_back(name);
        return open("/dev/zero", O_RDONLY | O_CLOEXEC);
    };
    Cage cage([](CageTask&& task) {
        std::string told(5, ' ');
        if (read(task.file.get(), told.data(), 5) != 5) told = "?";
        const int map = outside()->predefined_cmap("GBK-EUC-H");
        char byte = 1;
        told += map >= 0 && read(map, &byte, 1) == 1 && byte == 0 ? " map" : " no map";
        for (const char* name : {"../../etc/passwd", "", "a/b"}) told += outside()->predefined_cmap(name) < 0 ? " no" : " YES";
        const int file = outside()->nameless_file();
        told += write(file, "kept", 4) == 4 ? " kept" : " lost";
        auto given = answer(told);
        given.file = Descriptor(file);
        return given;
    }, options);
    const int paper = memfd_create("paper", MFD_CLOEXEC);
    REQUIRE(write(paper, "draft", 5) == 5);
    lseek(paper, 0, SEEK_SET);
    const auto given = cage.read({"paper", Descriptor(paper)});
    CHECK(as_text(given.bytes) == "draft map no no no kept");
    char text[5] = {};
    REQUIRE(pread(given.file.get(), text, 4, 0) == 4);
    CHECK(std::string(text) == "kept");
    CHECK(asked == std::vector<std::string>{"GBK-EUC-H"});
}

TEST_CASE("a reader that somebody kills is told like one that died") {
    const pid_t keeper = getpid();
    const pid_t killer = fork();
    if (killer == 0) {
        const auto list = "/proc/" + std::to_string(keeper) + "/task/" + std::to_string(keeper) + "/children";
        for (;;) {
            usleep(50'000);
            std::ifstream children(list);
            for (pid_t child = 0; children >> child;) {
                if (child == getpid()) continue;
                kill(child, SIGKILL);
                _exit(0);
            }
        }
    }
    CHECK(what_became_of("never ends") == "what read it died of signal 9 (Killed): nobody has read the rest");
    waitpid(killer, nullptr, 0);
}

TEST_CASE("what a reader said before it ended is heard, though it left a letter unread") {
    int ends[2];
    REQUIRE(socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends) == 0);
    const Descriptor mine(ends[0]);
    {
        const Descriptor theirs(ends[1]);
        REQUIRE(send_letter(mine.get(), "task"));
        REQUIRE(send_letter(theirs.get(), "last word"));
    }
    CHECK(receive_letter(mine.get(), true).text == "last word");
    CHECK(receive_letter(mine.get(), true).text.empty());
}

TEST_CASE("here a cage can be closed") { CHECK(why_no_cage().empty()); }
