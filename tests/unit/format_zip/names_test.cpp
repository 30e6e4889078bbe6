#include <catch2/catch.hpp>

#include <review/error.hpp>

#include "format/zip/reader.hpp"
#include "unit/format_zip/named_zip.hpp"

using namespace review;
using named_zip::Member;
using named_zip::path_field;
using named_zip::zip_of;

namespace {

const std::string zhang = "\xd5\xc5\xc8\xfd", zhang_utf8 = "\xe5\xbc\xa0\xe4\xb8\x89";  // 张三
const std::string jing = "\x82\x5c", jing_utf8 = "\xe4\xbf\x93";                        // 俓, whose second byte is a backslash

// The names, each with what else it may be; or "refused".
std::string names_of(const std::vector<Member>& members, ZipNames names = ZipNames::of_files) {
    const auto file = zip_of(members);
    try {
        const ZipReader reader(file, "draft", {}, names);
        std::string all;
        for (std::size_t i = 0; i < reader.members().size(); ++i) {
            const auto& member = reader.members()[i];
            if (!member.directory) CHECK(reader.read(i) == Bytes{'x'});
            all += member.name;
            for (const auto& other : member.other_names) all += "=" + other;
            all += " ";
        }
        return all;
    } catch (const Error& error) {
        CHECK(error.code() == Errc::malformed);
        for (const auto& member : members) CHECK(std::string(error.what()).find(member.name) == std::string::npos);
        return "refused";
    }
}

}  // namespace

TEST_CASE("names of old Chinese Windows are read, those of packages are not") {
    CHECK(names_of({Member{zhang + ".txt"}}) == zhang_utf8 + ".txt ");
    CHECK(names_of({{zhang + "/"}, {zhang + "/" + jing + ".txt"}}) == zhang_utf8 + "/ " + zhang_utf8 + "/" + jing_utf8 + ".txt ");
    CHECK(names_of({Member{"\x81\x30\x85\x30.txt"}}) == "\xc2\xab.txt ");  // four bytes
    CHECK(names_of({Member{zhang + ".txt"}}, ZipNames::of_parts) == "refused");
    CHECK(names_of({{zhang + ".txt", true}}) == "refused");
}

TEST_CASE("members with the flag, without it and in ASCII stand in one archive") {
    CHECK(names_of({{zhang + ".txt"}, {jing_utf8 + ".txt", true}, {"\xe5\x9b\xbe.png"}, {"a"}}) == zhang_utf8 + ".txt " + jing_utf8 + ".txt \xe5\x9b\xbe.png a ");
}

TEST_CASE("UTF-8 comes first, and pairs that happen to be UTF-8 are told besides") {
    CHECK(names_of({Member{"\xc7\xae\xc7\xbf.txt"}}) == "\xc7\xae\xc7\xbf.txt=\xe9\x92\xb1\xe5\xbc\xba.txt ");  // 钱强
    CHECK(names_of({{"\xc7\xae\xc7\xbf.txt", true}}) == "\xc7\xae\xc7\xbf.txt ");
}

TEST_CASE("a backslash is one where it is no half of a pair") {
    CHECK(names_of({Member{jing + "\\a"}}) == "refused");
    CHECK(names_of({Member{"a\\" + zhang}}) == "refused");
    CHECK(names_of({Member{zhang + "\x82|.txt"}}) == zhang_utf8 + "\xe5\x80\x88.txt ");  // a pair that ends with 0x7C
}

TEST_CASE("what leads elsewhere is found in pairs and besides them") {
    const std::vector<std::string> names{"../" + zhang, "/" + zhang, "C:" + zhang, zhang + "/../../a", zhang + "/./a", zhang + "//a", jing + "../a", jing + "..", "a/..\\" + zhang, zhang + "\n",
                             zhang + "\x7f", zhang + "\xd5", zhang + "\x82/a", zhang + "\x82..", "\x80.txt", "\xff\xff.txt", zhang + std::string(1, '\0') + "a", "\x81\x30\x81\x30",
                             std::string("\x81\x30\x81\x35") + zhang, "\xaa\xa1.txt", "\x81\x30"};
    for (const auto& name : names) {
        INFO(name);
        CHECK(names_of({Member{name}}) == "refused");
    }
}

TEST_CASE("one name in two encodings, or one name in bytes, is two members of one name") {
    CHECK(names_of({{zhang + ".txt"}, {zhang_utf8 + ".TXT", true}}) == "refused");
    CHECK(names_of({{zhang_utf8 + ".txt"}, {zhang_utf8 + ".txt", true}}) == "refused");
    CHECK(names_of({{zhang + ".txt", false, path_field(zhang + ".txt", "\xe5\x9b\xbe.txt"), ""}, {zhang + ".txt"}}) == "refused");
    CHECK(names_of({{"a.txt", false, path_field("a.txt", zhang_utf8), ""}, {"A.txt"}}) == "refused");
    CHECK(names_of({Member{"\x82\x41"}, Member{"\x82\x61"}}) != "refused");  // not two cases of a letter
}

TEST_CASE("a Unicode Path field says the name where its checksum is that of the bytes") {
    const auto bytes = "Ren\x82.txt", name = "Ren\xc3\xa9.txt";
    CHECK(names_of({{bytes, false, path_field(bytes, name), path_field(bytes, name)}}) == name + std::string(" "));
    CHECK(names_of({{zhang, false, path_field(zhang, zhang_utf8), path_field(zhang, zhang_utf8)}}) == zhang_utf8 + " ");
    CHECK(names_of({{"#U5f20", false, path_field("#U5f20", zhang_utf8), ""}}) == zhang_utf8 + "=#U5f20 ");
    CHECK(names_of({{zhang, false, path_field("old", jing_utf8), ""}}) == zhang_utf8 + " ");
    CHECK(names_of({{bytes, false, path_field("old", name), ""}}) == "refused");
}

TEST_CASE("a Unicode Path field that lies is refused, or what it hides is told") {
    const auto field = [](const std::string& bytes, const std::string& name) { return names_of({{bytes, false, path_field(bytes, name), path_field(bytes, name)}}); };
    CHECK(field("a.txt", "b.txt") == "refused");
    CHECK(field(zhang, "b.txt") == "refused");
    for (const auto* name : {"../b", "/b", "b\\c", "b/", "\xff"}) CHECK(field(zhang, name) == "refused");
    CHECK(field("../" + zhang, zhang_utf8) == "refused");
    CHECK(field("Ren\x82\\x", zhang_utf8) != "refused");  // a pair
    CHECK(field("\xc3\xa9\\x", zhang_utf8) == "refused");
    CHECK(field(zhang, jing_utf8) == jing_utf8 + "=" + zhang_utf8 + " ");
    CHECK(names_of({{zhang_utf8, true, path_field(zhang_utf8, jing_utf8), ""}}) == "refused");
    CHECK(names_of({{zhang, false, path_field(zhang, jing_utf8) + path_field(zhang, zhang_utf8), ""}}) == "refused");
    CHECK(names_of({{zhang, false, "", path_field(zhang, jing_utf8)}}) == "refused");
    CHECK(names_of({{zhang, false, path_field(zhang, zhang_utf8), path_field(zhang, jing_utf8)}}) == "refused");
}
