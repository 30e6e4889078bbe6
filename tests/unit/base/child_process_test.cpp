#include <catch2/catch.hpp>

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

#include <chrono>
#include <string>

#include <review/error.hpp>

#include "base/child_process.hpp"

using namespace review;

namespace {

std::string all_of(ChildProcess& child) {
    Bytes bytes(1 << 20);
    bytes.resize(child.read(bytes.data(), bytes.size()));
    return std::string(as_text(bytes));
}

Errc error_of(const std::function<void()>& act) {
    try {
        act();
    } catch (const Error& error) {
        return error.code();
    }
    return Errc::refused;
}

struct Variable {
    Variable(const char* a_name, const char* value) : name(a_name) { setenv(name, value, 1); }
    ~Variable() { unsetenv(name); }
    const char* name;
};

}  // namespace

TEST_CASE("a child reads its input, and what it writes is read to its end") {
    std::string text;
    for (int i = 0; i < 50'000; ++i) text += std::to_string(i) + "\n";
    const ChildInput input(as_bytes(text));
    for (const auto* opened : {"-", ChildInput::path, ChildInput::path}) {
        ChildProcess child("/bin/cat", {opened}, &input);
        const auto back = all_of(child);
        if (std::string(opened) != "-") CHECK(back == text);
        CHECK(child.ended_well());
    }
}

TEST_CASE("words reach the child as they are: there is no shell") {
    ChildProcess child("/bin/echo", {"a  b", "$HOME `id` ; ls *"}, nullptr);
    CHECK(all_of(child) == "a  b $HOME `id` ; ls *\n");
    CHECK(child.ended_well());
}

TEST_CASE("a child has the variables it is given, and PATH and the locale besides") {
    ChildProcess child("/usr/bin/env", {}, nullptr, {}, Hear::output, {"GIT_INDEX_FILE=/tmp/an index", "HOME=/nonexistent"});
    const auto told = all_of(child);
    CHECK(child.ended_well());
    CHECK(told.find("\nLC_ALL=C\nGIT_INDEX_FILE=/tmp/an index\nHOME=/nonexistent\n") != std::string::npos);
    CHECK(told.starts_with("PATH="));
}

TEST_CASE("a child gets no descriptor and no variable of ours") {
    const int open_file = open("/etc/hostname", O_RDONLY);  // without O_CLOEXEC
    const Variable secret("REVIEW_SECRET", "x");
    ChildProcess files("/bin/ls", {"/proc/self/fd"}, nullptr);
    CHECK(all_of(files) == "0\n1\n2\n3\n");  // 3 is the folder itself
    ChildProcess variables("/usr/bin/env", {}, nullptr);
    const auto seen = all_of(variables);
    CHECK(seen.find("REVIEW_SECRET") == seen.npos);
    CHECK(seen.find("LC_ALL=C\n") != seen.npos);
    close(open_file);
}

TEST_CASE("errors are heard only where they are asked for") {
    ChildProcess deaf("/bin/sh", {"-c", "echo out; echo err >&2"}, nullptr);
    CHECK(all_of(deaf) == "out\n");
    ChildProcess hearing("/bin/sh", {"-c", "echo out; echo err >&2"}, nullptr, {}, Hear::errors);
    CHECK(all_of(hearing) == "err\n");
}

TEST_CASE("a child that fails, or is killed, has not ended well") {
    ChildProcess failing("/bin/sh", {"-c", "exit 3"}, nullptr);
    CHECK_FALSE(failing.ended_well());
    ChildProcess killed("/bin/sh", {"-c", "kill -9 $$"}, nullptr);
    CHECK_FALSE(killed.ended_well());
    CHECK(error_of([] { ChildProcess("/nowhere/at/all", {}, nullptr); }) == Errc::io);
    CHECK(error_of([] { ChildProcess("/etc/hostname", {}, nullptr); }) == Errc::io);
}

TEST_CASE("a child is stopped past its time, also where it says nothing or never stops talking") {
    for (const auto* script : {"sleep 60", "exec 1>&-; sleep 60", "while :; do echo y; done"}) {
        const auto begin = std::chrono::steady_clock::now();
        ChildProcess child("/bin/sh", {"-c", script}, nullptr, {std::uint64_t{1} << 30, 1});
        CHECK(error_of([&] {
            Bytes room(4096);
            while (child.read(room.data(), room.size()) > 0) {
            }
            child.ended_well();
        }) == Errc::limit);
        CHECK(std::chrono::steady_clock::now() - begin < std::chrono::seconds(10));
    }
}

TEST_CASE("a child cannot take more memory than it is given") {
    ChildProcess child("/bin/sh", {"-c", "a=x; while :; do a=$a$a; done"}, nullptr, {std::uint64_t{64} << 20, 30});
    CHECK_FALSE(child.ended_well());
}

TEST_CASE("a program is found where a variable names it, otherwise on PATH") {
    CHECK(find_program("sh", "REVIEW_NO_SUCH_VARIABLE").value_or("").ends_with("/sh"));
    CHECK_FALSE(find_program("no-such-program-at-all", "REVIEW_NO_SUCH_VARIABLE"));
    {
        const Variable named("REVIEW_SOME_PROGRAM", "/bin/echo");
        CHECK(find_program("sh", "REVIEW_SOME_PROGRAM") == "/bin/echo");
    }
    const Variable named("REVIEW_SOME_PROGRAM", "/no/such/program");
    CHECK_FALSE(find_program("sh", "REVIEW_SOME_PROGRAM"));
}
