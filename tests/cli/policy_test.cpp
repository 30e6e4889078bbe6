#include <catch2/catch.hpp>

#include "cli/program.hpp"

using namespace cli_test;
using support::TempFolder;
using support::write_file;

namespace {

const std::string notice = "办公电话：13800000000\n张三手机：13900000001\n中标金额：123456元\n";

}  // namespace

TEST_CASE("the office's phone stays under --all and the person's goes, without a warning") {
    const TempFolder folder;
    write_file(folder / "notice.txt", notice);
    const auto ran = review({"redact", folder / "notice.txt", "-o", folder / "out.txt", "--all"});
    INFO(ran.err);
    REQUIRE(ran.status == 0);
    const auto out = support::read_file(folder / "out.txt");
    CHECK(out.find("13800000000") != std::string::npos);
    CHECK(out.find("13900000001") == std::string::npos);
    CHECK(ran.err.find("warning") == std::string::npos);
}

TEST_CASE("cutting what has to be published is a warning on the screen and in the evidence, in both languages") {
    const TempFolder folder;
    write_file(folder / "notice.txt", notice);
    const std::vector<std::string> words{"redact", folder / "notice.txt", "-o", folder / "out.txt", "--all", "--term", "13800000000", "--term",
                                         "123456", "--evidence", folder / "evidence.json"};
    const auto ran = review(words);
    INFO(ran.err);
    REQUIRE(ran.status == 0);
    CHECK(ran.err.find("办公电话") != std::string::npos);
    CHECK(ran.err.find("中标金额") != std::string::npos);
    CHECK(ran.err.find("条例20") != std::string::npos);
    CHECK(ran.err.find("1380") == std::string::npos);
    const auto evidence = support::read_file(folder / "evidence.json");
    CHECK(evidence.find("\"label\": \"办公电话\"") != std::string::npos);
    CHECK(evidence.find("\"label\": \"中标金额\"") != std::string::npos);
    CHECK(evidence.find("\"clean\": true") != std::string::npos);
    auto chinese = words;
    chinese.insert(chinese.end(), {"--lang", "zh"});
    CHECK(review(chinese).err.find("依法应当公开") != std::string::npos);
}

TEST_CASE("the class of the document decides what its policy makes of one value") {
    const std::string id = "证件：420302199001010016\n";  // all but the check digit
    CHECK(review({"scan", "-", "--format", "json"}, id).out.find("\"action\": \"review\"") != std::string::npos);
    CHECK(review({"scan", "-", "--format", "json", "--policy", "subsidy-list"}, id).out.find("\"action\": \"block\"") != std::string::npos);
    CHECK(review({"policy", "show", "procurement"}).out.find("成交金额") != std::string::npos);
    CHECK(review({"policy", "check"}).status == 0);
}
