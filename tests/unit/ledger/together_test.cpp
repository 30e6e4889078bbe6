#include <catch2/catch.hpp>

#include <sys/wait.h>
#include <unistd.h>

#include <map>

#include "unit/ledger/ledger_support.hpp"

using namespace review;

TEST_CASE("processes that append at once get one entry after another, and none is lost") {
    Office office;
    constexpr int writers = 3, each = 40;
    std::vector<pid_t> children;
    for (int writer = 0; writer < writers; ++writer) {
        const pid_t child = fork();
        REQUIRE(child >= 0);
        if (child == 0) {
            try {
                auto ledger = Ledger::open(office.path, Ledger::Access::write);
                for (int i = 0; i < each; ++i) {
                    auto append = ledger.begin(EntryKind::release, Office::body(std::to_string(writer)));
                    append.checkpoint(office.key);
                    append.commit();
                }
                _exit(0);
            } catch (...) {
                _exit(1);
            }
        }
        children.push_back(child);
    }
    for (const auto child : children) {
        int status = -1;
        REQUIRE(waitpid(child, &status, 0) == child);
        CHECK(status == 0);
    }
    REQUIRE(office.ledger.size() == writers * each);
    std::map<std::string, int> by;
    for (std::uint64_t i = 0; i < writers * each; ++i) {
        const auto entry = office.ledger.entry(i);
        ++by[release_from_json(entry.body).name];
        const auto proof = office.ledger.inclusion(i, writers * each);
        CHECK(inclusion_fits(leaf_digest(entry.text()), proof, office.ledger.root(writers * each)));
    }
    CHECK(by == std::map<std::string, int>{{"0", each}, {"1", each}, {"2", each}});
}

TEST_CASE("a reader sees the log as it was while another appends") {
    Office office;
    office.add("one");
    const auto reader = Ledger::open(office.path, Ledger::Access::read);
    auto append = office.ledger.begin(EntryKind::release, Office::body("two"));
    CHECK(reader.size() == 1);
    append.commit();
    CHECK(reader.size() == 2);
}
