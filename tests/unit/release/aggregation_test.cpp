#include <catch2/catch.hpp>

#include <sys/stat.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <set>

#include <review/aggregation_check.hpp>
#include <review/aggregation_rekey.hpp>
#include <review/draft.hpp>
#include <review/error.hpp>
#include <review/ledger_check.hpp>
#include <review/ledger_json.hpp>
#include <review/ledger_register.hpp>
#include <review/pattern_pack.hpp>
#include <review/token_index.hpp>

#include "scan/mask_strength.hpp"
#include "support/run.hpp"

using namespace review;
using support::TempFolder;

namespace {

const Scanner& scanner() {
    static const Scanner compiled = Scanner::compile(built_in_packs());
    return compiled;
}

DocumentRecords read(const std::string& text) {
    const auto draft = make_draft("draft.txt", Bytes(text.begin(), text.end()));
    return records_of(*open_document(draft), scanner());
}

// An office with a ledger, and a key of aggregation of one epoch.
struct Office {
    TempFolder folder;
    std::string path = folder / "office.ledger", key_path = folder / "aggregation.key";
    NoteKey log_key = NoteKey::create(folder / "log.key", "www.example.gov.cn/ledger");
    Ledger ledger = Ledger::create(path, log_key.verifier());
    std::string first_epoch = AggregationKeys::make_epoch(key_path, "2026-01-01");
    AggregationKeys keys = AggregationKeys::load(key_path);
    AggregationRules rules = load_aggregation("default");

    std::uint64_t publish(const std::string& name, const std::string& text, const std::string& expires = {}) {
        const auto tokens = tokens_of(read(text).records, keys.epochs().back());
        ReleaseRecord record;
        record.name = name, record.channel = "internet", record.published = std::string(64, 'a');
        record.expires = expires;
        record.tokens = tokens.digest().hex();
        auto append = ledger.begin(EntryKind::release, body_json(record));
        append.add_tokens(tokens);
        const auto index = append.entry().index;
        append.commit();
        return index;
    }
    AggregationReport check(const std::string& text, const std::string& day = "2026-12-01") const {
        AggregationRequest request{&ledger, &keys, &rules, "draft.txt", Channel::internet, day};
        return check_aggregation(read(text), request);
    }
};

std::vector<const AggregationFinding*> by(const AggregationReport& report, const std::string& rule) {
    std::vector<const AggregationFinding*> found;
    for (const auto& finding : report.findings) {
        if (finding.rule == rule) found.push_back(&finding);
    }
    return found;
}

bool tells(const Contribution& one, AttributeKind kind) { return std::find(one.kinds.begin(), one.kinds.end(), kind) != one.kinds.end(); }

bool has(const std::vector<Remedy>& remedies, RemedyKind kind, AttributeType type) {
    return std::any_of(remedies.begin(), remedies.end(), [&](const auto& one) { return one.kind == kind && one.type == type; });
}

// One person of the crowd, who has nothing to do with the others.
std::string somebody(int number) {
    const std::vector<std::string> surnames{"王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴"}, given{"志明", "秀英", "海燕", "国强", "丽华"};
    const auto at = static_cast<std::size_t>(number);
    return surnames[at % surnames.size()] + given[at / surnames.size() % given.size()] + "\t" + "1380719" + std::to_string(1000 + number) + "\t郧阳区柳陂镇\n";
}

const std::string third = "姓名\t住址\t身份证号\n孙建国\t茅箭区五堰街道\t4203**********0015\n";
const std::string seventeenth = "出生日期\t手机号码\n1990-01-01\t13807190001\n";
const std::string fiftieth = "姓名\t住址\t手机号码\n孙建国\t茅箭区五堰街道\t13807190001\n";

}  // namespace

TEST_CASE("a record tells each attribute in every granularity") {
    const auto records = read("姓名\t性别\t住址\t身份证号\n孙建国\t男\t茅箭区五堰街道\t420302199001010015\n").records;
    REQUIRE(records.size() == 1);
    std::map<std::string, std::string> told;
    for (const auto& value : records[0].values) told[std::string(name_of(value.kind))] = value.value.reveal();
    CHECK(told == std::map<std::string, std::string>{
        {"id.full", "420302199001010015"}, {"id.front6", "420302"}, {"id.front4", "4203"}, {"id.front2", "42"}, {"id.last4", "0015"}, {"id.last3", "015"}, {"id.last2", "15"},
        {"birth.date", "19900101"}, {"birth.month", "199001"}, {"birth.year", "1990"}, {"sex.value", "1"}, {"name.full", "孙建国"}, {"name.surname-length", "孙/3"},
        {"name.surname", "孙"}, {"place.town", "五堰街道"}, {"place.county", "420302"}});
}

TEST_CASE("a row whose values sound like headings is a row") {
    const auto records = read("姓名\t住址\t残疾类别\n孙建国\t五堰街道\t肢体残疾\n钱多多\t柳陂镇\t听力残疾\n").records;
    REQUIRE(records.size() == 2);
    for (const auto& record : records) {
        std::set<std::string> told;
        for (const auto& value : record.values) told.insert(std::string(name_of(value.kind)));
        CHECK(told == std::set<std::string>{"name.full", "name.surname-length", "name.surname", "place.town", "health.condition"});
    }
    // A line of a page's head between the two halves of a table, and its header again.
    CHECK(read("姓名\t病种\n孙建国\t糖尿病\n第 2 页\n姓名\t病种\n钱多多\t糖尿病\n").records.size() == 2);
}

TEST_CASE("the fiftieth release that completes a combination with the third and the seventeenth is caught and explained") {
    Office office;
    std::uint64_t entry_of_third = 0, entry_of_seventeenth = 0;
    for (int number = 1; number < 50; ++number) {
        const auto name = "release " + std::to_string(number);
        if (number == 3) entry_of_third = office.publish(name, third);
        else if (number == 17) entry_of_seventeenth = office.publish(name, seventeenth);
        else office.publish(name, "姓名\t手机号码\t住址\n" + somebody(2 * number) + somebody(2 * number + 1));
    }
    const auto report = office.check(fiftieth);
    CHECK(report.releases == 49);
    CHECK(report.blind_spots.empty());
    const auto found = by(report, "whole-resident-id");
    REQUIRE(found.size() == 1);
    const auto& finding = *found[0];
    CHECK(finding.candidates == resident_id_candidates("4203**********0015", {{1990}, 1, 1, {}, {420302}}));
    CHECK(finding.candidates == 1);
    CHECK(finding.identifies());
    CHECK(finding.with_live);
    REQUIRE(finding.contributions.size() == 3);
    CHECK(!finding.contributions[0].entry);
    CHECK(finding.contributions[1].entry == entry_of_third);
    CHECK(finding.contributions[1].name == "release 3");
    CHECK(tells(finding.contributions[1], AttributeKind::id_front4));
    CHECK(tells(finding.contributions[1], AttributeKind::id_last4));
    CHECK(finding.contributions[2].entry == entry_of_seventeenth);
    CHECK(finding.contributions[2].name == "release 17");
    CHECK(finding.contributions[2].day.size() == 10);
    CHECK(finding.contributions[1].joined == std::vector{AttributeKind::name_full, AttributeKind::place_town});
    CHECK(finding.contributions[2].joined == std::vector{AttributeKind::phone_full});
    CHECK(tells(finding.contributions[2], AttributeKind::birth_date));

    // A remedy is one that works.
    for (const auto type : {AttributeType::name, AttributeType::place, AttributeType::phone}) CHECK(has(finding.remedies, RemedyKind::coarsen, type));
    CHECK(finding.remedies.size() == 3);
    const auto without_phone = office.check("姓名\t住址\n孙建国\t茅箭区五堰街道\n");
    CHECK(by(without_phone, "whole-resident-id").empty());
    CHECK(by(office.check("姓名\t住址\t手机号码\n孙建国\t茅箭区五堰街道\t138****0001\n"), "whole-resident-id").empty());
    // Each of the two alone completes nothing.
    CHECK(by(office.check("姓名\t住址\n孙建国\t茅箭区五堰街道\n"), "whole-resident-id").empty());
    CHECK(by(office.check("手机号码\n13807190001\n"), "whole-resident-id").empty());
}

TEST_CASE("what fits a masked number is counted with what other releases told") {
    Office office;
    for (auto& rule : office.rules.rules) {
        if (rule.name == "whole-resident-id") rule.floor = 1'000'000'000'000;
    }
    const auto left = [&](const std::string& pattern, const std::string& phone) {
        const auto found = by(office.check("身份证号\t手机号码\n" + pattern + "\t" + phone + "\n"), "whole-resident-id");
        REQUIRE(found.size() == 1);
        return *found[0]->candidates;
    };
    office.publish("year", "出生年份\t手机号码\n1990年\t13807190002\n");
    office.publish("date", "出生日期\t手机号码\n1990-01-01\t13807190003\n");
    office.publish("date and county", "出生日期\t住址\t手机号码\n1990-01-01\t茅箭区五堰街道\t13807190004\n");
    for (const std::string pattern : {"420302********0015", "4203**********0015", "42*************015", "42**************15"}) {
        INFO(pattern);
        CHECK(left(pattern, "13807190001") == resident_id_candidates(pattern));
        CHECK(left(pattern, "13807190002") == resident_id_candidates(pattern, {{1990}, {}, {}, {}, {}}));
        CHECK(left(pattern, "13807190003") == resident_id_candidates(pattern, {{1990}, 1, 1, {}, {}}));
        CHECK(left(pattern, "13807190004") == resident_id_candidates(pattern, {{1990}, 1, 1, {}, {420302}}));
    }
    CHECK(left("420302********0015", "13807190001") == 3154);
}

TEST_CASE("what cannot be counted is for a person to judge, not an all clear") {
    Office office;
    office.publish("old", "出生日期\t手机号码\n1890-01-01\t13807190001\n");
    DocumentRecords draft;
    auto& record = draft.records.emplace_back(RecordValues{"line 1", {}, {}});
    const auto put = [&](AttributeKind kind, const char* value) { record.values.push_back({kind, type_of(kind), Sensitive(value)}); };
    put(AttributeKind::phone_full, "13807190001"), put(AttributeKind::id_last2, "15"), put(AttributeKind::birth_date, "18900101");
    const auto report = check_aggregation(draft, {&office.ledger, &office.keys, &office.rules, "draft", Channel::internet, "2026-12-01"});
    const auto found = by(report, "whole-resident-id");
    REQUIRE(found.size() == 1);
    CHECK_FALSE(found[0]->candidates);
}

TEST_CASE("two who cannot be one are not joined, and whoever may be either is compared with both") {
    Office office;
    office.publish("a", "姓名\t住址\t出生日期\t身份证号\n孙建国\t茅箭区五堰街道\t1990-01-01\t42****************\n");
    office.publish("b", "姓名\t住址\t出生日期\t病种\n孙建国\t茅箭区五堰街道\t1962-05-05\t糖尿病\n");
    const auto either = office.check("姓名\t住址\n孙建国\t茅箭区五堰街道\n");
    REQUIRE(by(either, "known-person-with-illness").size() == 1);
    CHECK(by(either, "known-person-with-illness")[0]->contributions.back().name == "b");
    CHECK_FALSE(by(either, "known-person-with-illness")[0]->adds);
    const auto younger = office.check("姓名\t住址\t出生日期\n孙建国\t茅箭区五堰街道\t1990-01-01\n");
    CHECK(by(younger, "known-person-with-illness").empty());
}

TEST_CASE("what earlier releases told without the draft is shown and does not stop it") {
    Office office;
    office.publish("list", "姓名\t住址\t病种\n孙建国\t茅箭区五堰街道\t糖尿病\n");
    const auto found = by(office.check("姓名\t住址\t手机号码\n孙建国\t茅箭区五堰街道\t13807190001\n"), "known-person-with-illness");
    REQUIRE(found.size() == 1);
    CHECK(found[0]->candidates == 1);
    CHECK_FALSE(found[0]->adds);
    CHECK_FALSE(found[0]->identifies());
}

TEST_CASE("a release that was withdrawn or has expired was disclosed, and both are told apart") {
    Office office;
    const auto illness = office.publish("illness", "手机号码\t病种\n13807190001\t糖尿病\n", "2026-06-30");
    const std::string draft = "姓名\t住址\t手机号码\n孙建国\t茅箭区五堰街道\t13807190001\n";
    const auto on = [&](const std::string& day) {
        const auto found = by(office.check(draft, day), "known-person-with-illness");
        REQUIRE(found.size() == 1);
        CHECK(found[0]->identifies());
        return std::pair(found[0]->with_live, found[0]->contributions.back().state);
    };
    CHECK(on("2026-06-30") == std::pair(true, ReleaseState::live));
    // An illness is told or not: it has no coarser level.
    const auto own = by(office.check("姓名\t住址\t病种\n钱多多\t茅箭区五堰街道\t糖尿病\n"), "known-person-with-illness");
    REQUIRE(own.size() == 1);
    CHECK(own[0]->contributions.size() == 1);
    CHECK(has(own[0]->remedies, RemedyKind::drop, AttributeType::health));
    CHECK(on("2026-07-01") == std::pair(false, ReleaseState::expired));
    auto append = begin_withdrawal(office.ledger, {illness, "Li", "by mistake"});
    append.commit();
    CHECK(on("9999-01-01") == std::pair(false, ReleaseState::withdrawn));
    CHECK(check_ledger(office.ledger).faults.empty());
}

TEST_CASE("rows without names that fit few people are told, and which column to give up") {
    std::string table = "性别\t出生日期\t住址\t病种\n";
    for (int i = 0; i < 6; ++i) table += "男\t1990-01-0" + std::to_string(i + 1) + "\t茅箭区五堰街道\t糖尿病\n";
    const auto rules = load_aggregation("default");
    AggregationRequest request{nullptr, nullptr, &rules, "draft.txt", Channel::internet, "2026-12-01"};
    const auto report = check_aggregation(read(table), request);
    const auto found = by(report, "small-class-in-table");
    REQUIRE(found.size() == 1);
    CHECK(found[0]->candidates == 1);
    CHECK(found[0]->records == 6);
    REQUIRE(has(found[0]->remedies, RemedyKind::coarsen, AttributeType::birth));
    CHECK(found[0]->remedies[0].to == AttributeKind::birth_month);
    std::string coarse = table;
    for (int i = 0; i < 6; ++i) coarse.replace(coarse.find("1990-01-0"), 10, "1990-01");
    CHECK(by(check_aggregation(read(coarse), request), "small-class-in-table").empty());
}

TEST_CASE("releases whose key is missing are a blind spot, and so are those without tokens") {
    Office office;
    office.publish("first", seventeenth);
    AggregationKeys::make_epoch(office.key_path, "2027-01-01");
    office.keys = AggregationKeys::load(office.key_path);
    REQUIRE(office.keys.epochs().size() == 2);
    office.publish("second", third);
    CHECK(office.check(fiftieth).blind_spots.empty());
    // A draft is compared under every key.
    CHECK(by(office.check(fiftieth), "whole-resident-id").size() == 1);

    auto append = office.ledger.begin(EntryKind::release, body_json(ReleaseRecord{{}, "bare", "internet", {}, {}, std::string(64, 'b'), {}, {}, {}, {}}));
    append.commit();
    AggregationKeys::make_epoch(office.folder / "other.key", "2027-01-01");
    const auto all = std::move(office.keys);
    office.keys = AggregationKeys::load(office.folder / "other.key");
    const auto report = office.check(fiftieth);
    CHECK(report.findings.empty());
    CHECK(report.releases == 0);
    REQUIRE(report.blind_spots.size() == 3);
    std::map<std::string, std::uint64_t> told;
    for (const auto& spot : report.blind_spots) told[spot.epoch] = spot.count;
    CHECK(told == std::map<std::string, std::uint64_t>{{"", 1}, {all.epochs()[0].identity, 1}, {all.epochs()[1].identity, 1}});
}

TEST_CASE("the fiftieth release, of the second epoch, joins the third, of the first, where both keys are given") {
    Office office;
    std::uint64_t entry_of_third = 0;
    for (int number = 1; number < 50; ++number) {
        if (number == 25) {
            AggregationKeys::make_epoch(office.key_path, "2027-01-01");
            office.keys = AggregationKeys::load(office.key_path);
        }
        const auto name = "release " + std::to_string(number);
        if (number == 3) entry_of_third = office.publish(name, third);
        else if (number == 40) office.publish(name, seventeenth);
        else office.publish(name, "姓名\t手机号码\t住址\n" + somebody(2 * number) + somebody(2 * number + 1));
    }
    const auto report = office.check(fiftieth);
    CHECK(report.releases == 49);
    CHECK(report.blind_spots.empty());
    const auto found = by(report, "whole-resident-id");
    REQUIRE(found.size() == 1);
    REQUIRE(found[0]->contributions.size() == 3);
    CHECK(found[0]->contributions[1].entry == entry_of_third);

    // With the second key alone nothing of the first epoch is seen: blind, by name and count, and never clean.
    const auto text = support::read_file(office.key_path);
    const auto line = text.find("  - {made: 2026-01-01");
    support::write_file(office.folder / "second.key", text.substr(0, line) + text.substr(text.find('\n', line) + 1));
    REQUIRE(chmod((office.folder / "second.key").c_str(), 0600) == 0);
    const auto first = office.keys.epochs()[0].identity;
    office.keys = AggregationKeys::load(office.folder / "second.key");
    const auto blind = office.check(fiftieth);
    CHECK(by(blind, "whole-resident-id").empty());
    REQUIRE(blind.blind_spots.size() == 1);
    CHECK(blind.blind_spots[0].why == AggregationBlindSpot::Why::no_key);
    CHECK(blind.blind_spots[0].epoch == first);
    CHECK(blind.blind_spots[0].count == 24);
    CHECK(blind.blind_spots[0].can_be_mended());
}

namespace {

// An office whose published files lie in a folder, so that tokens can be made anew.
struct Archive : Office {
    std::string published = folder / "published";
    Archive() { std::filesystem::create_directory(published); }

    std::uint64_t release(const std::string& name, const std::string& text) {
        support::write_file(published + "/" + name, text);
        const auto tokens = tokens_of(read(text).records, keys.epochs().back());
        ReleaseRecord record;
        record.name = name, record.channel = "internet", record.published = sha256(as_bytes(text)).hex();
        record.tokens = tokens.digest().hex();
        auto append = ledger.begin(EntryKind::release, body_json(record));
        append.add_tokens(tokens);
        const auto index = append.entry().index;
        append.commit();
        return index;
    }
    void new_epoch() {
        AggregationKeys::make_epoch(key_path, "2027-01-01");
        keys = AggregationKeys::load(key_path);
    }
    std::map<std::string, RekeyedRelease::Done> rekey() {
        std::map<std::string, RekeyedRelease::Done> done;
        rekey_releases(ledger, PublishedFiles({published}), {&keys, &scanner(), "张三", "2099-01-01"},
                       [&](const RekeyedRelease& one) { done[one.row.release.name] = one.done; });
        return done;
    }
};

using Done = RekeyedRelease::Done;

}  // namespace

TEST_CASE("a chain over two epochs is seen once tokens were made anew, and the ledger commits to them") {
    Archive office;
    // Draft -> phone -> second release -> name and town -> first release.
    office.release("first.txt", third);
    office.new_epoch();
    office.release("second.txt", fiftieth);
    CHECK(by(office.check(seventeenth), "whole-resident-id").empty());
    CHECK(office.rekey() == std::map<std::string, Done>{{"first.txt", Done::rekeyed}});
    CHECK(by(office.check(seventeenth), "whole-resident-id").size() == 1);
    CHECK(office.check(seventeenth).releases == 2);
    const auto seen = check_ledger(office.ledger);
    for (const auto& fault : seen.faults) FAIL_CHECK(fault);
    CHECK(office.ledger.entry(2).kind == EntryKind::tokens);
    CHECK(office.rekey().empty());
    // The first key opens nothing in the file any more, and is needed no more.
    TokenIndex index(office.ledger);
    CHECK(index.epochs().size() == 1);
}

TEST_CASE("tokens whose file is away, or tells less than was told, are not made anew") {
    Archive office;
    office.release("away.txt", third);
    const auto less = office.release("less.txt", fiftieth);
    office.new_epoch();
    std::filesystem::remove(office.published + "/away.txt");
    // As if a later version read less: the record says that the file told somebody else.
    ReleaseRecord record;
    record.name = "other.txt", record.channel = "internet", record.published = sha256(as_bytes(seventeenth)).hex();
    const auto tokens = tokens_of(read(third).records, office.keys.epochs()[0]);
    record.tokens = tokens.digest().hex();
    auto append = office.ledger.begin(EntryKind::release, body_json(record));
    append.add_tokens(tokens);
    append.commit();
    support::write_file(office.published + "/other.txt", seventeenth);
    CHECK(office.rekey() == std::map<std::string, Done>{{"away.txt", Done::missing}, {"less.txt", Done::rekeyed}, {"other.txt", Done::less}});
    CHECK(TokenIndex(office.ledger).epoch_of(less) == office.keys.epochs()[1].identity);
    CHECK(check_ledger(office.ledger).faults.empty());
}

TEST_CASE("whoever changes which entry made tokens anew is noticed") {
    for (const std::string words : {"DELETE FROM token_rekeyed", "UPDATE token_rekeyed SET entry=0", "UPDATE token_group SET place='page 9'", "DELETE FROM token_link"}) {
        INFO(words);
        Archive office;
        office.release("first.txt", third);
        office.new_epoch();
        REQUIRE(office.rekey().size() == 1);
        REQUIRE(support::run({"sqlite3", office.path, words}).status == 0);
        CHECK_FALSE(check_ledger(office.ledger).faults.empty());
        if (words.find("link") == words.npos) CHECK_THROWS_AS(TokenIndex(office.ledger).require_true(0), Error);
    }
}

TEST_CASE("an entry that makes tokens anew names a release and brings them") {
    Archive office;
    const auto tokens = tokens_of(read(third).records, office.keys.epochs()[0]);
    const TokensRecord record{0, "张三", tokens.epoch, tokens.digest().hex()};
    CHECK_THROWS_AS(begin_rekeying(office.ledger, record), Error);
    office.release("first.txt", third);
    CHECK_THROWS_AS(begin_rekeying(office.ledger, record).commit(), Error);
    CHECK(office.ledger.size() == 1);
}

TEST_CASE("tokens that were changed behind the ledger's back are noticed") {
    Office office;
    office.publish("third", third);
    office.publish("seventeenth", seventeenth);
    CHECK(check_ledger(office.ledger).faults.empty());
    REQUIRE(support::run({"sqlite3", office.path, "UPDATE token_group SET place='page 9'"}).status == 0);
    CHECK_THROWS_AS(office.check(fiftieth), Error);
    CHECK(check_ledger(office.ledger).faults.size() == 2);
}

TEST_CASE("a ledger without a release has nothing to compare with, and a damaged index is no all clear") {
    Office office;
    CHECK(office.check(fiftieth).releases == 0);
    office.publish("third", third);
    REQUIRE(support::run({"sqlite3", office.path, "DELETE FROM token_group"}).status == 0);
    CHECK_THROWS_AS(office.check(fiftieth), Error);
}

TEST_CASE("links and withdrawals that were taken away are noticed by a check of the ledger") {
    for (const std::string words : {"DELETE FROM token_link WHERE record=0", "DELETE FROM token_release WHERE entry=0", "UPDATE token_epoch SET releases=1",
                                    "DELETE FROM token_group WHERE number=1"}) {
        INFO(words);
        Office office;
        office.publish("third", third);
        office.publish("seventeenth", seventeenth);
        REQUIRE(support::run({"sqlite3", office.path, words}).status == 0);
        CHECK_FALSE(check_ledger(office.ledger).faults.empty());
    }
}

TEST_CASE("an entry takes no tokens but those its record commits to") {
    Office office;
    const auto tokens = tokens_of(read(third).records, office.keys.epochs()[0]);
    auto append = office.ledger.begin(EntryKind::release, body_json(ReleaseRecord{{}, "other", "internet", {}, {}, std::string(64, 'b'), {}, {}, {}, {}}));
    CHECK_THROWS_AS(append.add_tokens(tokens), Error);
}

TEST_CASE("rules that cannot be meant are refused with file and line") {
    const TempFolder folder;
    const auto complaint = [&](const std::string& rule) {
        support::write_file(folder / "rules.yaml", "aggregation: mine\nrules:\n  - name: r\n    title: {en: a, zh: b}\n" + rule);
        try {
            load_aggregation(folder / "rules.yaml");
        } catch (const Error& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    CHECK(complaint("    needs: [name.full]\n    estimator: one\n").empty());
    CHECK(complaint("    needs: [name.whole]\n    estimator: one\n").find("rules.yaml:5") != std::string::npos);
    CHECK(complaint("    needs: []\n    estimator: one\n").find("at least one") != std::string::npos);
    CHECK(complaint("    needs: [name.full]\n    estimator: census\n").find("census") != std::string::npos);
    CHECK(complaint("    needs: [name.full]\n    estimator: table\n").find("quasi") != std::string::npos);
    CHECK(complaint("    needs: [name.full]\n    estimator: one\n    floor: 0\n").find("1 or more") != std::string::npos);
    CHECK(complaint("    needs: [name.full]\n    estimator: one\n    flor: 5\n").find("flor") != std::string::npos);
}

TEST_CASE("columns under other headings tell the same") {
    const auto with = [](const std::string& header, const std::string& row, AttributeKind kind, const std::string& value) {
        const auto records = read(header + "\n" + row + "\n").records;
        return std::any_of(records.begin(), records.end(), [&](const RecordValues& record) {
            return std::any_of(record.values.begin(), record.values.end(), [&](const auto& one) { return one.kind == kind && one.value.reveal() == value; });
        });
    };
    using enum AttributeKind;
    CHECK(with("姓名\t身份证前六位\t身份证后四位", "王小明\t420302\t0015", id_front6, "420302"));
    CHECK(with("姓名\t身份证前六位\t身份证后四位", "王小明\t420302\t0015", id_last4, "0015"));
    CHECK(with("姓名\t身份证号", "王小明\t420302████████0015", id_last4, "0015"));
    CHECK(with("姓名\t年\t月", "王小明\t1990\t1", birth_month, "199001"));
    CHECK(with("姓名\t出生年月", "王小明\t一九九〇年一月", birth_month, "199001"));
    CHECK(with("姓名\t出生年月", "王小明\t90.1", birth_month, "199001"));
    for (const std::string heading : {"镇街", "所在镇", "乡（镇）", "所在乡（镇）", "行政区划", "地区", "乡镇街道", "其他"}) {
        INFO(heading);
        CHECK(with("姓名\t" + heading + "\t出生年月", "王小明\t五堰街道\t1990-01", place_town, "五堰街道"));
    }
    CHECK(with("受助对象\t镇街\t出生年月", "王小明\t五堰街道\t1990-01", name_full, "王小明"));
    CHECK(with("性别\t小区\t大病类型", "女\t上海花园\t尿毒症晚期", health_condition, "尿毒症晚期"));
    CHECK(with("性别\t乡镇\t致残类别", "女\t五堰街道\t视力一级", health_condition, "视力一级"));
    CHECK(with("班级\t学校\t病种", "三班\t第一小学\t尿毒症", employer_name, "第一小学"));
}
