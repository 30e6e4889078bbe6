#include "report/aggregation_text.hpp"

#include "base/messages/aggregation.hpp"
#include "report/printable.hpp"

namespace review {
namespace {

const Message& message_of(AttributeKind kind) {
    switch (kind) {
#define REVIEW_KIND(kind, type, name) \
    case AttributeKind::kind: return Msg::kind_##kind;
#include "model/attribute_kinds.inc"
#undef REVIEW_KIND
    }
    return Msg::kind_id_full;
}

const Message& message_of(AttributeType type) {
    constexpr const Message* messages[] = {&Msg::type_id,   &Msg::type_birth,    &Msg::type_sex,      &Msg::type_name,     &Msg::type_place,
                                           &Msg::type_phone, &Msg::type_bank,    &Msg::type_plate,    &Msg::type_case,     &Msg::type_document,
                                           &Msg::type_employer, &Msg::type_facility, &Msg::type_coordinate, &Msg::type_health, &Msg::type_count};
    return *messages[static_cast<std::size_t>(type)];
}

std::string joined(const std::vector<std::string>& words) {
    std::string text;
    for (const auto& word : words) text += (text.empty() ? "" : language() == Language::zh ? "、" : ", ") + word;
    return text;
}

std::string kinds_text(const std::vector<AttributeKind>& kinds) {
    std::vector<std::string> words;
    for (const auto kind : kinds) words.push_back(say(message_of(kind)));
    return words.empty() ? say(Msg::aggregation_leads) : joined(words);
}

std::string contribution_text(const Contribution& one) {
    if (!one.entry) return say(Msg::aggregation_by_draft, {kinds_text(one.kinds)});
    const auto& state = one.state == ReleaseState::live ? Msg::aggregation_live : one.state == ReleaseState::expired ? Msg::aggregation_expired : Msg::aggregation_withdrawn;
    const auto name = printable(one.number.empty() ? one.name : one.number + " " + one.name);
    return say(Msg::aggregation_by_release, {std::to_string(*one.entry), one.day, name, say(state), kinds_text(one.kinds), kinds_text(one.joined)});
}

std::string finding_text(const std::string& draft, const AggregationFinding& finding) {
    const auto& title = language() == Language::zh ? finding.title_zh : finding.title_en;
    const auto floor = std::to_string(finding.floor);
    std::vector<std::string> lines{say(Msg::aggregation_head, {draft, printable(title), finding.rule})};
    std::vector<std::string> places;
    for (const auto& place : finding.places) places.push_back(printable(place));
    lines.push_back(say(Msg::aggregation_places, {std::to_string(finding.records), joined(places) + (finding.records > places.size() ? " ..." : "")}));
    if (!finding.candidates) lines.push_back(say(Msg::aggregation_unknown));
    else if (*finding.candidates == 1) lines.push_back(say(Msg::aggregation_one, {floor}));
    else lines.push_back(say(Msg::aggregation_some, {std::to_string(*finding.candidates), floor}));
    for (const auto& one : finding.contributions) lines.push_back(contribution_text(one));
    if (!finding.with_live) lines.push_back(say(Msg::aggregation_ever));
    if (!finding.adds) lines.push_back(say(Msg::aggregation_known));
    for (const auto& one : finding.remedies) lines.push_back(say(Msg::aggregation_remedy, {remedy_text(one)}));
    if (finding.adds && finding.remedies.empty()) lines.push_back(say(Msg::aggregation_no_remedy));
    std::string text;
    for (const auto& line : lines) text += line + "\n";
    return text;
}

std::string blind_spot_text(const AggregationBlindSpot& spot) {
    using Why = AggregationBlindSpot::Why;
    const auto count = std::to_string(spot.count);
    switch (spot.why) {
        case Why::no_tokens: return say(Msg::aggregation_no_tokens, {count});
        case Why::no_key: return say(Msg::aggregation_no_key, {count, printable(spot.epoch)});
        case Why::too_common: return say(Msg::aggregation_too_common, {count});
        case Why::too_many: return say(Msg::aggregation_too_many, {count});
        case Why::unread: return say(Msg::aggregation_unread, {count});
    }
    return {};
}

}  // namespace

std::string remedy_text(const Remedy& remedy) {
    if (remedy.kind == RemedyKind::channel) return say(Msg::aggregation_channel);
    const auto type = say(message_of(remedy.type));
    if (remedy.kind == RemedyKind::drop) return say(Msg::aggregation_drop, {type});
    return say(Msg::aggregation_coarsen, {type, say(message_of(*remedy.to))});
}

std::string aggregation_text(const AggregationReport& report) {
    const auto draft = printable(report.draft), releases = std::to_string(report.releases);
    std::string text;
    for (const auto& finding : report.findings) text += finding_text(draft, finding);
    if (report.findings.empty()) text += say(report.blind_spots.empty() ? Msg::aggregation_clean : Msg::aggregation_blind_clean, {draft, releases}) + "\n";
    for (const auto& spot : report.blind_spots) text += draft + (language() == Language::zh ? "：" : ": ") + blind_spot_text(spot) + "\n";
    return text;
}

}  // namespace review
