#include "cli/prose.hpp"

#include <array>
#include <cstdio>
#include <map>

#include <review/document.hpp>
#include <review/draft.hpp>
#include <review/extraction.hpp>
#include <review/scanner.hpp>

#include "base/messages/cli.hpp"

namespace cli {
namespace {

using namespace review;

struct Hits {
    std::array<std::size_t, 3> by_likelihood{};  // possible, likely, certain
    std::size_t all() const { return by_likelihood[0] + by_likelihood[1] + by_likelihood[2]; }
};

class Counter final : public ExtractionSink {
public:
    Counter(const Scanner& scanner, std::map<std::string, Hits>& hits) : scanner_(scanner), hits_(hits) {}
    void part(Part&& part) override {
        for (const char byte : part.text) characters += (static_cast<unsigned char>(byte) & 0xc0) != 0x80;
        for (const auto& finding : scanner_.scan(part)) ++hits_[finding.rule].by_likelihood[static_cast<std::size_t>(finding.likelihood)];
    }
    void blind_spot(BlindSpot&&) override { whole = false; }

    std::size_t characters = 0;
    bool whole = true;

private:
    const Scanner& scanner_;
    std::map<std::string, Hits>& hits_;
};

std::string rate(std::size_t hits, std::size_t characters) {
    char text[32];
    std::snprintf(text, sizeof text, "%.4f", characters == 0 ? 0.0 : static_cast<double>(hits) * 10000 / static_cast<double>(characters));
    return text;
}

}  // namespace

ProseCount count_prose(const std::vector<PatternPack>& packs, const std::vector<std::string>& paths) {
    const auto scanner = Scanner::compile(packs);
    std::map<std::string, Hits> hits;
    for (const auto& pack : packs) {
        for (const auto& rule : pack.rules) {
            if (!pack.built_in) hits[pack.name + "/" + rule.id];
        }
    }
    ProseCount count;
    Counter counter(scanner, hits);
    for (const auto& path : paths) {
        counter.whole = true;
        open_document(load_draft(path))->extract(counter);
        if (counter.whole) continue;
        count.whole = false;
        count.text += say(Msg::cli_prose_blind, {path}) + "\n";
    }
    count.text += say(Msg::cli_prose_head, {std::to_string(counter.characters), std::to_string(paths.size())}) + "\n";
    for (const auto& [rule, one] : hits) {
        const auto& [possible, likely, certain] = one.by_likelihood;
        count.text += say(Msg::cli_prose_row, {rule, std::to_string(one.all()), rate(one.all(), counter.characters),
                                               std::to_string(certain), std::to_string(likely), std::to_string(possible)}) + "\n";
    }
    return count;
}

}  // namespace cli
