#include "model/json/openings.hpp"

#include "base/base64.hpp"
#include "model/json/strict_reader.hpp"

namespace review {
namespace {

const JsonSource openings_source{Msg::json_state, Errc::unverified};
constexpr std::string_view schema = "review-openings/1";

}  // namespace

std::string openings_json(const Openings& openings) {
    Json findings = Json::array();
    for (const auto& one : openings.findings) findings.push_back(Json{{"finding", one.id}, {"place", one.place}, {"key", base64(one.key)}});
    return dumped(Json{{"schema", schema}, {"draftKey", base64(openings.draft_key)}, {"redacted", openings.redacted.hex()},
                       {"findings", std::move(findings)}});
}

Openings openings_from_json(std::string_view json) {
    const Json parsed = parse_strictly(openings_source, json);
    const StrictReader reader(openings_source, parsed, "", {"schema", "draftKey", "redacted", "findings"});
    reader.fixed("schema", schema);
    Openings openings{reader.base64("draftKey"), reader.digest("redacted"), {}};
    reader.list("findings", {"finding", "place", "key"}, [&](const StrictReader& item) {
        openings.findings.push_back({item.text("finding"), item.text("place"), item.base64("key")});
    });
    return openings;
}

}  // namespace review
