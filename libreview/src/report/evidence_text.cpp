#include "report/evidence_text.hpp"

#include <algorithm>

#include "base/messages/evidence.hpp"
#include "base/messages/report.hpp"

namespace review {
namespace {

struct Row {
    std::string_view name;
    Message sentence;
    bool takes_value;
};

constexpr Row rows[] = {
#define REVIEW_MESSAGE(name, en, zh) {#name, Msg::name, std::string_view(en).find("{0}") != std::string_view::npos},
#include "base/messages/evidence.inc"
#undef REVIEW_MESSAGE
};

}  // namespace

std::string evidence_text(std::string_view word) {
    const auto colon = std::min(word.find(':'), word.size());
    std::string value(word.substr(std::min(colon + 1, word.size())));
    if (word.substr(0, colon) == "given") value = value == "region" ? say(Msg::report_given_region) : evidence_text(value);
    std::string name = "evidence_" + std::string(word.substr(0, colon));
    std::replace(name.begin(), name.end(), '-', '_');
    for (const auto& row : rows) {
        if (row.name != name || (row.takes_value && value.empty())) continue;
        if (row.takes_value) return say(row.sentence, {value});
        return value.empty() ? say(row.sentence) : say(Msg::explain_value, {say(row.sentence), value});
    }
    return std::string(word);
}

}  // namespace review
