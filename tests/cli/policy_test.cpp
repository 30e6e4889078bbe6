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

TEST_CASE("two policies are compared by what they decide, not by how they are written") {
    const TempFolder folder;
    const std::string head = "policy: mine\nclass: default\ntitle_en: mine\ntitle_zh: 自有\nrows:\n";
    write_file(folder / "one.yaml", head + "  - {rule: cn-contact/mobile, action: block}\n  - {rule: '*', action: review}\n");
    write_file(folder / "same.yaml", head + "  - {rule: cn-contact/mobile, action: block}\n  - {rule: cn-contact/mobile, action: allow}\n  - {rule: '*', action: review}\n");
    write_file(folder / "other.yaml", head + "  - {rule: cn-contact/mobile, at_least: likely, action: block}\n  - {rule: 'cn-contact/*', action: warn, basis: [条例15]}\n");
    const auto same = review({"policy", "diff", folder / "one.yaml", folder / "same.yaml"});
    INFO(same.out << same.err);
    CHECK(same.status == 0);
    CHECK(same.out.empty());
    const auto differ = review({"policy", "diff", folder / "one.yaml", folder / "other.yaml"});
    INFO(differ.out << differ.err);
    CHECK(differ.status == 1);
    CHECK(differ.out.find("cn-contact/mobile (possible): block -> warn (条例15)\n") != std::string::npos);
    CHECK(differ.out.find("cn-contact/landline (possible, likely, certain): review -> warn (条例15)\n") != std::string::npos);
    CHECK(differ.out.find("cn-identity") == std::string::npos);
    CHECK(review({"policy", "diff", "default", "no-such"}).status == 2);
}
