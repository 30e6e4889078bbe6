// The form of docs/inspection.schema.json.
#include <review/json.hpp>

#include <map>

#include "model/json/ordered.hpp"

namespace review {
namespace {

Json page_or_null(std::uint32_t page) { return page == 0 ? Json(nullptr) : Json(page); }
Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

Json inspected_json(const Inspection& seen, Reveal reveal);

Json concealed_json(const Concealed& found, Reveal reveal) {
    Json quads = Json::array();
    for (const auto& quad : found.quads) quads.push_back(quad_json(quad));
    Json json{{"kind", name_of(found.kind)},
              {"manner", name_of(found.manner)},
              {"severity", name_of(found.severity)},
              {"label", found.label},
              {"page", page_or_null(found.page)},
              {"object", text_or_null(found.object)},
              {"count", found.count},
              {"pages", found.pages},
              {"quads", std::move(quads)},
              {"preview", found.preview}};
    if (reveal == Reveal::yes) json["text"] = found.text.reveal();
    if (!found.inside.empty()) json["inside"] = inspected_json(found.inside.front(), reveal);
    return json;
}

Json layer_json(const LayerSeen& layer, Reveal reveal) {
    Json json{{"object", layer.object}, {"shown", layer.shown}, {"printed", layer.printed}, {"glyphs", layer.glyphs},
              {"preview", layer.preview}};
    if (reveal == Reveal::yes) json["text"] = layer.name.reveal();
    return json;
}

Json unseen_json(const BlindSpot& spot) {
    return {{"label", spot.label}, {"page", page_or_null(spot.page)}, {"reason", name_of(spot.reason)},
            {"detail", spot.detail}, {"object", text_or_null(spot.object)}};
}

Json inspected_json(const Inspection& seen, Reveal reveal) {
    Json json{{"name", seen.name}, {"format", text_or_null(seen.format)}, {"sha256", seen.sha256.hex()},
              {"pages", seen.pages}, {"complete", seen.complete}};
    if (!seen.failure.empty()) json["failure"] = seen.failure;
    json["revisions"] = seen.revisions;
    for (const char* list : {"parts", "layers", "signatures", "concealed", "blind_spots"}) json[list] = Json::array();
    for (const auto& part : seen.parts) {
        json["parts"].push_back(Json{{"kind", name_of(part.kind)}, {"count", part.parts}, {"glyphs", part.glyphs}});
    }
    for (const auto& layer : seen.layers) json["layers"].push_back(layer_json(layer, reveal));
    for (const auto& signature : seen.signatures) {
        json["signatures"].push_back(
            Json{{"object", signature.object}, {"covered", signature.covered}, {"whole", signature.whole}});
        if (signature.members == 0) continue;
        json["signatures"].back()["members"] = signature.members;
        json["signatures"].back()["changed"] = signature.changed;
    }
    for (const auto& found : seen.concealed) json["concealed"].push_back(concealed_json(found, reveal));
    for (const auto& spot : seen.blind_spots) json["blind_spots"].push_back(unseen_json(spot));
    return json;
}

}  // namespace

std::string inspection_json(const Inspection& seen, Reveal reveal) {
    std::map<Concealment, std::size_t> kinds;
    for (const auto& found : seen.concealed) ++kinds[found.kind];
    Json by_kind = Json::object();
    for (const auto& [kind, count] : kinds) by_kind[std::string(name_of(kind))] = count;
    return dumped(Json{{"schema", "review-inspection/1"},
                       {"tool", tool_json()},
                       {"document", inspected_json(seen, reveal)},
                       {"summary", Json{{"concealed", seen.concealed.size()},
                                        {"by_kind", std::move(by_kind)},
                                        {"blind_spots", seen.blind_spots.size()}}}});
}

}  // namespace review
