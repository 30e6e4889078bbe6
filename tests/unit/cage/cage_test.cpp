// A reader that a hostile file has taken over: what it tries, and what becomes of it.
#include <arpa/inet.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <fstream>
#include <map>
#include <memory>
#include <vector>

#include <catch2/catch.hpp>
#include <review/error.hpp>

#include "base/foreign_code.hpp"
#include "base/outside.hpp"
#include "cage/cage.hpp"
#include "cage/descriptor.hpp"
#include "cage/inside.hpp"

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

TEST_CASE("a reader gets the files that a person named, and no other") {
    auto options = small();
    options.files.named = {"/dev/zero"};
    Cage cage([](CageTask&&) {
        std::string told;
        for (const char* path : {"/dev/zero", "/etc/passwd", "", "/dev/zero/../zero"}) told += outside()->named_file(path) < 0 ? " no" : " yes";
        return answer(told);
    }, options);
    CHECK(as_text(cage.read({"paper", {}}).bytes) == " yes no no no");
}

TEST_CASE("a program draws for a reader what is ordered, and nothing where nobody lets it") {
    auto options = small();
    const auto order = GENERATE(DrawingOrder{}, DrawingOrder{99, 2, 7, 10});
    std::vector<std::uint32_t> ordered;
    options.files.draw = [&](int pdf, const DrawingOrder& given) {
        ordered = {given.dots_per_inch, given.first, given.last, given.seconds};
        const ChildInput input(pdf);
        return std::make_unique<ChildProcess>("/bin/cat", std::vector<std::string>{}, &input);
    };
    const auto draw = [&](CageTask&&) {
        const int pdf = outside()->memory_file();
        if (write(pdf, "a page", 6) != 6) return answer("no file");
        const auto drawing = outside()->draw(pdf, order);
        if (!drawing) return answer("nobody draws");
        std::uint8_t text[32];
        const auto size = drawing->read(text, sizeof text);
        const bool well = drawing->ended_well(), twice = drawing->ended_well();
        return answer(std::string(as_text({text, size})) + (well ? ", well" : ", badly") + (twice ? ", twice" : ""));
    };
    CHECK(as_text(Cage(draw, options).read({"paper", {}}).bytes) == "a page, well");
    CHECK(ordered == std::vector<std::uint32_t>{order.dots_per_inch, order.first, order.last, order.seconds});
    CHECK(as_text(Cage(draw, small()).read({"paper", {}}).bytes) == "nobody draws");
}

TEST_CASE("an order that cannot be is none") {
    for (const char* text : {"", "150", "150 1 0", "150 1 0 120 ", "150 1 0 120 1", "0 1 0 120", "1201 1 0 120", "150 1 0 3601", "-1 1 0 1", "150  1 0 1", "x 1 0 1", "99999999999 1 0 1"}) {
        INFO(text);
        CHECK(!drawing_order(text));
    }
    CHECK(text_of(*drawing_order("150 1 0 120")) == "150 1 0 120");
}

TEST_CASE("a reader asks a detector through its keeper, and one that asks nonsense gets none") {
    auto options = small();
    options.files.detect = [](std::uint32_t which, std::string_view text) {
        const auto said = std::to_string(which) + ":" + std::string(text);
        return Bytes(said.begin(), said.end());
    };
    Cage cage([](CageTask&&) {
        const auto said = outside()->ask_detector(7, "工号");
        const char nonsense[] = "Qdetect x";
        std::string told(as_text(said));
        char reply[64] = {};
        if (write(3, nonsense, sizeof nonsense - 1) > 0 && read(3, reply, sizeof reply) > 0) told += std::string(" ") + reply;
        return answer(told);
    }, options);
    CHECK(as_text(cage.read({"paper", {}}).bytes) == "7:工号 none");
}

TEST_CASE("foreign code is named by what its reader died of") {
    const auto number = number_foreign_code("ocr 5.3");
    const auto [word, why] = GENERATE(table<std::string, std::string>({
        {"opens a file", "the plug-in ocr 5.3 asked the system for `openat`, which no plug-in may do while a document is read, and was killed"},
        {"connects", "the plug-in ocr 5.3 asked the system for `socket`, which no plug-in may do while a document is read, and was killed"},
        {"forks", "the plug-in ocr 5.3 asked the system for `clone`, which no plug-in may do while a document is read, and was killed"},
        {"leaves", "while the plug-in ocr 5.3 was at work: what read it ended without an answer (status 9)"}}));
    Cage cage([&](CageTask&& task) {
        const ForeignCodeAtWork at_work(number);
        return read_word(std::move(task));
    }, small());
    CHECK_THROWS_WITH(cage.read({word, {}}), why);
    Cage after([&](CageTask&& task) {
        { const ForeignCodeAtWork at_work(number); }
        return read_word(std::move(task));
    }, small());
    CHECK_THROWS_WITH(after.read({"leaves", {}}), "what read it ended without an answer (status 9)");
}

TEST_CASE("a reader does not know the environment of its keeper") {
    setenv("REVIEW_TEST_SECRET", "passphrase", 1);
    const char* const secret = getenv("REVIEW_TEST_SECRET");
    Cage cage([&](CageTask&&) {
        return answer(getenv("REVIEW_TEST_SECRET") || getenv("PATH") ? "known" : std::string("none") + secret);
    }, small());
    CHECK(as_text(cage.read({"paper", {}}).bytes) == "none");
    CHECK(std::string(secret) == "passphrase");
    unsetenv("REVIEW_TEST_SECRET");
}

TEST_CASE("a reader that asks and does not hear answers does not hold up its keeper") {
    auto options = small();
    options.limits.seconds = 1;
    Cage cage([](CageTask&&) {
        for (;;) {
            if (write(3, "Qcmap none", 10) < 0) sched_yield();
        }
        return answer("");
    }, options);
    CHECK_THROWS_WITH(cage.read({"paper", {}}), "reading it was ended after 1 s, the limit for it");
}

const pid_t keeper_of_all = getpid();

TEST_CASE("of two readers none sees or stops the other, and none sees what its keeper has open") {
    const int secret = open("/etc/hostname", O_RDONLY);
    REQUIRE(secret >= 0);
    Cage cage([&](CageTask&&) {
        std::string told;
        for (int fd = 0; fd < 64; ++fd) {
            if (lseek(fd, 0, SEEK_CUR) >= 0 || errno != EBADF) told += std::to_string(fd) + " ";
        }
        return answer(told);
    }, small());
    CHECK(as_text(cage.read({"paper", {}}).bytes) == "0 1 2 3 4 ");
    close(secret);
    const auto [misdeed, call] = GENERATE(table<void (*)(), std::string>({
        {[] { ptrace(PTRACE_ATTACH, keeper_of_all, nullptr, nullptr); }, "`ptrace`"},
        {[] { char byte; iovec to{&byte, 1}; process_vm_readv(keeper_of_all, &to, 1, &to, 1, 0); }, "`process_vm_readv`"},
        {[] { openat(AT_FDCWD, "/proc/self/mem", O_RDWR); }, "`openat`"},
        {[] { kill(keeper_of_all, SIGKILL); }, "`kill`"},
        {[] { syscall(SYS_pidfd_open, keeper_of_all, 0); }, "`pidfd_open`"},
        {[] { syscall(SYS_io_uring_setup, 1, nullptr); }, "`io_uring_setup`"},
        {[] { prctl(PR_SET_DUMPABLE, 1, 0, 0, 0); }, "`prctl`"}}));
    const auto does = misdeed;
    Cage hostile([does](CageTask&&) {
        does();
        return answer("did it");
    }, small());
    CHECK_THROWS_WITH(hostile.read({"paper", {}}), Catch::Matchers::Contains(call));
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

TEST_CASE("what is read into memory for one task is in the worker of each task after it") {
    static bool in_memory = false;
    auto options = small();
    options.workers = 2;
    Cage cage([](CageTask&&) { return answer(in_memory ? "there" : "not there"); }, std::move(options));
    cage.start();
    std::vector<std::string> told;
    cage.read_all(4, [](std::size_t) {
        CageTask task{"a draft", {}};
        task.anew = !std::exchange(in_memory, true);
        return std::optional(std::move(task));
    }, [&](std::size_t, CageAnswer&& given) { told.emplace_back(as_text(given.bytes)); });
    CHECK(told == std::vector<std::string>(4, "there"));
}
