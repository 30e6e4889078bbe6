#include "model/json/ordered.hpp"

#include <cmath>

namespace review {

std::string dumped(const Json& json) {
    return json.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::string dumped_line(const Json& json) {
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Json quad_json(const Quad& quad) {
    Json::array_t corners;
    corners.reserve(quad.size());
    for (const double value : quad) {
        const double rounded = std::isfinite(value) ? std::round(value * 1000) / 1000 : 0;
        corners.emplace_back(rounded == 0 ? 0.0 : rounded);  // no minus zero
    }
    return corners;
}

Json plugins_json(const std::vector<PluginIdentity>& plugins) {
    Json list = Json::array();
    for (const auto& plugin : plugins) list.push_back(Json{{"kind", plugin.kind}, {"name", plugin.name}, {"digest", plugin.digest.hex()}});
    return list;
}

Json tool_json() { return {{"name", "review"}, {"version", REVIEW_VERSION}}; }

}  // namespace review
