#include <catch2/catch.hpp>

#include "cli/git_office.hpp"

using namespace cli_test;

namespace {

bool has(const std::string& text, const std::string& word) { return text.find(word) != std::string::npos; }

}  // namespace

TEST_CASE("what is staged is read as it is staged, not as it lies in the folder") {
    const GitOffice office;
    office.write("notice.txt", number_line);
    office.must("git add notice.txt");
    office.write("notice.txt", harmless_line);
    const auto staged = office.sh("\"$REVIEW\" scan --staged");
    INFO(staged.out << staged.err);
    CHECK(staged.status == 1);
    CHECK(has(staged.out, "notice.txt"));
    CHECK(office.sh("\"$REVIEW\" scan notice.txt").status == 0);
    // And the other way round: the folder is bad, the commit is good.
    office.must("git add notice.txt");
    office.write("notice.txt", number_line);
    CHECK(office.sh("\"$REVIEW\" scan --staged").status == 0);
}

TEST_CASE("only what the next commit adds or changes is read, from any folder, whatever it is called") {
    const GitOffice office;
    office.write("old.txt", number_line);
    office.write("gone.txt", number_line);
    office.must("git add . && git commit -qm first && git rm -q gone.txt && mkdir -p deep/er");
    CHECK(office.sh("\"$REVIEW\" scan --staged --format json").status == 0);
    const std::string odd = "deep/a \"b\"\n\t是.txt";
    office.write(odd, number_line);
    office.must("git add deep");
    const auto ran = office.sh("cd deep/er && \"$REVIEW\" scan --staged --format json");
    INFO(ran.out << ran.err);
    CHECK(ran.status == 1);
    CHECK(has(ran.out, "\"name\": \"deep/a \\\"b\\\"\\n\\t是.txt\""));
    CHECK_FALSE(has(ran.out, "old.txt"));
    CHECK_FALSE(has(ran.out, "gone.txt"));
}

TEST_CASE("a commit of some files and not of others has an index of its own, and that is what is read") {
    const GitOffice office;
    office.write("a.txt", harmless_line);
    office.write("b.txt", harmless_line);
    office.must("git add . && git commit -qm first");
    office.write(".git/hooks/pre-commit", "#!/bin/sh\nexec \"$REVIEW\" scan --staged\n");
    office.must("chmod +x .git/hooks/pre-commit");
    office.write("a.txt", harmless_line + harmless_line);
    office.write("b.txt", number_line);
    office.must("git add b.txt && git commit -q -m 'a alone' a.txt");
    CHECK(office.sh("git commit -q -m both").status == 1);
    CHECK(office.sh("git reset -q && git commit -q -a -m all").status == 1);
}

TEST_CASE("in the working tree, what differs from a commit is read, and what git does not know yet") {
    const GitOffice office;
    office.write("old.txt", number_line);
    office.write("same.txt", harmless_line);
    office.write(".gitignore", "*.log\n");
    office.must("git add . && git commit -qm first && git tag before");
    CHECK(office.sh("\"$REVIEW\" scan --changed-since before").status == 0);
    office.write("committed.txt", number_line);
    office.must("git add . && git commit -qm second");
    office.write("new.txt", number_line);
    office.write("ignored.log", number_line);
    office.must("ln -s old.txt link.txt && mkdir below");
    const auto ran = office.sh("cd below && \"$REVIEW\" scan --changed-since before --format json");
    INFO(ran.out << ran.err);
    CHECK(ran.status == 1);
    for (const std::string name : {"committed.txt", "new.txt"}) CHECK(has(ran.out, "\"name\": \"" + name + "\""));
    for (const std::string name : {"old.txt", "same.txt", "ignored.log", "link.txt"}) CHECK_FALSE(has(ran.out, name));
}

TEST_CASE("a changed file that cannot be read is status 3, never passed over") {
    const GitOffice office;
    office.write("a.txt", harmless_line);
    office.must("git add . && git commit -qm first && git tag before");
    office.write("broken.pdf", "%PDF-1.7\nnothing of it\n");
    office.must("git add broken.pdf");
    CHECK(office.sh("\"$REVIEW\" scan --staged").status == 3);
    CHECK(office.sh("\"$REVIEW\" scan --changed-since before").status == 3);
    // The object of a staged file is lost.
    office.must("git rm -q --cached broken.pdf && echo lost > lost.txt && git add lost.txt && id=$(git rev-parse :lost.txt) && "
                "rm -f \".git/objects/$(echo $id | cut -c1-2)/$(echo $id | cut -c3-)\"");
    const auto lost = office.sh("\"$REVIEW\" scan --staged");
    INFO(lost.out << lost.err);
    CHECK(lost.status == 3);
    CHECK(has(lost.out, "lost.txt"));
}

TEST_CASE("a pointer of git-lfs is not taken for the document") {
    const GitOffice office;
    office.write("act.pdf", "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a214614ab2935c943f9e0ff69d22eadbb8f32b1258daaa5e2ca24d17e2393\nsize 12345\n");
    office.must("git add .");
    for (const std::string words : {"scan --staged", "scan act.pdf", "scan ."}) {
        const auto ran = office.sh("\"$REVIEW\" " + words);
        INFO(words << ran.out << ran.err);
        CHECK(ran.status == 3);
        CHECK(has(ran.out, "git-lfs"));
    }
}

TEST_CASE("a file that is not merged yet is status 3") {
    const GitOffice office;
    office.write("a.txt", harmless_line);
    office.must("git add . && git commit -qm first && git checkout -q -b other && echo one > a.txt && git commit -qam one && git checkout -q main && "
                "echo two > a.txt && git commit -qam two && ! git merge -q other >merge.log");
    CHECK(office.sh("\"$REVIEW\" scan --staged").status == 3);
}

TEST_CASE("--only takes files by name and counts the others") {
    const GitOffice office;
    office.write("picture.png", "\x89PNG\r\n\x1a\n");
    office.write("notice.TXT", number_line);
    office.must("mkdir -p in && printf '%s' 13900000001 > in/a.xml && git add .");
    CHECK(office.sh("\"$REVIEW\" scan --staged").status == 3);
    const auto ran = office.sh("\"$REVIEW\" scan --staged --only '*.txt'");
    CHECK(ran.status == 1);
    CHECK(has(ran.err, "2 files were passed over by --only"));
    CHECK(has(office.sh("\"$REVIEW\" scan --staged --only 'in/*' --format json").out, "in/a.xml"));
    CHECK(office.sh("\"$REVIEW\" scan . --only '*.md'").status == 0);
    // A file that was named is never passed over.
    CHECK(office.sh("\"$REVIEW\" scan notice.TXT --only '*.md'").status == 1);
}

TEST_CASE("where git does not answer, nothing is called clean") {
    const GitOffice office;
    const support::TempFolder bare;
    for (const auto& [words, why] : {std::pair<std::string, std::string>{"scan --changed-since no-such-commit", "git rev-parse"},
                                     {"scan --changed-since=--all", "git rev-parse"}, {"scan --changed-since ''", "its value is empty"},
                                     {"scan --staged a.txt", "excludes"}, {"scan --staged --changed-since HEAD", "excludes"}}) {
        const auto ran = office.sh("\"$REVIEW\" " + words);
        INFO(words << "\n" << ran.err);
        CHECK(ran.status == 2);
        CHECK(one_message(ran));
        CHECK(has(ran.err, why));
        CHECK(ran.out.empty());
    }
    const auto nowhere = shell("cd '" + bare.path() + "' && GIT_CEILING_DIRECTORIES=/ \"$REVIEW\" scan --staged");
    CHECK(nowhere.status == 2);
    CHECK(has(nowhere.err, "not a git repository"));
    CHECK(shell("cd '" + office.folder.path() + "' && REVIEW_GIT=/nonexistent \"$REVIEW\" scan --staged").status == 2);
}

TEST_CASE("a program that the repository's configuration names is not started") {
    const GitOffice office;
    office.write("spy.sh", "#!/bin/sh\ntouch \"" + office.folder.path() + "/started\"\nexit 1\n");
    office.write("a.txt", harmless_line);
    office.must("chmod +x spy.sh && git add . && git commit -qm first && git tag before && git config core.fsmonitor ./spy.sh");
    office.write("a.txt", number_line);
    CHECK(office.sh("\"$REVIEW\" scan --changed-since before").status == 1);
    CHECK(office.sh("\"$REVIEW\" scan --staged").status == 0);
    for (const auto& file : office.folder.files()) CHECK(file != "started");
}
