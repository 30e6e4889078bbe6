#include <catch2/catch.hpp>

#include <review/error.hpp>

#include "format/zip/names.hpp"
#include "format/zip/reader.hpp"
#include "format/zip/writer.hpp"
#include "proof/zip_members.hpp"
#include "unit/format_zip/named_zip.hpp"

using namespace review;

namespace {

Bytes bytes_of_text(std::string_view text) { return {text.begin(), text.end()}; }

std::vector<ZipContent> two_members() { return {{"b/one.xml", bytes_of_text("<one/>")}, {"a.xml", Bytes(100'000, 'x')}}; }

Errc refusal(ByteView file, const Limits& limits = {}) {
    try {
        ZipReader reader(file, "draft", limits);
        for (std::size_t i = 0; i < reader.members().size(); ++i) reader.read(i);
    } catch (const Error& error) {
        return error.code();
    }
    FAIL("it was read");
    return Errc::io;
}

}  // namespace

TEST_CASE("what is written is read again, in the same order") {
    const auto file = write_zip(two_members());
    const ZipReader reader(file, "draft", {});
    REQUIRE(reader.members().size() == 2);
    CHECK(reader.members()[0].name == "b/one.xml");
    CHECK(reader.read(0) == bytes_of_text("<one/>"));
    CHECK(reader.read(1) == Bytes(100'000, 'x'));
}

TEST_CASE("equal members give equal bytes") { CHECK(write_zip(two_members()) == write_zip(two_members())); }

TEST_CASE("the reader of the proof agrees, and finds nothing that tells of the writer") {
    const auto pieces = zip_pieces(write_zip(two_members()), 1 << 20);
    REQUIRE(pieces);
    REQUIRE(pieces->size() == 2);
    CHECK((*pieces)[1].name == "a.xml");
    CHECK((*pieces)[1].bytes == Bytes(100'000, 'x'));
    CHECK(((*pieces)[0].plain && (*pieces)[1].plain));
}

TEST_CASE("the reader of the proof accepts no byte that belongs to no member") {
    auto file = write_zip(two_members());
    file.push_back(0);
    CHECK_FALSE(zip_pieces(file, 1 << 20));
    file = write_zip(two_members());
    file.insert(file.begin(), 0);
    CHECK_FALSE(zip_pieces(file, 1 << 20));
}

TEST_CASE("names that lead out of the package or mean two things are none") {
    for (const auto* name : {"/a", "../a", "a/../b", "a//b", "a\\b", "C:a", "a\nb", "", "a/./b", "a.", "\xff"}) {
        INFO(name);
        CHECK_FALSE(is_member_name(name));
    }
    for (const auto* name : {"a", "word/document.xml", "[Content_Types].xml", "_rels/.rels", "word/", "\xe5\x9b\xbe.png"}) CHECK(is_member_name(name));
}

TEST_CASE("two members of one name are refused, whatever their case") {
    CHECK(refusal(write_zip({{"a/B.xml", {}}, {"A/b.XML", {}}})) == Errc::malformed);
}

TEST_CASE("limits on members, sizes and the ratio of a bomb hold") {
    const auto file = write_zip({{"a", Bytes(4 << 20)}, {"b", {}}});
    Limits limits;
    limits.members = 1;
    CHECK(refusal(file, limits) == Errc::limit);
    limits = {};
    limits.stream_bytes = 1000;
    CHECK(refusal(file, limits) == Errc::limit);
    CHECK(refusal(file) == Errc::limit);  // zeros: a thousand to one
}

TEST_CASE("a damaged member is refused") {
    auto file = write_zip({{"a", bytes_of_text("some words that deflate")}});
    file[35] ^= 0x55;
    CHECK(refusal(file) == Errc::malformed);
}

TEST_CASE("a zip file cut off anywhere is refused") {
    const auto file = write_zip(two_members());
    for (std::size_t size = 0; size < file.size(); size += 7) CHECK(refusal(ByteView(file).first(size)) == Errc::malformed);
}

TEST_CASE("folders without files are told; of others the paths of their files tell") {
    const auto file = named_zip::zip_of({{"a.txt"}, {"with/"}, {"with/b.txt"}, {"without/"}, {"deep/"}, {"deep/er/"}});
    CHECK(ZipReader(file, "draft", {}).empty_folders() == std::vector<std::string>{"without/", "deep/er/"});
}
