#include <review/release.hpp>

#include <algorithm>

#include <review/error.hpp>

#include "base/messages.hpp"
#include "proof/reader_can_tell.hpp"
#include "release/clean_or_refuse.hpp"
#include "release/scan_parts.hpp"

namespace review {

void clean_or_refuse(const std::string& name, const Evidence& evidence) {
    if (evidence.clean()) return;
    std::vector<Obstacle> obstacles;
    const std::vector<std::string> choices{say(Msg::release_choice_remove), say(Msg::release_choice_source)};
    for (const auto& residue : evidence.residue) {
        obstacles.push_back({0, residue.place, {}, say(Msg::release_residue, {residue.rule, residue.encoding}), choices});
    }
    for (const auto& rule : evidence.residual_findings) {
        obstacles.push_back({0, name, {}, say(Msg::release_still_found, {rule}), choices});
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

// Pages where rewriting was refused, for the officer's choice to be made there. False: it was not for a page, or
// that page was chosen for already.
bool add_refused_pages(const Error& error, std::vector<std::uint32_t>& pages) {
    if (error.code() != Errc::refused || error.obstacles().empty()) return false;
    const auto before = pages.size();
    for (const auto& obstacle : error.obstacles()) {
        if (obstacle.page == 0) return false;
        pages.push_back(obstacle.page);
    }
    std::sort(pages.begin(), pages.end());
    pages.erase(std::unique(pages.begin(), pages.end()), pages.end());
    return pages.size() > before;
}

}  // namespace

Redaction redact_document(const Draft& draft, const Scanner& scanner, const Policy& policy,
                          const RedactionRequest& request, const OpenOptions& options) {
    const auto document = open_document(draft, options);
    ScannedDocument scanned;
    scan_parts(*document, draft, scanner, policy, {}, scanned);

    Redaction result;
    Rewritten rewritten;
    UnreadableChoice unreadable{request.on_unreadable, {}};
    for (bool again = true; again;) {
        again = false;
        result.plan = make_plan(draft, *document, scanned.findings, scanned.blind_spots, request.decisions, request.areas,
                                request.width, asked_values(scanner), unreadable);
        try {
            rewritten = document->rewrite(result.plan);
        } catch (const Error& error) {
            again = unreadable.how != OnUnreadable::refuse && add_refused_pages(error, unreadable.pages);
            if (!again) throw;
        }
    }
    result.output = std::move(rewritten.bytes);
    result.evidence = prove(result.output, result.plan, &scanner, document.get(), options.limits, draft.bytes);
    result.evidence.boxes = std::move(rewritten.boxes);
    result.evidence.removals = std::move(rewritten.removals);
    result.evidence.reader_can_tell = reader_can_tell(result.evidence.boxes, result.plan.width);
    clean_or_refuse(draft.name, result.evidence);
    return result;
}

}  // namespace review
