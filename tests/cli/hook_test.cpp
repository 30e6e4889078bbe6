#include <catch2/catch.hpp>

#include <sys/stat.h>

#include <filesystem>

#include "cli/git_office.hpp"

using namespace cli_test;

namespace {

const std::string stage_bad = "printf '手机：13900000001\\n' > bad.txt && git add bad.txt";

bool has(const std::string& text, const std::string& word) { return text.find(word) != std::string::npos; }

}  // namespace

TEST_CASE("the hook stops a commit by what is staged and lets a clean one through") {
    const GitOffice office;
    const auto made = office.sh("umask 022; \"$REVIEW\" hook install");
    INFO(made.err);
    REQUIRE(made.status == 0);
    for (const std::string hook : {".git/hooks/pre-commit", ".git/hooks/pre-merge-commit"}) {
        struct stat status {};
        REQUIRE(stat((office.folder / hook).c_str(), &status) == 0);
        CHECK((status.st_mode & 0777) == 0755);
        CHECK(support::run({"shellcheck", "-S", "style", office.folder / hook}).out == "");
    }

    const auto stopped = office.sh(stage_bad + " && echo fine > bad.txt && git commit -qm bad");
    CHECK(stopped.status == 1);
    CHECK(has(stopped.out + stopped.err, "bad.txt"));
    CHECK_FALSE(has(stopped.out + stopped.err, "13900000001"));
    CHECK(office.sh("git rev-parse -q --verify HEAD").status != 0);
    office.must("echo fine > bad.txt && git add bad.txt && git commit -qm fine");
}

TEST_CASE("a document that nobody here can read stops the commit, a picture does not") {
    const GitOffice office;
    office.must("\"$REVIEW\" hook install && printf '\\211PNG\\r\\n' > logo.png && git add . && git commit -qm picture");
    CHECK(office.sh("printf '\\320\\317\\021\\340\\241\\261\\032\\341' > list.xls && git add . && git commit -qm list").status == 1);
    office.must("\"$REVIEW\" hook install --only '*.md' && git commit -qm 'only md is looked at now'");
}

TEST_CASE("a hook that is not ours is left alone, or runs first with --chain, and comes back") {
    const GitOffice office;
    const std::string foreign = "#!/bin/sh\necho foreign >> ran.log\n[ ! -e stop ]\n";
    office.write(".git/hooks/pre-commit", foreign);
    office.must("chmod +x .git/hooks/pre-commit");
    const auto refused = office.sh("\"$REVIEW\" hook install");
    CHECK(refused.status == 2);
    CHECK(one_message(refused));
    CHECK(office.read(".git/hooks/pre-commit") == foreign);
    CHECK(office.sh("\"$REVIEW\" hook uninstall").status == 2);
    CHECK(office.read(".git/hooks/pre-commit") == foreign);

    office.must("\"$REVIEW\" hook install --chain");
    CHECK(support::run({"shellcheck", "-S", "style", office.folder / ".git/hooks/pre-commit"}).out == "");
    CHECK(office.sh(stage_bad + " && git commit -qm bad").status == 1);
    CHECK(office.read("ran.log") == "foreign\n");
    office.must("echo fine > bad.txt && git add bad.txt && git commit -qm fine");
    CHECK(office.sh("touch stop && git commit --allow-empty -qm 'the first says no'").status == 1);
    // Once more is the same hook, chained as before.
    office.must("\"$REVIEW\" hook install && rm stop ran.log && git commit --allow-empty -qm again && test -s ran.log");

    office.must("\"$REVIEW\" hook uninstall");
    CHECK(office.read(".git/hooks/pre-commit") == foreign);
    CHECK(office.sh("test -e .git/hooks/pre-commit.before-review -o -e .git/hooks/pre-merge-commit").status == 1);
}

TEST_CASE("a merge that brings what must not go out is stopped, and what git asks no hook for is said") {
    const GitOffice office;
    office.must("git commit --allow-empty -qm first && git checkout -qb side && " + stage_bad + " && git commit -qm bad && git checkout -q main && "
                "echo fine > fine.txt && git add . && git commit -qm fine");
    const auto made = office.sh("\"$REVIEW\" hook install");
    CHECK(has(made.err, "pre-commit looks from now on at what is to be committed"));
    CHECK(has(made.err, "pre-merge-commit looks from now on at what is to be committed"));
    for (const std::string unasked : {"cherry-pick", "revert", "rebase", " am", "fast-forward", "--no-verify", "CI"}) CHECK(has(made.err, unasked));
    const auto head = office.must("git rev-parse HEAD");
    const auto stopped = office.sh("git merge --no-edit side");
    CHECK(stopped.status != 0);
    CHECK(has(stopped.out + stopped.err, "bad.txt"));
    CHECK(office.must("git rev-parse HEAD") == head);
    CHECK(office.sh("git commit --no-edit -q").status == 1);  // which git says completes the merge
    office.must("echo fine > bad.txt && git add bad.txt && git commit --no-edit -q && git show -q --format=%P | grep -q ' '");
}

TEST_CASE("a hook for merges that is not ours stops the installation before anything is written, and is chained as the other") {
    const GitOffice office;
    office.write(".git/hooks/pre-merge-commit", "#!/bin/sh\n[ ! -e stop ]\n");
    office.must("chmod +x .git/hooks/pre-merge-commit");
    const auto refused = office.sh("\"$REVIEW\" hook install");
    CHECK(refused.status == 2);
    CHECK(one_message(refused));
    CHECK_FALSE(std::filesystem::exists(office.folder / ".git/hooks/pre-commit"));
    office.must("\"$REVIEW\" hook install --chain && git commit --allow-empty -qm first && git checkout -qb side && git commit --allow-empty -qm side && git checkout -q main");
    CHECK(office.sh("touch stop && git merge --no-ff --no-edit side").status != 0);
    office.must("rm stop && git commit --no-edit -q && \"$REVIEW\" hook uninstall && grep -q stop .git/hooks/pre-merge-commit");
    // Of two, one that is ours goes and the other stays.
    office.must("\"$REVIEW\" hook install --chain && cp .git/hooks/pre-merge-commit.before-review .git/hooks/pre-merge-commit && \"$REVIEW\" hook uninstall && test -e .git/hooks/pre-merge-commit && test ! -e .git/hooks/pre-commit");
}

TEST_CASE("a clean commit is silent, but not about a configuration that was in force") {
    const GitOffice office;
    office.must("\"$REVIEW\" hook install && echo fine > a.txt && git add .");
    const auto silent = office.sh("git commit -qm fine");
    CHECK(silent.out + silent.err == "");
    office.write(".review.yaml", "fail-on: critical\n");
    const auto told = office.sh(stage_bad + " && git commit -qm bad");
    INFO(told.out << told.err);
    CHECK(told.status == 0);
    CHECK(told.err == "review: Configuration: fail-on: critical (" + office.folder.path() + "/.review.yaml:1)\n");
    // Where the report is shown it stands there.
    office.write(".review.yaml", "fail-on: low\n");
    const auto stopped = office.sh("echo 手机：13900000002 >> bad.txt; git add bad.txt; git commit -qm bad");
    CHECK(stopped.status == 1);
    CHECK(has(stopped.err, "Configuration: fail-on: low"));
    CHECK_FALSE(has(stopped.err, "review: Configuration"));
}

TEST_CASE("a link that stands as the hook is somebody else's, and stays one") {
    const GitOffice office;
    office.must("mkdir -p .git/hooks && printf '#!/bin/sh\\n' > mine.sh && ln -s ../../mine.sh .git/hooks/pre-commit");
    CHECK(office.sh("\"$REVIEW\" hook install").status == 2);
    office.must("\"$REVIEW\" hook install --chain && \"$REVIEW\" hook uninstall && test -L .git/hooks/pre-commit");
    CHECK(office.read("mine.sh") == "#!/bin/sh\n");
}

TEST_CASE("uninstalling what is not there is no fault, and what is ours goes") {
    const GitOffice office;
    CHECK(office.sh("\"$REVIEW\" hook uninstall").status == 0);
    office.must("\"$REVIEW\" hook install && \"$REVIEW\" hook uninstall");
    CHECK_FALSE(std::filesystem::exists(office.folder / ".git/hooks/pre-commit"));
    CHECK(office.sh(stage_bad + " && git commit -qm bad").status == 0);
}

TEST_CASE("the hook works in a worktree and from a folder below") {
    const GitOffice office;
    office.must("git commit --allow-empty -qm first && git worktree add -q tree && cd tree && mkdir below && cd below && \"$REVIEW\" hook install");
    CHECK(std::filesystem::exists(office.folder / ".git/hooks/pre-commit"));
    CHECK(office.sh("cd tree && " + stage_bad + " && git commit -qm bad").status == 1);
    office.must("cd tree && echo fine > bad.txt && git add bad.txt && git commit -qm fine");
}

TEST_CASE("core.hooksPath is where the hook goes, wherever it is called from") {
    const GitOffice office;
    office.must("git config core.hooksPath .githooks && mkdir below && cd below && \"$REVIEW\" hook install");
    CHECK(std::filesystem::exists(office.folder / ".githooks/pre-commit"));
    CHECK_FALSE(std::filesystem::exists(office.folder / ".git/hooks/pre-commit"));
    CHECK(office.sh(stage_bad + " && git commit -qm bad").status == 1);
    const support::TempFolder global;
    const auto ran = office.sh("git config --unset core.hooksPath; export GIT_CONFIG_GLOBAL='" + global.path() + "/config'; git config --global core.hooksPath '" +
                               global.path() + "/hooks' && \"$REVIEW\" hook install");
    INFO(ran.err);
    CHECK(ran.status == 0);
    CHECK(has(ran.err, "several repositories"));
    CHECK(std::filesystem::exists(global / "hooks/pre-commit"));
}

TEST_CASE("a program that went away stops commits instead of letting them through") {
    const GitOffice office;
    office.must("cp \"$REVIEW\" copy && echo copy > .gitignore && ./copy hook install && rm copy");
    const auto ran = office.sh("echo fine > a.txt && git add . && git commit -qm fine");
    CHECK(ran.status == 1);
    CHECK(has(ran.err, "nobody looked at this commit"));
}
