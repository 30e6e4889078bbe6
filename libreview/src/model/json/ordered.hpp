#pragma once

#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include <review/part.hpp>
#include <review/plugin_identity.hpp>

namespace review {

// Keys stay in the order they are written in, which is the order of docs/.
using Json = nlohmann::ordered_json;

// Two spaces and a final newline. Bytes that are no UTF-8 (a file's name may hold any) become U+FFFD.
std::string dumped(const Json& json);
// The same on one line.
std::string dumped_line(const Json& json);

// Thousandths of a point: far below what a reader can see, and free of floating-point noise.
Json quad_json(const Quad& quad);

// {"name": "review", "version": "0.1.0"}
Json tool_json();

// [{"kind": "picture-reader", "name": "tesseract 5.3.0 (chi_sim+eng)", "digest": "..."}]
Json plugins_json(const std::vector<PluginIdentity>& plugins);

}  // namespace review
