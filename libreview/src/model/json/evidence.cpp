// The form of docs/evidence.schema.json.
#include <review/json.hpp>

#include "model/json/ordered.hpp"

namespace review {

std::string evidence_json(const Evidence& evidence) {
    Json residue = Json::array();
    for (const auto& seen : evidence.residue) {
        residue.push_back(Json{{"rule", seen.rule}, {"place", seen.place}, {"encoding", seen.encoding}});
    }
    Json boxes = Json::array();
    for (const auto& box : evidence.boxes) {
        boxes.push_back(Json{{"page", box.page}, {"quad", quad_json(box.quad)}, {"finding", box.finding}});
    }
    Json removals = Json::array();
    for (const auto& removal : evidence.removals) {
        removals.push_back(
            Json{{"place", removal.place}, {"reason", removal.reason}, {"count", removal.count}});
    }
    Json public_cuts = Json::array();
    for (const auto& cut : evidence.public_cuts) {
        public_cuts.push_back(
            Json{{"place", cut.place}, {"label", cut.label}, {"basis", cut.basis}, {"finding", cut.finding}});
    }
    Json json{{"schema", "review-evidence/1"},
              {"tool", tool_json()},
              {"draft", evidence.draft.hex()},
              {"output", evidence.output.hex()},
              {"format", evidence.format},
              {"clean", evidence.clean()},
              {"reopened", evidence.reopened},
              {"untouched_equal", evidence.untouched_equal},
              {"values", evidence.values},
              {"streams", evidence.streams},
              {"residue", std::move(residue)},
              {"residual_findings", evidence.residual_findings},
              {"doubts", evidence.doubts},
              {"boxes", std::move(boxes)},
              {"removals", std::move(removals)},
              {"public_cuts", std::move(public_cuts)},
              {"reader_can_tell", evidence.reader_can_tell},
              {"rendered", evidence.rendered}};
    for (const auto& field : evidence.neutral_fields) {
        json["neutral_fields"].push_back({{"path", field.path}, {"text", field.text}, {"removed", field.removed}, {"count", field.count}});
    }
    if (!evidence.residual_places.empty()) json["residual_places"] = evidence.residual_places;
    if (!evidence.plugins.empty()) json["plugins"] = plugins_json(evidence.plugins);
    if (!evidence.not_found.empty()) json["not_found"] = evidence.not_found;
    if (!evidence.recognised.empty()) json["recognised"] = evidence.recognised;
    if (!evidence.marks.empty()) json["marks"] = evidence.marks;
    if (!evidence.by_schema.empty()) json["by_schema"] = evidence.by_schema;
    return dumped(json);
}

}  // namespace review
