#include <catch2/catch.hpp>

#include <review/error.hpp>
#include <review/plugins.hpp>

#include "capi/plugin_words.hpp"

using namespace review;

namespace {

const std::string digits = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff";
const std::string at = "@sha256:" + digits;

// "PATH|KEY", or the error's kind.
std::string read(const std::string& word) {
    try {
        const auto named = capi::plugin_key_word(word);
        return (named.plugin.digest.hex() == digits ? "" : "another digest ") + named.plugin.path + "|" + named.key;
    } catch (const Error& error) {
        CHECK(error.code() == Errc::bad_config);
        CHECK(std::string(error.what()).find("plugin:PATH@sha256:HEX#KEY") != std::string::npos);
        return "refused";
    }
}

}  // namespace

TEST_CASE("a key of a plug-in is named by path, digest and the signer's own words") {
    CHECK(read("plugin:/lib/signer.so" + at) == "/lib/signer.so|");
    CHECK(read("plugin:signer.so" + at + "#seal") == "signer.so|seal");
    CHECK(read("plugin:/a b#c/signer.so" + at + "#slot 1#公章") == "/a b#c/signer.so|slot 1#公章");
    CHECK(read("plugin:/lib/signer.so" + at + "#" + at) == "/lib/signer.so|" + at);
    CHECK(read("plugin:/old@sha256:1/signer.so" + at + "#k@sha256:1") == "/old@sha256:1/signer.so|k@sha256:1");
}

TEST_CASE("a key of a plug-in without its whole digest, or with words that cannot be told, is refused") {
    for (const std::string& word : {std::string("plugin:"), std::string("plugin:/lib/signer.so"), std::string("plugin:/lib/signer.so#seal"), "/lib/signer.so" + at,
                                    "command:/lib/signer.so" + at, "plugin:" + at, "plugin:/lib/signer.so" + at.substr(0, 71), "plugin:/lib/signer.so" + at + "0",
                                    "plugin:/lib/signer.so" + at + "seal", "plugin:/lib/signer.so" + at + "#", "plugin:/lib/signer.so" + at + "#a\nb",
                                    "plugin:/lib/signer.so" + at + "#\xff", "plugin:/lib/signer.so" + at + "#" + std::string(1025, 'k')}) {
        INFO(word);
        CHECK(read(word) == "refused");
    }
    CHECK(names_plugin_key("plugin:x"));
    CHECK_FALSE(names_plugin_key("pkcs11:x"));
}
