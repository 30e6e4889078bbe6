#include <catch2/catch.hpp>

#include <review/approval_rules.hpp>
#include <review/error.hpp>

#include "base/messages.hpp"
#include "base/utc_time.hpp"

using namespace review;

namespace {

constexpr std::int64_t noon = 1'772'366'400;  // 2026-03-01T12:00:00Z
constexpr std::int64_t day = 86400;

const char* const office = R"(
approvals: county-office
valid_days: 30
persons:
  - {person: E1001, name: 承办}
  - {person: E1002, name: 初审员}
  - {person: E1003, name: 复审员}
  - {person: E1004, name: 局长}
  - {person: E1005, name: 副局长}
roles:
  - {role: 初审, order: 1, holders: [E1001, E1002, E1005]}
  - {role: 复审, order: 2, threshold: 2, holders: [E1003, E1004, E1005]}
break_glass: {threshold: 2, holders: [E1004, E1005]}
)";

ApprovalRules rules(const std::string& yaml = office) { return parse_approval_rules(as_bytes(yaml), "rules.yaml"); }

SignedApproval approval(const std::string& person, const std::string& role, std::int64_t time, std::uint8_t key = 0) {
    SignedApproval one;
    one.approval.person = person;
    one.approval.role = role;
    one.approval.kind = role == "break-glass" ? ApprovalKind::break_glass : ApprovalKind::approve;
    one.approval.expires = utc_text(time + 30 * day);
    one.certificate.serial_number_rdn = person;
    one.certificate.spki.bytes[0] = key != 0 ? key : static_cast<std::uint8_t>(person.back());
    one.certificate.not_before = noon - 100 * day;
    one.certificate.not_after = noon + 100 * day;
    one.time = time;
    return one;
}

Standing standing(const std::vector<SignedApproval>& approvals, std::int64_t now = noon + day) {
    return standing_of(rules(), "E1001", approvals, now);
}

std::string complaint(const std::string& yaml) {
    try {
        rules(yaml);
    } catch (const Error& error) {
        CHECK(error.code() == Errc::bad_config);
        return error.what();
    }
    return "";
}

}  // namespace

TEST_CASE("a document may go out once every role has its number of different persons") {
    CHECK(standing({}).missing.size() == 2);
    std::vector<SignedApproval> given{approval("E1002", "初审", noon)};
    CHECK(standing(given).missing == std::vector<std::string>{"复审: 0 of 2 have approved"});
    given.push_back(approval("E1003", "复审", noon + 10));
    CHECK(standing(given).missing == std::vector<std::string>{"复审: 1 of 2 have approved"});
    given.push_back(approval("E1004", "复审", noon + 20));
    CHECK(standing(given).complete());
    CHECK_FALSE(standing(given).break_glass);
    CHECK(standing(given).refused.empty());
}

TEST_CASE("what does not count is named with its reason") {
    const auto first = approval("E1002", "初审", noon);
    const auto refused = [&](SignedApproval one) {
        const auto result = standing({first, std::move(one)});
        CHECK_FALSE(result.complete());
        REQUIRE(result.refused.size() == 1);
        return result.refused[0];
    };
    CHECK(refused(approval("E1002", "复审", noon + 1)) == "the approval by E1002 as 复审 does not count: this person has approved already");
    CHECK(refused(approval("E1003", "复审", noon + 1, '2')) == "the approval by E1003 as 复审 does not count: this key has approved already");
    CHECK(refused(approval("E9999", "复审", noon + 1)) == "the approval by E9999 as 复审 does not count: the rules know nobody with this certificate");
    CHECK(refused(approval("E1001", "初审", noon + 1)) == "the approval by E1001 as 初审 does not count: who redacted does not approve");
    CHECK(refused(approval("E1003", "初审", noon + 1)) == "the approval by E1003 as 初审 does not count: this person does not hold the role");
    CHECK(refused(approval("E1003", "局长", noon + 1)) == "the approval by E1003 as 局长 does not count: this person does not hold the role");

    auto claimed = approval("E1003", "复审", noon + 1);
    claimed.approval.person = "E1004";
    CHECK(refused(claimed) == "the approval by E1004 as 复审 does not count: the certificate is another person's");

    auto long_lived = approval("E1003", "复审", noon + 1);
    long_lived.approval.expires = utc_text(noon + 31 * day);
    CHECK(refused(long_lived) == "the approval by E1003 as 复审 does not count: it claims to be good for longer than the rules permit");

    auto expired = approval("E1003", "复审", noon + 1);
    expired.certificate.not_after = noon;
    CHECK(refused(expired) == "the approval by E1003 as 复审 does not count: the certificate was not valid then");

    CHECK(refused(approval("E1003", "复审", noon + 2 * day)) == "the approval by E1003 as 复审 does not count: its time has not come yet: a clock is wrong");
}

TEST_CASE("a higher role waits for the lower one") {
    const auto early = standing({approval("E1003", "复审", noon), approval("E1002", "初审", noon + 1)});
    CHECK(early.refused == std::vector<std::string>{"the approval by E1003 as 复审 does not count: 初审 has to come first"});
    // Of one second the lower came first, in whatever order they are listed.
    const auto same = standing({approval("E1003", "复审", noon), approval("E1002", "初审", noon)});
    CHECK(same.refused.empty());
}

TEST_CASE("an approval ends, and with it the permission") {
    const std::vector<SignedApproval> given{approval("E1002", "初审", noon), approval("E1003", "复审", noon), approval("E1004", "复审", noon)};
    CHECK(standing(given, noon + 30 * day).complete());
    const auto later = standing(given, noon + 30 * day + 1);
    CHECK_FALSE(later.complete());
    CHECK(later.refused.size() == 3);
}

TEST_CASE("break-glass takes two of those named for it, and nobody else") {
    CHECK_FALSE(standing({approval("E1004", "break-glass", noon)}).complete());
    const auto two = standing({approval("E1004", "break-glass", noon), approval("E1005", "break-glass", noon)});
    CHECK(two.complete());
    CHECK(two.break_glass);
    CHECK_FALSE(standing({approval("E1004", "break-glass", noon), approval("E1003", "break-glass", noon)}).complete());
    CHECK_FALSE(standing({approval("E1004", "break-glass", noon), approval("E1004", "break-glass", noon + 1, 'x')}).complete());
}

TEST_CASE("an approval that was taken back does not count, and one given anew does") {
    auto first = approval("E1002", "初审", noon);
    first.approval.time = utc_text(noon);
    const auto of = [](const SignedApproval& one) { return sha256(as_bytes(approval_json(one.approval))); };
    RevocationRecord word{"a.pdf", of(first), {}, "E1002", "初审", RevocationReason::mistake, utc_text(noon + 10), {}};
    const auto with = [&](std::vector<SignedApproval> given) { return standing_of(rules(), "E1001", given, noon + day, {word}); };

    CHECK(standing({first}).refused.empty());
    CHECK(with({first}).refused == std::vector<std::string>{"the approval by E1002 as 初审 does not count: it was taken back"});
    CHECK(with({}).revoked == std::vector<std::string>{"E1002 took back the approval as 初审 on 2026-03-01T12:00:10Z: it was given by mistake"});

    // Another approval of this person, from before, is a copy of the same will; one from after is a new one.
    auto copy = approval("E1002", "初审", noon + 10);
    copy.approval.time = utc_text(noon + 10);
    CHECK(with({copy}).refused.size() == 1);
    auto anew = approval("E1002", "初审", noon + 11);
    anew.approval.time = utc_text(noon + 11);
    CHECK(with({anew}).refused.empty());
    CHECK(with({anew}).revoked.empty());

    // Of another statement, or by another person, it says nothing.
    auto other = copy;
    other.approval.statement = sha256(as_bytes("another"));
    CHECK(with({other}).refused.empty());
    word.person = "E1005";
    CHECK(with({copy}).refused.empty());
    // A clock that was ahead when it was given: it is named all the same.
    word = {"a.pdf", of(first), {}, "E1002", "初审", RevocationReason::key_lost, utc_text(noon - 60), {}};
    CHECK(with({first}).refused.size() == 1);
}

TEST_CASE("a person may be named by keys instead of by a number") {
    const std::string key(64, 'a');
    const auto named = rules("approvals: x\npersons: [{person: 甲, keys: [" + key + "]}]\nroles: [{role: 审定, order: 1, holders: [甲]}]\n");
    CertificateFacts facts;
    facts.serial_number_rdn = "甲";
    CHECK(person_of(named, facts) == nullptr);
    facts.spki.bytes.fill(0xaa);
    REQUIRE(person_of(named, facts) != nullptr);
    CHECK(person_of(named, facts)->id == "甲");
}

TEST_CASE("rules that cannot be kept are refused by file and line") {
    const std::string persons = "approvals: x\npersons:\n  - {person: A}\n  - {person: B}\n";
    CHECK(complaint(persons + "roles:\n  - {role: r, order: 1, holders: [C]}\n") == "rules.yaml:6: C is not one of the persons");
    CHECK(complaint(persons + "roles:\n  - {role: r, order: 1, threshold: 2, holders: [A]}\n") == "rules.yaml:6: 2 persons are asked for, and there are not so many");
    CHECK(complaint(persons + "roles:\n  - {role: r, order: 1, threshold: 2, holders: [A, A]}\n") == "rules.yaml:6: somebody stands here twice");
    CHECK(complaint(persons + "roles:\n  - {role: r, order: 0, holders: [A]}\n") == "rules.yaml:6: a number from 1 to 100 is expected");
    CHECK(complaint(persons + "roles:\n  - {role: r, order: 1, holder: [A]}\n") == "rules.yaml:6: unknown key \"holder\"; known here: role, order, threshold, holders");
    CHECK(complaint(persons + "roles: []\n") == "rules.yaml:5: there is no role: without rules give no --approvals");
    CHECK(complaint(persons + "roles:\n  - {role: r, order: 1, holders: [A]}\nbreak_glass: {threshold: 1, holders: [A, B]}\n") ==
          "rules.yaml:7: a number from 2 to 100 is expected");
    const std::string key(64, 'b');
    CHECK(complaint("approvals: x\npersons:\n  - {person: A, keys: [" + key + "]}\n  - {person: B, keys: [" + key + "]}\nroles: []\n") ==
          "rules.yaml:3: a key of B is another person's, too");
}
