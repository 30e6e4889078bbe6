#include "release/redaction_steps.hpp"

#include <algorithm>
#include <map>

#include <review/error.hpp>

#include "base/loose_text.hpp"
#include "base/messages/base.hpp"
#include "base/messages/format_pdf.hpp"
#include "base/messages/release.hpp"
#include "format/pdf_module.hpp"
#include "proof/prove_scanned.hpp"
#include "proof/reader_can_tell.hpp"
#include "release/asked_in_vain.hpp"
#include "release/clean_or_refuse.hpp"
#include "release/cut_places.hpp"
#include "release/decide_asked.hpp"
#include "release/mask_floor.hpp"
#include "release/neutral_values.hpp"
#include "release/plugins_used.hpp"
#include "release/public_cuts.hpp"
#include "release/scan_parts.hpp"

namespace review {

void clean_or_refuse(const std::string& name, const Evidence& evidence) {
    if (evidence.clean()) return;
    std::vector<Obstacle> obstacles;
    const std::vector<std::string> choices{say(Msg::release_choice_remove), say(Msg::release_choice_source)};
    for (const auto& residue : evidence.residue) {
        obstacles.push_back({0, residue.place, {}, say(Msg::release_residue, {residue.rule, residue.encoding}), choices});
    }
    for (std::size_t i = 0; i < evidence.residual_findings.size(); ++i) {
        obstacles.push_back({0, evidence.residual_places[i], {}, say(Msg::release_still_found, {evidence.residual_findings[i]}), choices});
    }
    for (const auto& doubt : evidence.doubts) obstacles.push_back({0, name, {}, doubt, choices});
    if (!evidence.reopened) obstacles.push_back({0, name, {}, say(Msg::release_not_reopened), choices});
    if (!evidence.untouched_equal) obstacles.push_back({0, name, {}, say(Msg::release_touched), choices});
    const auto count = std::to_string(obstacles.size());
    throw Error(Errc::refused, say(Msg::release_unclean, {name, count}), std::move(obstacles));
}

namespace {

std::vector<RemovedValue> asked_values(const Scanner& scanner) {
    std::vector<RemovedValue> values;
    for (const auto& pack : scanner.packs()) {
        for (const auto& rule : pack.rules) {
            if (!rule.asked) continue;
            for (const auto& term : rule.terms) values.push_back({Sensitive(term.text), pack.name + "/" + rule.id});
        }
    }
    return values;
}

// Printed in a box it would be the value again.
void refuse_label_with_value(const std::string& label, const RedactionPlan& plan) {
    const auto spelled = loose(label);
    for (const auto& value : plan.values) {
        const auto text = loose(value.text.reveal());
        if (!text.empty() && spelled.find(text) != std::string::npos) throw Error(Errc::bad_config, say(Msg::label_spells_value, {value.rule}));
    }
}

// Pages that lose something.
std::vector<std::uint32_t> pages_with_cuts(const Document& document, const RedactionPlan& plan) {
    struct Numbers final : ExtractionSink {
        void part(Part&& part) override { pages[part.number] = part.page; }
        void blind_spot(BlindSpot&&) override {}
        std::map<std::uint32_t, std::uint32_t> pages;  // by part
    } numbers;
    document.extract(numbers);
    std::vector<std::uint32_t> pages;
    for (const auto& cut : plan.cuts) pages.push_back(numbers.pages[cut.span.part]);
    for (const auto& area : plan.areas) pages.push_back(area.page);
    std::erase(pages, 0);
    return pages;
}

// Adds pages for the officer's choice to be made there too. False: it was made for all of them.
bool add_pages(const std::vector<std::uint32_t>& more, std::vector<std::uint32_t>& pages) {
    const auto before = pages.size();
    pages.insert(pages.end(), more.begin(), more.end());
    std::sort(pages.begin(), pages.end());
    pages.erase(std::unique(pages.begin(), pages.end()), pages.end());
    return pages.size() > before;
}

// Where rewriting was refused. What stands on no page, a font that cannot be reduced, is wherever something goes:
// pages that become pictures need no fonts. Emptying all of them would be more than anybody chose.
bool add_refused_pages(const Error& error, const Document& document, const RedactionPlan& plan, UnreadableChoice& choice) {
    if (choice.how == OnUnreadable::refuse || error.code() != Errc::refused || error.obstacles().empty()) return false;
    std::vector<std::uint32_t> pages;
    for (const auto& obstacle : error.obstacles()) pages.push_back(obstacle.page);
    if (std::find(pages.begin(), pages.end(), 0) != pages.end()) {
        if (choice.how != OnUnreadable::rasterise) return false;
        pages = pages_with_cuts(document, plan);
    }
    return add_pages(pages, choice.pages);
}

// Pixels of a picture are looked at by another program: what stood there is no text that anybody could look for.
bool cuts_pictures(const RedactionPlan& plan) {
    return std::any_of(plan.cuts.begin(), plan.cuts.end(), [](const Cut& cut) { return cut.kind == PartKind::picture; });
}

// A page whose redaction cannot be proven may become a picture like one that cannot be cut. Never where a value was
// seen again: the picture might show it, and nobody reads pictures.
bool add_unproven_pages(const Evidence& evidence, const Document& document, const RedactionPlan& plan, UnreadableChoice& choice) {
    const bool seen_again = !evidence.residue.empty() || !evidence.residual_findings.empty();
    if (choice.how != OnUnreadable::rasterise || evidence.clean() || seen_again) return false;
    return add_pages(pages_with_cuts(document, plan), choice.pages);
}

}  // namespace

RedactionSteps::RedactionSteps(const Draft& draft, const Scanner& scanner, const Policy& policy, const RedactionRequest& request, const OpenOptions& options)
    : draft_(draft), scanner_(scanner), policy_(policy), request_(request),
      options_{options.limits, options.password.copy(), options.pictures, true}, decisions_(request.decisions), document_(open_document(draft, options_)) {
    if (!request.label.empty() && document_->format() != "pdf") throw Error(Errc::bad_config, say(Msg::label_pdf_only));
    if (request.render && document_->format() != "pdf") throw Error(Errc::bad_config, say(Msg::release_render_pdf_only));
    if (!request.schema.empty() && document_->format() != "xml") throw Error(Errc::bad_config, say(Msg::release_schema_xml_only));
    scan_parts(*document_, draft, scanner, policy, {}, scanned_, &sieved_);
    if (request.redact_asked) decide_asked(scanned_.findings, decisions_);
    refuse_weak_masks(draft, *document_, scanned_.findings, decisions_, policy);
}

RedactionPlan RedactionSteps::plan(const UnreadableChoice& unreadable) const {
    auto plan = make_plan(draft_, *document_, scanned_.findings, scanned_.blind_spots, decisions_, request_.areas, request_.width,
                          asked_values(scanner_), unreadable);
    refuse_label_with_value(request_.label, plan);
    plan.label = request_.label;
    plan.label_font = request_.label_font;
    return plan;
}

void RedactionSteps::rewrite(bool every_proof) {
    UnreadableChoice unreadable{request_.on_unreadable, {}};
    for (bool again = true; again;) {
        again = false;
        auto& plan = redaction_.plan = this->plan(unreadable);
        Evidence filled;
        try {
            auto rewritten = rewrite_valid(draft_, *document_, policy_, request_.schema, plan, filled);
            plan.labels = rewritten.labels;
            redaction_.output = std::move(rewritten.bytes);
            told_ = {unreadable.pages, std::move(rewritten.labels), plan.fields, std::move(rewritten.boxes), std::move(rewritten.removals),
                     std::move(filled.by_schema), std::move(filled.neutral_fields)};
        } catch (const Error& error) {
            if (!add_refused_pages(error, *document_, plan, unreadable)) throw;
            again = true;
            continue;
        }
        if (!every_proof && unreadable.how != OnUnreadable::rasterise) return;
        look();
        again = add_unproven_pages(redaction_.evidence, *document_, plan, unreadable);
    }
}

void RedactionSteps::take(RewritingTold&& told, SharedBytes output) {
    if (!told.pages.empty() && request_.on_unreadable == OnUnreadable::refuse) throw Error(Errc::malformed, say(Msg::release_told_otherwise));
    auto& plan = redaction_.plan = this->plan({request_.on_unreadable, told.pages});
    plan.labels = told.labels;
    plan.fields = told.fields;
    if (!plan.fields.empty()) take_fields(policy_, plan);
    redaction_.output = std::move(output);
    told_ = std::move(told);
    look();
}

void RedactionSteps::look() {
    redaction_.evidence = prove_scanned(redaction_.output, redaction_.plan, scanner_, *document_, sieved_, options_.limits, draft_.bytes, options_.pictures);
}

Redaction RedactionSteps::finish(CutPlaces* places) {
    auto& evidence = redaction_.evidence;
    const auto& plan = redaction_.plan;
    evidence.boxes = std::move(told_.boxes);
    evidence.removals = std::move(told_.removals);
    evidence.public_cuts = public_cuts(*document_, policy_, plan, scanned_.findings);
    evidence.not_found = asked_in_vain(*document_, scanner_, scanned_.findings);
    for (const auto& path : scanned_.fields_in_vain) evidence.not_found.push_back("field:" + path);
    name_plugins(scanner_, scanned_.blind_spots, options_.pictures, evidence);
    if (request_.render || cuts_pictures(plan)) pdf_module().look_drawn(*document_, redaction_.output, plan, evidence);
    evidence.reader_can_tell = reader_can_tell(evidence.boxes, plan.width);
    if (document_->format() == "ooxml") {
        const auto output = make_draft(draft_.name, redaction_.output);
        OpenOptions again;  // pictures were read already
        again.limits = options_.limits;
        evidence.reader_can_tell = office_can_tell(open_document(output, again)->inspect());
    }
    clean_or_refuse(draft_.name, evidence);
    evidence.by_schema = std::move(told_.by_schema);
    evidence.neutral_fields = std::move(told_.neutral_fields);
    if (places) *places = cut_places(*document_, draft_, plan, std::move(scanned_.findings), decisions_);
    check_unchanged(draft_);
    return std::move(redaction_);
}

Redaction redact_here(const Draft& draft, const Scanner& scanner, const Policy& policy, const RedactionRequest& request, const OpenOptions& options, CutPlaces* places) {
    RedactionSteps steps(draft, scanner, policy, request, options);
    steps.rewrite(true);
    return steps.finish(places);
}

Redaction redact_document(const Draft& draft, const Scanner& scanner, const Policy& policy,
                          const RedactionRequest& request, const OpenOptions& options) {
    return redact_here(draft, scanner, policy, request, options, nullptr);
}

}  // namespace review
