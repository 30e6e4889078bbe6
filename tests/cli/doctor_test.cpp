#include <catch2/catch.hpp>

#include <filesystem>

#include <nlohmann/json.hpp>

#include "cli/program.hpp"

using namespace cli_test;
using support::TempFolder;

namespace {

struct Machine {
    support::Ran run(const std::string& surroundings, const std::string& words = "--format json") const {
        return shell("cd '" + folder.path() + "' && export HOME='" + folder.path() + "' && unset REVIEW_KEY_FILE XDG_CACHE_HOME REVIEW_CACHE_DIR && " +
                     "export XDG_STATE_HOME='" + folder.path() + "'; " + surroundings + " \"$REVIEW\" doctor " + words);
    }
    nlohmann::json check(const std::string& surroundings, const std::string& name) const {
        const auto health = nlohmann::json::parse(run(surroundings).out);
        for (const auto& one : health["checks"]) {
            if (one["name"] == name) return one;
        }
        return {};
    }
    TempFolder folder;
};

}  // namespace

TEST_CASE("on a machine with everything, all is well, nothing is made, and the JSON is what its schema says") {
    const Machine machine;
    const auto text = machine.run("", "");
    INFO(text.out << text.err);
    CHECK(text.status == 0);
    CHECK(text.out.find("review works here.") != std::string::npos);
    CHECK(text.out.find("missing") == std::string::npos);
    const auto json = machine.run("");
    CHECK(nlohmann::json::parse(json.out)["works"] == true);
    support::write_file(machine.folder / "health.json", json.out);
    CHECK(support::run({"/usr/bin/python3", "-c", "import json,sys,jsonschema; jsonschema.validate(json.load(open(sys.argv[1])), json.load(open(sys.argv[2])))",
                        machine.folder / "health.json", std::string(REVIEW_SOURCE) + "/libreview/docs/health.schema.json"}).status == 0);
    CHECK_FALSE(std::filesystem::exists(machine.folder / "review"));  // no key was made
}

TEST_CASE("what is missing is named, with what that disables, and the program works all the same") {
    const Machine machine;
    CHECK(machine.check("REVIEW_PDFTOPPM=/nonexistent", "pdftoppm")["state"] == "missing");
    CHECK(machine.check("REVIEW_PDFTOPPM=/nonexistent", "pdftoppm")["disables"].get<std::string>().find("rasterise") != std::string::npos);
    CHECK(machine.check("REVIEW_CMAP_DIR=/nonexistent", "cmaps")["found"].get<std::string>().find("Adobe-GB1-UCS2") != std::string::npos);
    CHECK(machine.check("REVIEW_GIT=/nonexistent", "git")["state"] == "missing");
    CHECK(machine.check("XDG_CACHE_HOME=/dev/null", "cache")["state"] == "missing");
    CHECK(machine.check("unset XDG_STATE_HOME HOME;", "key")["state"] == "missing");
    support::write_file(machine.folder / "fonts.conf", "<?xml version='1.0'?><!DOCTYPE fontconfig SYSTEM 'fonts.dtd'><fontconfig><dir>/nonexistent</dir></fontconfig>");
    CHECK(machine.check("FONTCONFIG_FILE='" + machine.folder / "fonts.conf" + "'", "han-label-font")["state"] == "missing");
    CHECK(machine.run("REVIEW_PDFTOPPM=/nonexistent REVIEW_GIT=/nonexistent REVIEW_CMAP_DIR=/nonexistent").status == 0);
}

TEST_CASE("where every scan would end in an error, doctor says so with status 2") {
    const Machine machine;
    CHECK(machine.run("REVIEW_KEY_FILE=/nonexistent/key").status == 2);
    CHECK(machine.check("REVIEW_KEY_FILE=/nonexistent/key", "key")["needed"] == true);
    support::write_file(machine.folder / ".review.yaml", "colour: red\n");
    const auto ran = machine.run("", "");
    CHECK(ran.status == 2);
    CHECK(ran.out.find("BAD      configuration: ") != std::string::npos);
    CHECK(ran.out.find("review does NOT work here.") != std::string::npos);
    CHECK(machine.run("", "--lang zh").out.find("本机无法运行") != std::string::npos);
}
