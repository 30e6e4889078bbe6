#include "model/json/capabilities.hpp"

#include "model/json/ordered.hpp"

namespace review {

std::string capabilities_json(const Capabilities& known) {
    Json packs = Json::array();
    for (const auto& pack : known.packs) {
        packs.push_back(Json{{"name", pack.name}, {"version", pack.version}, {"title_en", pack.title_en}, {"title_zh", pack.title_zh}, {"digest", pack.digest.hex()}});
    }
    return dumped(Json{{"schema", "review-capabilities/1"}, {"tool", tool_json()}, {"formats", known.formats}, {"packs", std::move(packs)},
                       {"policies", known.policies}, {"channels", known.channels}, {"languages", Json::array({"en", "zh"})}});
}

}  // namespace review
