// Reads what plan.cpp writes, strictly: a plan with a key nobody knows is a plan nobody understands.
// Complaints name the key and never quote the file, which holds the values.
#include <review/json.hpp>

#include <review/error.hpp>

#include "base/messages/model.hpp"
#include "model/json/strict_reader.hpp"

namespace review {
namespace {

const JsonSource plan_source{Msg::json_plan, Errc::bad_config};

Cut read_cut(const StrictReader& item) {
    Cut cut{{item.number("part"), item.number("begin"), item.number("end")},
            item.word("kind", part_kind), item.text("finding")};
    if (cut.span.begin >= cut.span.end) item.complain("end", Msg::plan_empty_span);
    return cut;
}

void read_accepted(const StrictReader& plan, std::vector<BlindSpot>& accepted) {
    plan.list("accepted_blind_spots", {"part", "page", "label", "reason", "detail", "object", "goes"},
              [&](const StrictReader& item) {
                  accepted.push_back({item.number("part"), item.number("page"), item.text("label"),
                                      item.word("reason", blind_reason), item.text("detail"),
                                      item.text("object"), item.boolean("goes")});
              });
}

}  // namespace

RedactionPlan plan_from_json(std::string_view json) {
    const Json parsed = parse_strictly(plan_source, json);
    const StrictReader reader(plan_source, parsed, "", {"schema", "draft", "format", "width", "cuts", "areas", "values", "accepted_blind_spots",
                                     "unreadable_pages", "fields", "label", "labels"});
    if (reader.text("schema") != "review-plan/1") reader.complain("schema", Msg::json_want_word);
    RedactionPlan plan;
    plan.draft = reader.digest("draft");
    plan.format = reader.text("format");
    plan.width = reader.word("width", width);
    reader.list("cuts", {"part", "kind", "begin", "end", "finding"},
                [&](const StrictReader& item) { plan.cuts.push_back(read_cut(item)); });
    reader.list("areas", {"page", "x0", "y0", "x1", "y1", "finding"}, [&](const StrictReader& item) {
        plan.areas.push_back({item.number("page"), item.real("x0"), item.real("y0"), item.real("x1"), item.real("y1"), item.text("finding")});
    });
    reader.list("values", {"rule", "text"}, [&](const StrictReader& item) {
        plan.values.push_back({Sensitive(item.text("text")), item.text("rule")});
    });
    read_accepted(reader, plan.accepted);
    reader.list("unreadable_pages", {"page", "choice"}, [&](const StrictReader& item) {
        plan.unreadable.push_back({item.number("page"), item.word("choice", on_unreadable)});
        const auto& last = plan.unreadable.back();
        const bool ascends = plan.unreadable.size() == 1 || (plan.unreadable.end() - 2)->page < last.page;
        if (last.page == 0 || !ascends) item.complain("page", Msg::json_want_number);
        if (last.choice == OnUnreadable::refuse) item.complain("choice", Msg::json_want_word);
    });
    reader.list("fields", {"begin", "end", "text", "removed"}, [&](const StrictReader& item) {
        const FilledField field{{item.offset("begin"), item.offset("end")}, item.text("text"), item.boolean("removed")};
        if (field.source.begin > field.source.end || (!plan.fields.empty() && plan.fields.back().source.end > field.source.begin)) {
            item.complain("end", Msg::plan_empty_span);
        }
        plan.fields.push_back(field);
    });
    plan.label = reader.text("label");
    reader.list("labels", {"page", "place"}, [&](const StrictReader& item) {
        plan.labels.push_back({item.number("page"), item.quad("place")});
        if (plan.label.empty()) item.complain("page", Msg::json_want_word);
    });
    return plan;
}

}  // namespace review
