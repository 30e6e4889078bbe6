#include "proof/archive_eye.hpp"

#include <algorithm>

#include "base/messages/format_html.hpp"
#include "base/messages/format_ooxml.hpp"
#include "format/archive/archive_document.hpp"
#include "proof/prove_by.hpp"
#include "proof/zip_members.hpp"

namespace review {
namespace {

void add_evidence(Evidence& sum, Evidence&& one, const std::string& label) {
    sum.streams += one.streams;
    sum.reopened = sum.reopened && one.reopened;
    for (auto& residue : one.residue) sum.residue.push_back({residue.rule, label + ", " + residue.place, residue.encoding});
    for (auto& rule : one.residual_findings) sum.residual_findings.push_back(std::move(rule));
    for (const auto& place : one.residual_places) sum.residual_places.push_back(label + ", " + place);
    for (const auto& mark : one.marks) sum.marks.push_back(label + ": " + mark);
    for (auto& doubt : one.doubts) sum.doubts.push_back(say(Msg::proof_archive_member, {label, doubt}));
}

// The same values and nothing else, where only the file is at hand.
RedactionPlan values_of(const RedactionPlan& plan) {
    RedactionPlan one;
    one.width = plan.width;
    for (const auto& value : plan.values) one.values.push_back({value.text.copy(), value.rule});
    return one;
}

}  // namespace

void prove_archive(ByteView file, const RedactionPlan& plan, const Scanner* scanner, const Document* draft, const Limits& limits, Needles& needles,
                   Evidence& evidence) {
    const auto pieces = zip_pieces(file, limits.document_bytes);
    if (!pieces) {
        evidence.doubts.push_back(say(Msg::proof_zip_between));
        return;
    }
    std::vector<ArchiveMemberPlan> members;
    if (draft != nullptr) members = archive_member_plans(*draft, plan);
    evidence.reopened = draft == nullptr || members.size() == pieces->size();
    if (!evidence.reopened) return;
    evidence.untouched_equal = draft != nullptr;
    const auto alone = values_of(plan);
    Needles inner(plan.values);
    for (std::size_t i = 0; i < pieces->size(); ++i) {
        const auto& piece = (*pieces)[i];
        const auto label = draft == nullptr ? "member " + std::to_string(i + 1) : members[i].label;
        ++evidence.streams;
        if (!piece.plain) evidence.doubts.push_back(say(Msg::proof_zip_extra, {label}));
        if (draft != nullptr && piece.name != members[i].name) evidence.doubts.push_back(say(Msg::proof_archive_names, {label}));
        needles.look(piece.name, label + " name", Where::text, evidence.residue);
        needles.look_in_text(piece.name, label + " name", 1, evidence.residue);
        const bool unread = piece.bytes.empty() || (draft != nullptr && members[i].document == nullptr);
        if (unread) {
            // Somebody looked at it and accepted it as it is.
            needles.look(as_text(piece.bytes), label, Where::binary, evidence.residue);
            if (draft != nullptr) evidence.untouched_equal = evidence.untouched_equal && piece.bytes == members[i].draft->bytes;
            continue;
        }
        if (draft == nullptr) {
            inner.forget_file();
            add_evidence(evidence, prove_by(inner, piece.bytes, alone, scanner, nullptr, limits), label);
            continue;
        }
        inner.forget_file();
        auto one = prove_by(inner, piece.bytes, members[i].plan, scanner, members[i].document, limits, members[i].draft->bytes);
        evidence.untouched_equal = evidence.untouched_equal && one.untouched_equal;
        add_evidence(evidence, std::move(one), label);
    }
}

}  // namespace review
