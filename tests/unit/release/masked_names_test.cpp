// Paths in reports name elements: a name in which something was found is masked there, other names are readable.
#include <catch2/catch.hpp>

#include <review/release.hpp>

using namespace review;

namespace {

std::string places(const std::string& name, const std::string& text) {
    static const auto scanner = Scanner::compile(built_in_packs());
    const auto draft = make_draft(name, Bytes(text.begin(), text.end()));
    const auto scanned = scan_document(draft, scanner, load_policy("default", Channel::internet), {});
    std::string all;
    for (const auto& finding : scanned.findings) all += finding.rule + ": " + finding.where.label + " " + finding.where.xpath + "\n";
    return all;
}

}  // namespace

TEST_CASE("values in names of elements and attributes are found, and their names are masked in the paths of other findings") {
    CHECK(places("a.xml", "<list><王小明-13812345678 卡-6228480012345678903='a@163.com'><邮箱>wang@163.com</邮箱></王小明-13812345678></list>") ==
          "cn-contact/email: attribute *** of *** 1 /list/***[1]/@***\n"
          "cn-contact/email: element 邮箱 1 /list/***[1]/邮箱[1]\n"
          "cn-contact/mobile: name of element 2 \n"
          "cn-finance/bank-card: attribute name of element 2 \n");
}

TEST_CASE("names without a finding stay readable, of pages too") {
    CHECK(places("a.xml", "<名单><联系电话>13812345678</联系电话></名单>") == "cn-contact/mobile: element 联系电话 1 /名单/联系电话[1]\n");
    CHECK(places("a.html", "<!DOCTYPE html><p data-13812345678='wang@163.com' data-mail='li@163.com'>x</p>") ==
          "cn-contact/email: attribute *** of p 1 \ncn-contact/email: attribute data-mail of p 1 \ncn-contact/mobile: attribute name of tag 1 \n");
}
