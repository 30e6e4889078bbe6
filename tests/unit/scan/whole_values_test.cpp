#include <catch2/catch.hpp>

#include <review/scanner.hpp>

using namespace review;

namespace {

struct Bytes {
    std::size_t begin, end;
};

const Scanner& scanner() {
    static const auto made = Scanner::compile(built_in_packs());
    return made;
}

std::vector<std::pair<std::string, Bytes>> found_in(const std::string& text) {
    Part part;
    part.text = text;
    std::vector<std::pair<std::string, Bytes>> found;
    for (const auto& finding : scanner().scan(part)) {
        const auto begin = text_of(part, 0, finding.where.span.begin).size();
        found.push_back({finding.rule, {begin, begin + finding.excerpt.reveal().size()}});
    }
    return found;
}

bool alphanumeric(char byte) { return std::isalnum(static_cast<unsigned char>(byte)) != 0 && static_cast<unsigned char>(byte) < 0x80; }

template <typename Visit>
void each_example(Visit visit) {
    for (const auto& pack : built_in_packs()) {
        for (const auto& rule : pack.rules) {
            for (const auto* list : {&rule.positive, &rule.negative, &rule.near_miss}) {
                for (const auto& example : *list) visit(pack.name + "/" + rule.id, example);
            }
        }
    }
}

}  // namespace

TEST_CASE("a value never begins or ends inside a run of digits and letters") {
    each_example([](const std::string&, const Example& example) {
        for (const auto& [rule, at] : found_in(example.text)) {
            INFO(rule << " in " << example.text);
            CHECK_FALSE((at.begin > 0 && alphanumeric(example.text[at.begin - 1]) && alphanumeric(example.text[at.begin])));
            CHECK_FALSE((at.end < example.text.size() && alphanumeric(example.text[at.end - 1]) && alphanumeric(example.text[at.end])));
        }
    });
}

TEST_CASE("a value that the end of a line breaks is found whole") {
    // What is left of these says nothing of anybody: a series, the name of a protocol, the brackets of an area code.
    const std::set<std::string> harmless{"cn-person/masked-name", "cn-person/biometric", "cn-work-secret/process", "cn-classified/secret-series", "credentials/url-with-password", "trade-secret/base-price", "trade-secret/marking", "network/coordinates"};
    const std::string before = "本院于二〇二六年三月受理本案，依法组成合议庭公开开庭进行了审理，现已审理终结，经审理查明，";
    const auto is_whole = [&](const std::string& text, std::size_t begin, std::size_t end) {
        const auto found = found_in(text);
        return std::any_of(found.begin(), found.end(), [&](const auto& one) { return one.second.begin <= begin && one.second.end >= end; });
    };
    each_example([&](const std::string& own, const Example& example) {
        if (harmless.contains(own) || example.text.find_first_of("\n\t \\") != std::string::npos || example.text.find("（老粮站") != std::string::npos) return;
        if (example.text.find("T00:00") != std::string::npos) return;  // no program breaks a time stamp
        const std::string inside(std::string_view(example.text).substr(example.begin, example.end - example.begin));
        const auto begin = before.size() + example.begin;
        const auto end = before.size() + example.end - (inside.ends_with("，") ? 3 : 0);
        if (inside.empty() || inside.starts_with("013") || inside.starts_with("027") || example.begin == 0 || !is_whole(before + example.text, begin, end)) return;
        for (std::size_t at = begin + 1; at < end; ++at) {
            auto text = before + example.text;
            if ((static_cast<unsigned char>(text[at]) & 0xc0) == 0x80) continue;
            text.insert(at, "\n");
            INFO(own << ": " << text.substr(before.size()));
            CHECK(is_whole(text, begin, end + 1));
        }
    });
}
