#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <map>
#include <set>
#include <sstream>

#include <review/scanner.hpp>

using namespace review;

namespace {

const std::string vectors_file = REVIEW_SHARED "/data/vectors.tsv";

// Which rules speak for a type of vectors.tsv.
const std::map<std::string, std::set<std::string>> covered{
    {"cn.id18", {"cn-identity/resident-id"}},
    {"cn.id18.near", {"cn-identity/resident-id"}},
    {"cn.id15", {"cn-identity/resident-id-15"}},
    {"cn.hkmo_tw_residence", {"cn-identity/resident-id"}},
    {"cn.mobile", {"cn-contact/mobile"}},
    {"email", {"cn-contact/email"}},
    {"cn.bankcard", {"cn-finance/bank-card"}},
    {"cn.uscc", {"cn-organisation/uscc"}},
    {"cn.uscc.sole", {"cn-organisation/uscc"}},
    {"cn.state_secret",
     {"cn-classified/secret-marking", "cn-classified/level-word", "cn-classified/copy-number",
      "cn-classified/urgency", "cn-classified/declassified"}},
    {"cn.internal", {"cn-work-secret/marking", "cn-work-secret/process"}},
    {"secret", {"credentials/private-key", "credentials/cloud-key-id"}},
};

// Types no rule speaks for yet. A type that loses its rule, or a new one, fails the test below.
const std::set<std::string> uncovered{
    "addr", "birth", "cn.bankacct", "cn.docno", "cn.driving_file", "cn.foreign_pr15", "cn.foreign_pr18",
    "cn.home_return", "cn.landline", "cn.landline.office", "cn.military", "cn.orgcode", "cn.passport", "cn.plate",
    "cn.regno15", "cn.service", "cn.trade_secret", "cn.two_way", "geo", "hk.id", "im.qq", "im.wechat",
    "intl.marking", "ipv4", "mac", "medical", "minor", "mrz", "name", "tw.id", "vin"};

struct Row {
    std::string type, text, expect;
};

std::vector<Row> rows() {
    std::vector<Row> list;
    std::ifstream file(vectors_file);
    std::string line;
    std::getline(file, line);
    while (std::getline(file, line)) {
        std::istringstream fields(line);
        Row row;
        std::getline(fields, row.type, '\t');
        std::getline(fields, row.text, '\t');
        std::getline(fields, row.expect, '\t');
        list.push_back(row);
    }
    return list;
}

std::vector<Finding> findings_of(const Scanner& scanner, const Row& row) {
    Part part;
    part.text = row.text;
    std::vector<Finding> mine;
    for (auto& finding : scanner.scan(part)) {
        if (covered.at(row.type).count(finding.rule)) mine.push_back(std::move(finding));
    }
    return mine;
}

// Harmless or weak: nothing that a gate would stop.
bool weak(const Finding& finding) {
    return finding.likelihood == Likelihood::possible || finding.severity == Severity::low;
}

void check(const Row& row, const std::vector<Finding>& found) {
    const std::set<std::string> weaker{"context", "process", "review", "info", "lint", "allow", "allow/low"};
    if (row.expect == "pos" || row.expect == "pos(label)") {
        REQUIRE_FALSE(found.empty());
        CHECK(found[0].likelihood >= Likelihood::likely);
    } else if (row.expect.starts_with("pos-") || row.expect.find("/pos-") != std::string::npos) {
        CHECK_FALSE(found.empty());
        if (row.expect != "pos-context") for (const auto& one : found) CHECK(one.likelihood != Likelihood::certain);
    } else if (row.expect == "neg-high") {
        for (const auto& one : found) CHECK(one.likelihood != Likelihood::certain);
    } else if (weaker.count(row.expect)) {
        REQUIRE_FALSE(found.empty());
        for (const auto& one : found) CHECK(weak(one));
    } else {
        CHECK(row.expect.starts_with("neg"));
        CHECK(found.empty());
    }
}

}  // namespace

TEST_CASE("every vector whose type has a rule comes out as its row says") {
    if (!std::filesystem::exists(vectors_file)) {
        WARN("NOT CHECKED: the shared vectors are absent");
        return;
    }
    const auto scanner = Scanner::compile(built_in_packs());
    std::map<std::string, int> left;
    for (const Row& row : rows()) {
        if (!covered.count(row.type)) {
            ++left[row.type];
            continue;
        }
        INFO(row.type << " " << row.text << " " << row.expect);
        check(row, findings_of(scanner, row));
    }
    std::set<std::string> types;
    std::string list;
    for (const auto& [type, count] : left) {
        types.insert(type);
        list += " " + type + "(" + std::to_string(count) + ")";
    }
    WARN("not yet covered:" << list);
    CHECK(types == uncovered);
}

TEST_CASE("official prose holds nothing that a gate would stop") {
    const std::string folder = REVIEW_SHARED "/corpus/text-gov-zh";
    if (!std::filesystem::exists(folder)) {
        WARN("NOT CHECKED: the shared prose is absent");
        return;
    }
    const auto scanner = Scanner::compile(built_in_packs());
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        std::ifstream file(entry.path(), std::ios::binary);
        Part part;
        part.text.assign(std::istreambuf_iterator<char>(file), {});
        for (const auto& finding : scanner.scan(part)) {
            if (weak(finding)) continue;
            FAIL_CHECK(entry.path().filename() << " " << finding.rule << " at glyph " << finding.where.span.begin);
        }
    }
}
