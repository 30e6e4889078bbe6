#include "model/json/openings.hpp"

#include "base/base64.hpp"
#include "model/json/strict_reader.hpp"

namespace review {
namespace {

const JsonSource openings_source{Msg::json_state, Errc::unverified};
const JsonSource opening_source{Msg::json_opening, Errc::unverified};
constexpr std::string_view opening_schema = "review-opening/2";
constexpr std::string_view schema = "review-openings/2";

}  // namespace

std::string openings_json(const Openings& openings) {
    Json findings = Json::array();
    for (const auto& one : openings.findings) findings.push_back(Json{{"finding", one.id}, {"place", one.place}, {"value", one.value.hex()}, {"key", base64(one.key)}});
    return dumped(Json{{"schema", schema}, {"draftKey", base64(openings.draft_key)}, {"redacted", openings.redacted.hex()},
                       {"findings", std::move(findings)}});
}

Openings openings_from_json(std::string_view json) {
    const Json parsed = parse_strictly(openings_source, json);
    const StrictReader reader(openings_source, parsed, "", {"schema", "draftKey", "redacted", "findings"});
    reader.fixed("schema", schema);
    Openings openings{reader.base64("draftKey"), reader.digest("redacted"), {}};
    reader.list("findings", {"finding", "place", "value", "key"}, [&](const StrictReader& item) {
        openings.findings.push_back({item.text("finding"), item.text("place"), item.digest("value"), item.base64("key")});
    });
    return openings;
}

std::string opening_json(const FindingOpening& one) {
    return dumped(Json{{"schema", opening_schema}, {"statement", one.statement.hex()}, {"index", one.index}, {"place", one.place},
                       {"value", one.value.hex()}, {"key", base64(one.key)}, {"valueKey", base64(one.value_key)}});
}

FindingOpening opening_from_json(std::string_view json) {
    const Json parsed = parse_strictly(opening_source, json);
    const StrictReader reader(opening_source, parsed, "", {"schema", "statement", "index", "place", "value", "key", "valueKey"});
    reader.fixed("schema", opening_schema);
    return {reader.digest("statement"), reader.number("index"), reader.text("place"), reader.digest("value"), reader.base64("key"),
            reader.text("valueKey").empty() ? Bytes{} : reader.base64("valueKey")};
}

}  // namespace review
