#include <catch2/catch.hpp>

#include "base/base64.hpp"
#include "base/charset.hpp"
#include "proof/needles.hpp"

using namespace review;

namespace {

std::vector<RemovedValue> values(std::string_view text) {
    std::vector<RemovedValue> all;
    all.push_back({Sensitive(text), "test/value"});
    return all;
}

std::string seen_in(std::string_view value, const std::string& text) {
    const auto all = values(value);
    Needles needles(all);
    std::vector<Residue> residue;
    needles.look(text, "here", Where::text, residue);
    return residue.empty() ? "" : residue.front().encoding;
}

std::string in_base64(const std::string& before, std::string_view value, std::string_view charset) {
    const auto whole = encode(Charset::named(charset).value(), std::string(value) + "，十堰").value();
    std::string bytes = before + std::string(as_text(whole));
    return base64(as_bytes(bytes));
}

}  // namespace

TEST_CASE("a value that stands as Base64 of any encoding, wherever in three bytes it begins, is seen") {
    for (const std::string value : {"王小明", "欧阳震华", "13986754321"}) {
        for (const std::string before : {"", "x", "xy"}) {
            INFO(value << " after " << before.size());
            CHECK(seen_in(value, in_base64(before, value, "UTF-8")) == "base64");
            CHECK(seen_in(value, in_base64(before, value, "UTF-16LE")) == "base64 utf-16le");
            CHECK(seen_in(value, in_base64(before, value, "UTF-16BE")) == "base64 utf-16be");
            CHECK(seen_in(value, in_base64(before, value, "gb18030")) == (value[0] == '1' ? "base64" : "base64 gbk"));
        }
    }
    CHECK(seen_in("王小明", in_base64("", "王小明", "Big5")) == "base64 big5");
}

TEST_CASE("letters of Base64 in another case are other bytes, and what two Han give stands there by chance") {
    auto other = in_base64("", "王小明", "UTF-16LE");
    for (auto& c : other) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    CHECK(seen_in("王小明", other).empty());
    CHECK(seen_in("王明", in_base64("", "王明", "UTF-16LE")).empty());
}

TEST_CASE("a value in an address is seen as often as it was percent-encoded, three times at most, and as scripts encode it") {
    CHECK(seen_in("王小明", "?n=%E7%8E%8B%E5%B0%8F%E6%98%8E") == "utf-8");
    CHECK(seen_in("王小明", "?n=%25E7%258E%258B%25E5%25B0%258F%25E6%2598%258E") == "utf-8");
    CHECK(seen_in("王小明", "?n=%2525E7%25258E%25258B%2525E5%2525B0%25258F%2525E6%252598%25258E") == "utf-8");
    CHECK(seen_in("王小明", "unescape('%u738B%u5c0f%u660e')") == "utf-8");
    CHECK(seen_in("王小明", "100% %u %25 %").empty());
}
