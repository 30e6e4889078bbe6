// The form of docs/plan.md.
#include <review/json.hpp>

#include <review/error.hpp>

#include "base/messages/model.hpp"
#include "model/json/ordered.hpp"

namespace review {

std::string plan_json(const RedactionPlan& plan) {
    Json cuts = Json::array();
    for (const auto& cut : plan.cuts) {
        cuts.push_back(Json{{"part", cut.span.part}, {"kind", name_of(cut.kind)}, {"begin", cut.span.begin},
                            {"end", cut.span.end}, {"finding", cut.finding}});
    }
    Json areas = Json::array();
    for (const auto& area : plan.areas) {
        areas.push_back(Json{{"page", area.page}, {"x0", area.x0}, {"y0", area.y0}, {"x1", area.x1}, {"y1", area.y1}, {"finding", area.finding}});
    }
    Json values = Json::array();
    for (const auto& value : plan.values) {
        values.push_back(Json{{"rule", value.rule}, {"text", value.text.reveal()}});
    }
    Json accepted = Json::array();
    for (const auto& spot : plan.accepted) {
        accepted.push_back(Json{{"part", spot.part}, {"page", spot.page}, {"label", spot.label},
                                {"reason", name_of(spot.reason)}, {"detail", spot.detail},
                                {"object", spot.object}, {"goes", spot.goes}});
    }
    Json unreadable = Json::array();
    for (const auto& page : plan.unreadable) unreadable.push_back(Json{{"page", page.page}, {"choice", name_of(page.choice)}});
    Json fields = Json::array();
    for (const auto& field : plan.fields) {
        fields.push_back(Json{{"begin", field.source.begin}, {"end", field.source.end}, {"text", field.text}, {"removed", field.removed}});
    }
    Json labels = Json::array();
    for (const auto& label : plan.labels) labels.push_back(Json{{"page", label.page}, {"place", quad_json(label.place)}});
    const Json json{{"schema", "review-plan/1"},
                    {"draft", plan.draft.hex()},
                    {"format", plan.format},
                    {"width", name_of(plan.width)},
                    {"cuts", std::move(cuts)},
                    {"areas", std::move(areas)},
                    {"values", std::move(values)},
                    {"accepted_blind_spots", std::move(accepted)},
                    {"unreadable_pages", std::move(unreadable)},
                    {"fields", std::move(fields)},
                    {"label", plan.label},
                    {"labels", std::move(labels)}};
    try {
        // A value with a byte replaced would be looked for in vain: broken UTF-8 is an error here.
        return json.dump(2, ' ', false, Json::error_handler_t::strict) + "\n";
    } catch (const Json::type_error&) {
        throw Error(Errc::malformed, say(Msg::plan_not_utf8));
    }
}

}  // namespace review
