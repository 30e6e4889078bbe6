#include <catch2/catch.hpp>

#include <review/error.hpp>

#include "policy/settings_file.hpp"
#include "support/run.hpp"

using namespace review;

namespace {

struct Written {
    explicit Written(const std::string& yaml) { support::write_file(folder / ".review.yaml", yaml); }
    std::vector<SettingUse> load() const { return load_settings(folder / ".review.yaml"); }
    std::string complaint() const {
        try {
            load();
        } catch (const Error& error) {
            CHECK(error.code() == Errc::bad_config);
            return error.what();
        }
        return "accepted";
    }
    support::TempFolder folder;
};

}  // namespace

TEST_CASE("each value is known by its line, and files are named from the folder of the configuration") {
    const Written written("policy: strict\nchannel: board\npacks:\n  - packs/own.yaml\n  - /etc/own.yaml\nsuppressions: ../allowed.yaml\nfail-on: high\n");
    const auto settings = written.load();
    REQUIRE(settings.size() == 6);
    CHECK(settings[0].key == "policy");
    CHECK(settings[0].value == "strict");
    CHECK(settings[2].key == "packs");
    CHECK(settings[2].value == written.folder / "packs/own.yaml");
    CHECK(settings[2].line == 4);
    CHECK(settings[3].value == "/etc/own.yaml");
    CHECK(settings[4].value == written.folder.path().substr(0, written.folder.path().rfind('/')) + "/allowed.yaml");
    CHECK(settings[5].line == 7);
}

TEST_CASE("a policy that is not built in is a file beside the configuration") {
    const Written written("policy: office.yaml\n");
    CHECK(written.load()[0].value == written.folder / "office.yaml");
}

TEST_CASE("what a configuration may not say is an error with its line") {
    CHECK(Written("policy: strict\ncolour: red\n").complaint().find(".review.yaml:2: ") != std::string::npos);
    CHECK(Written("channel: moon\n").complaint().find(".review.yaml:1: ") != std::string::npos);
    CHECK(Written("fail-on: never\n").complaint().find(".review.yaml:1: ") != std::string::npos);
    CHECK(Written("packs: {}\n").complaint() != "accepted");
    CHECK(Written("policy: [a, b]\n").complaint() != "accepted");
    CHECK(Written("policy: ''\n").complaint() != "accepted");
    CHECK(Written("- policy\n").complaint() != "accepted");
    CHECK(Written("policy: strict\npolicy: default\n").complaint() != "accepted");
    // Whoever may write here could forge what the key vouches for.
    CHECK(Written("key-file: key\n").complaint() != "accepted");
}
