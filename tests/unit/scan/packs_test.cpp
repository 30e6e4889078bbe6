#include <catch2/catch.hpp>

#include <review/error.hpp>
#include <review/scanner.hpp>

using namespace review;

namespace {

Part part_of(std::string text) {
    Part part;
    part.text = std::move(text);
    return part;
}

std::string refusal(const std::vector<std::string>& terms, const std::vector<std::string>& regexes) {
    try {
        Scanner::compile({terms_pack(terms, regexes)});
    } catch (const Error& error) {
        CHECK(error.code() == Errc::bad_pattern);
        return error.what();
    }
    return {};
}

}  // namespace

TEST_CASE("every example of the built-in packs comes out as it says") {
    for (const auto& complaint : check_packs(built_in_packs())) {
        FAIL_CHECK(complaint.file << ":" << complaint.line << " " << complaint.rule << ": " << complaint.what);
    }
}

TEST_CASE("a term is found with spaces between its characters and across lines") {
    const auto scanner = Scanner::compile({terms_pack({"张三丰", "John Smith"}, {})});
    CHECK(scanner.scan(part_of("致张三丰")).size() == 1);
    CHECK(scanner.scan(part_of("张 三\u3000丰")).size() == 1);
    CHECK(scanner.scan(part_of("張三\u200b豐")).size() == 1);
    const auto findings = scanner.scan(part_of("x John\nSmith y"));
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].where.span == GlyphSpan{0, 2, 12});
    CHECK(findings[0].rule == "terms/term-2");
}

TEST_CASE("a regular expression counts characters and gives the longest place") {
    const auto scanner = Scanner::compile({terms_pack({}, {"张.{2}", "[a-c]+"})});
    const auto findings = scanner.scan(part_of("致张三丰 aabbc"));
    REQUIRE(findings.size() == 2);
    CHECK(findings[0].excerpt.reveal() == "张三丰");
    CHECK(findings[1].excerpt.reveal() == "aabbc");
}

TEST_CASE("a term of nothing and an expression the engine refuses are bad patterns that name the rule") {
    CHECK(refusal({" \u200b"}, {}).find("term-1") != std::string::npos);
    CHECK(refusal({}, {"ok", "(?=x)y"}).find("regex-2") != std::string::npos);
    CHECK(refusal({}, {"x*"}).find("regex-1") != std::string::npos);
    CHECK(refusal({}, {"("}).find("regex-1") != std::string::npos);
}

TEST_CASE("a pack with an unknown key is refused with file and line") {
    const std::string yaml = "pack: x\nversion: \"1\"\ntitle: {en: x, zh: x}\nrules:\n  - id: a\n    colour: red\n";
    CHECK_THROWS_WITH(parse_pack("x.yaml", as_bytes(yaml)), Catch::Contains("x.yaml:6"));
}

TEST_CASE("a pack that can find nothing, or has a name that is taken, is refused with file and line") {
    const auto complaint = [](const std::string& pack, const std::string& rules) -> std::string {
        const std::string yaml = "pack: " + pack + "\nversion: \"1\"\ntitle: {en: x, zh: x}\nrules:" + rules;
        try {
            parse_pack("x.yaml", as_bytes(yaml));
        } catch (const Error& error) {
            CHECK(error.code() == Errc::bad_pattern);
            return error.what();
        }
        return "";
    };
    const auto rule = [](const std::string& id, const std::string& more) {
        return "\n  - {id: " + id + ", title: {en: x, zh: x}, source: x, category: term, severity: low,\n     " + more + "}\n";
    };
    std::string ideographs;
    for (int i = 0; i < 20; ++i) ideographs += "长";
    CHECK(complaint("x", rule("a", "match: b, labels: [" + ideographs + "]")).empty());
    CHECK(complaint("x", " []\n") == "x.yaml:4: the list is empty: nothing would be found");
    CHECK(complaint("x", rule("a", "match: b, views: []")) == "x.yaml:6: the list is empty: nothing would be found");
    CHECK(complaint("x", rule("a", "match: b, label_required: true")) == "x.yaml:6: label_required needs labels: nothing would be found");
    CHECK(complaint("x", rule("a", "match: b, labels: [" + ideographs + "长]")).starts_with("x.yaml:6: a label is longer than 60 bytes"));
    CHECK(complaint("x", rule("a", "value: b, labels: [" + ideographs + "长]")).empty());  // found at its whole length
    CHECK(complaint("x", rule("a", "match: b, labels: ['\u200b']")).starts_with("x.yaml:6: nothing is left"));
    for (const auto& name : std::vector<std::string>{"a b", "a/b", "'*'", "A", "甲", "''", std::string(65, 'a')}) {
        INFO(name);
        CHECK(complaint(name, rule("a", "match: b")).starts_with("x.yaml:1: a name is small letters"));
        CHECK(complaint("x", rule(name, "match: b")).starts_with("x.yaml:5: a name is small letters"));
    }
    for (const std::string name : {"cn-contact", "terms", "policy", "trade-secret"}) {
        CHECK(complaint(name, rule("a", "match: b")).starts_with("x.yaml:1: the name " + name + " is that of a built-in pack"));
    }
    const auto two = [&](const std::string& id) { return parse_pack(id + ".yaml", as_bytes("pack: x\nversion: \"1\"\ntitle: {en: x, zh: x}\nrules:" + rule("a", "match: b"))); };
    CHECK_THROWS_WITH(Scanner::compile({two("one"), two("two")}), Catch::Contains("two.yaml:5: rule a: the id stands twice: two packs are called x"));
}

TEST_CASE("floods of digits, stars and half mail addresses come to an end") {
    const auto scanner = Scanner::compile(built_in_packs());
    for (const std::string unit : {"1", "1 ", "138-", "a.a@a.a.", "★", "机密★", "1O", "l ", "91420300MA4AQXTP4Y"}) {
        std::string flood;
        while (flood.size() < (1u << 20)) flood += unit;
        const Part part = part_of(flood);
        INFO(unit);
        CHECK_NOTHROW(scanner.scan(part));
    }
}

TEST_CASE("rules that stand apart find what they find together") {
    auto packs = built_in_packs();
    std::vector<PatternPack> together = packs, apart = packs;
    bool any = false;
    std::string text;
    for (std::size_t i = 0; i < packs.size(); ++i) {
        for (std::size_t j = 0; j < packs[i].rules.size(); ++j) {
            any = any || packs[i].rules[j].apart;
            together[i].rules[j].apart = false;
            apart[i].rules[j].apart = true;
            for (const auto& example : packs[i].rules[j].positive) text += example.text + "\n";
        }
    }
    CHECK(any);
    const Part part = part_of(text);
    const auto seen_by = [&](std::vector<PatternPack> rules) {
        std::vector<std::pair<GlyphSpan, std::string>> seen;
        for (const auto& finding : Scanner::compile(std::move(rules)).scan(part)) seen.emplace_back(finding.where.span, finding.rule);
        return seen;
    };
    const auto as_built = seen_by(packs);
    CHECK(as_built.size() > 200);
    CHECK(seen_by(together) == as_built);
    CHECK(seen_by(apart) == as_built);
}

TEST_CASE("labels alone in their cells, on one line of four megabytes, come to an end") {
    const auto scanner = Scanner::compile(built_in_packs());
    std::string line;
    while (line.size() < (4u << 20)) line += "联系电话\t姓名\t户名\t";
    CHECK_NOTHROW(scanner.scan(part_of(line)));
}
