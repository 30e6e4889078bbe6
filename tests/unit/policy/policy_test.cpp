#include <catch2/catch.hpp>

#include <review/error.hpp>
#include <review/policy.hpp>

#include "support/run.hpp"

using namespace review;

namespace {

Finding finding(const char* rule, Category category, Likelihood likelihood) {
    Finding result;
    result.rule = rule;
    result.category = category;
    result.likelihood = likelihood;
    return result;
}

Action action_of(const char* policy, Channel channel, Finding of) {
    apply(load_policy(policy, channel), of);
    return of.action;
}

std::string complaint(const std::string& yaml) {
    const support::TempFolder folder;
    support::write_file(folder / "p.yaml", yaml);
    try {
        load_policy(folder / "p.yaml", Channel::internet);
    } catch (const Error& error) {
        CHECK(error.code() == Errc::bad_config);
        return error.what();
    }
    return "accepted";
}

}  // namespace

TEST_CASE("an ID number blocks on the internet and warns where readers are known") {
    const auto id = [] { return finding("cn-identity/resident-id", Category::personal, Likelihood::certain); };
    CHECK(action_of("default", Channel::internet, id()) == Action::block);
    CHECK(action_of("default", Channel::board, id()) == Action::block);
    CHECK(action_of("default", Channel::restricted, id()) == Action::warn);
}

TEST_CASE("a secret marking blocks on every channel") {
    for (const auto channel : {Channel::internet, Channel::restricted, Channel::board}) {
        CHECK(action_of("default", channel, finding("any/secret", Category::classified, Likelihood::likely)) == Action::block);
    }
}

TEST_CASE("a near miss is for a person to look at") {
    CHECK(action_of("default", Channel::internet, finding("x/y", Category::personal, Likelihood::possible)) == Action::review);
}

TEST_CASE("a row adds its basis once") {
    auto found = finding("x/y", Category::personal, Likelihood::certain);
    found.basis = {"PIPL28"};
    apply(load_policy("default", Channel::internet), found);
    CHECK(found.basis == std::vector<std::string>{"PIPL28", "条例15"});
}

TEST_CASE("a term asked for on the command line blocks") {
    CHECK(action_of("default", Channel::internet, finding("terms/term-1", Category::term, Likelihood::possible)) == Action::block);
}

TEST_CASE("what no row names is reviewed") {
    Policy none;
    auto found = finding("x/y", Category::personal, Likelihood::certain);
    found.action = Action::allow;
    apply(none, found);
    CHECK(found.action == Action::review);
}

TEST_CASE("an unknown key is refused and names file and line") {
    CHECK(complaint("policy: p\nrows:\n  - {rule: a/b, acton: block}\n").find("p.yaml:3: unknown key \"acton\"") != std::string::npos);
    CHECK(complaint("policy: p\nrow: []\n").find("unknown key \"row\"") != std::string::npos);
}

TEST_CASE("an unknown action, likelihood or selector is refused, on other channels too") {
    CHECK(complaint("policy: p\nrows: [{rule: a/b, action: stop}]\n").find("stop") != std::string::npos);
    CHECK(complaint("policy: p\nrows: [{rule: a/b, action: block, board: stop}]\n").find("stop") != std::string::npos);
    CHECK(complaint("policy: p\nrows: [{rule: a/b, at_least: maybe, action: block}]\n").find("maybe") != std::string::npos);
    CHECK(complaint("policy: p\nrows: [{rule: nonsense, action: block}]\n").find("nonsense") != std::string::npos);
    CHECK(complaint("policy: p\nrows: [{rule: a/b}]\n").find("action") != std::string::npos);
}

TEST_CASE("a policy that is nowhere is refused and the built-in ones are named") {
    CHECK_THROWS_WITH(load_policy("/nowhere/p", Channel::internet), Catch::Contains("default, enforcement") && Catch::Contains("strict"));
}

TEST_CASE("every built-in policy loads for every channel") {
    for (const auto& name : built_in_policies()) {
        for (const auto channel : {Channel::internet, Channel::restricted, Channel::board}) {
            CHECK(load_policy(name, channel).name == name);
        }
    }
}

TEST_CASE("each class of documents has a policy that bears its name") {
    for (const auto& name : {"enforcement", "subsidy-list", "procurement", "epidemic-notice", "normative", "reply-to-request", "default"}) {
        INFO(name);
        CHECK(load_policy(name, Channel::internet).document_class == name);
    }
    CHECK(load_policy("strict", Channel::internet).document_class == "default");
}

TEST_CASE("one ID number is judged by the class of its document and where that goes") {
    const auto id = [](Likelihood likelihood) { return finding("cn-identity/resident-id", Category::personal, likelihood); };
    CHECK(action_of("default", Channel::internet, id(Likelihood::possible)) == Action::review);
    CHECK(action_of("subsidy-list", Channel::restricted, id(Likelihood::possible)) == Action::block);
    CHECK(action_of("epidemic-notice", Channel::board, id(Likelihood::possible)) == Action::block);
    CHECK(action_of("enforcement", Channel::restricted, id(Likelihood::certain)) == Action::warn);
    CHECK(action_of("reply-to-request", Channel::restricted, id(Likelihood::certain)) == Action::block);
}

TEST_CASE("a marking of a state secret blocks in every class and on every channel") {
    for (const auto& name : built_in_policies()) {
        for (const auto where : {Channel::internet, Channel::restricted, Channel::board}) {
            INFO(name);
            CHECK(action_of(name.c_str(), where, finding("cn-classified/secret-marking", Category::classified, Likelihood::likely)) == Action::block);
        }
    }
}

TEST_CASE("a policy that extends another tries its own rows first and wants the same published") {
    const support::TempFolder folder;
    support::write_file(folder / "p.yaml", "policy: office\nclass: tender\nextends: default\nmask_floor: 50\nmust_publish:\n"
                                           "  - {labels: [评审得分]}\nrows:\n  - {rule: cn-contact/mobile, action: warn}\n");
    const auto policy = load_policy(folder / "p.yaml", Channel::internet);
    CHECK(policy.document_class == "tender");
    CHECK(policy.mask_floor == 50);
    CHECK(policy.must_publish.size() == load_policy("default", Channel::internet).must_publish.size() + 1);
    auto mobile = finding("cn-contact/mobile", Category::personal, Likelihood::certain);
    apply(policy, mobile);
    CHECK(mobile.action == Action::warn);
    auto id = finding("cn-identity/resident-id", Category::personal, Likelihood::certain);
    apply(policy, id);
    CHECK(id.action == Action::block);
}

TEST_CASE("what a policy says beyond its rows is read as strictly") {
    CHECK(complaint("policy: p\nextends: nobody\nrows: []\n").find("p.yaml:2: \"nobody\"") != std::string::npos);
    for (const auto* name : {"default", "strict", "Default", "\"default \"", "subsidy_list", "ｄｅｆａｕｌｔ", "\" \"", "\"\""}) {
        INFO(name);
        CHECK(complaint(std::string("policy: ") + name + "\nrows: []\n").find("p.yaml:1: the name ") != std::string::npos);
    }
    CHECK(complaint("policy: p\nclass: Big Class\nrows: []\n").find("p.yaml:2:") != std::string::npos);
    CHECK(complaint("policy: p\nmask_floor: -1\nrows: []\n").find("p.yaml:2:") != std::string::npos);
    CHECK(complaint("policy: p\nmask_floor: many\nrows: []\n").find("p.yaml:2:") != std::string::npos);
    CHECK(complaint("policy: p\nmust_publish:\n  - {lables: [办公电话]}\nrows: []\n").find("p.yaml:3: unknown key \"lables\"") != std::string::npos);
    CHECK(complaint("policy: p\nmust_publish:\n  - {rule: cn-contact/*}\nrows: []\n").find("p.yaml:3:") != std::string::npos);
    CHECK(complaint("policy: p\nmust_publish:\n  - {labels: [\" \"]}\nrows: []\n").find("p.yaml:3:") != std::string::npos);
}

TEST_CASE("a copy of a built-in policy is that policy") {
    for (const auto& name : built_in_policies()) {
        const auto copy = load_policy(std::string(REVIEW_SOURCE) + "/patterns/policies/" + name + ".yaml", Channel::internet);
        CHECK(copy.name == name);
        CHECK(copy.digest == load_policy(name, Channel::internet).digest);
    }
}
