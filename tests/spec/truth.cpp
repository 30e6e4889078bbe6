#include "truth.hpp"

#include <map>
#include <sstream>

#include "support/run.hpp"

namespace spec {

std::vector<Planted> truth_of(const std::string& fixture) {
    std::istringstream lines(support::read_file(path_of(stem_of(fixture) + ".truth.tsv")));
    std::vector<Planted> rows;
    std::string line;
    std::getline(lines, line);
    while (std::getline(lines, line)) {
        std::istringstream cells(line);
        Planted row;
        std::string count;
        std::getline(cells, row.type, '\t');
        std::getline(cells, row.value, '\t');
        std::getline(cells, row.place, '\t');
        std::getline(cells, count, '\t');
        row.count = std::stoi(count);
        rows.push_back(row);
    }
    return rows;
}

std::string rule_of(const std::string& type) {
    static const std::map<std::string, std::string> rules = {
        {"resident-id", "cn-identity/resident-id"}, {"mobile", "cn-contact/mobile"},
        {"bank-card", "cn-finance/bank-card"}, {"uscc", "cn-organisation/uscc"}, {"email", "cn-contact/email"},
        {"state-secret", "cn-classified/secret-marking"}, {"work-secret", "cn-work-secret/marking"}};
    const auto rule = rules.find(type);
    return rule == rules.end() ? std::string() : rule->second;
}

std::set<std::string> values_with_a_rule(const std::string& fixture) {
    std::set<std::string> values;
    for (const auto& row : truth_of(fixture)) {
        if (!rule_of(row.type).empty()) values.insert(row.value);
    }
    return values;
}

std::set<std::string> names_in(const std::string& fixture) {
    std::set<std::string> values;
    for (const auto& row : truth_of(fixture)) {
        if (row.type == "name") values.insert(row.value);
    }
    return values;
}

std::string path_of(const std::string& file) { return std::string(REVIEW_FIXTURES) + "/" + file; }

std::string stem_of(const std::string& file) { return file.substr(0, file.find('.')); }

support::Ran run_review(std::vector<std::string> words, int seconds) {
    words.insert(words.begin(), REVIEW_PROGRAM);
    return support::run(words, {}, seconds, {"REVIEW_KEY_FILE=" + path_of("report-key.bin"), "LC_ALL=C.UTF-8"});
}

}  // namespace spec
