// The form of docs/health.schema.json.
#include <review/health.hpp>

#include <algorithm>

#include "model/json/ordered.hpp"

namespace review {

bool Health::works() const {
    return std::all_of(checks.begin(), checks.end(), [](const HealthCheck& check) { return check.good || !check.needed; });
}

std::string health_json(const Health& health) {
    Json json{{"schema", "review-health/1"}, {"tool", tool_json()}, {"works", health.works()}, {"checks", Json::array()}};
    for (const auto& check : health.checks) {
        json["checks"].push_back(Json{{"name", check.name}, {"state", check.good ? "good" : "missing"}, {"needed", check.needed},
                                      {"found", check.found}, {"disables", check.disables}});
    }
    return dumped(json);
}

}  // namespace review
