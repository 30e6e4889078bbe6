#include "release/bundle/revocations.hpp"

#include <algorithm>
#include <filesystem>
#include <optional>
#include <set>

#include <review/certificate.hpp>
#include <review/error.hpp>
#include <review/ledger_register.hpp>

#include "base/messages/bundle.hpp"
#include "base/utc_time.hpp"
#include "release/bundle/in_toto_files.hpp"

namespace review {
namespace {

// Throws Errc::unverified with what is wrong.
RevocationRecord read_revocation(const std::string& name, ByteView file, const StatedEnvelope& stated, const ApprovalRules& rules, const std::vector<std::string>& roots) {
    const auto envelope = envelope_from_json(as_text(file));
    if (envelope_json(envelope) != as_text(file)) throw Error(Errc::unverified, say(Msg::bundle_not_plain, {name}));
    if (envelope.payload_type != statement_payload_type || envelope.signatures.size() != 1) throw Error(Errc::unverified, say(Msg::bundle_payload_type));
    const auto said = revocation_from_json(as_text(envelope.payload));
    if (!signature_is(envelope, envelope.signatures.front(), said.certificate)) throw Error(Errc::unverified, say(Msg::bundle_signature_wrong));
    const bool about_this = said.statement == stated.payload && said.candidate == stated.statement.candidate && said.file_name == stated.statement.file_name;
    if (!about_this || name != revocation_name(said.approval)) throw Error(Errc::unverified, say(Msg::bundle_other_statement));
    const Person* person = person_of(rules, facts_of(said.certificate));
    if (!person || person->id != said.person) throw Error(Errc::unverified, say(Msg::bundle_not_theirs));
    const auto why = why_not_trusted(said.certificate, said.chain, roots, {}, *utc_seconds(said.time));
    if (!why.empty()) throw Error(Errc::unverified, why);
    return said.record();
}

bool has_revocation(const std::vector<RevocationRecord>& all, const RevocationRecord& wanted) {
    return std::any_of(all.begin(), all.end(), [&](const auto& one) { return one.approval == wanted.approval; });
}

// What the bundle says goes into the ledger, and what the ledger says counts in the bundle.
void join_with_ledger(std::vector<RevocationRecord>& known, const Digest& statement, const RevocationReaders& readers) {
    const auto logged = revocations_of(*readers.ledger, statement);
    for (const auto& one : known) {
        if (has_revocation(logged, one)) continue;
        auto append = readers.ledger->begin(EntryKind::approval_revoked, body_json(one));
        if (readers.log_key) append.checkpoint(*readers.log_key);
        append.commit();
    }
    for (const auto& one : logged) add_revocation(known, one);
}

// The approval a file holds, whoever signed it; nothing where it is none: read_approvals() tells why.
std::optional<Approval> approval_in(ByteView file) {
    try {
        return approval_from_json(as_text(sigstore_bundle_from_json(as_text(file)).envelope.payload));
    } catch (const Error&) {
        return std::nullopt;
    }
}

std::vector<std::optional<Approval>> approvals_in(const std::string& folder) {
    std::vector<std::optional<Approval>> approvals;
    while (bundle_has(folder, approval_name(approvals.size() + 1))) approvals.push_back(approval_in(read_bundle_file(folder, approval_name(approvals.size() + 1))));
    return approvals;
}

// Each step leaves numbers without a gap. Returns what stays.
std::vector<std::optional<Approval>> take_away(const std::string& folder, const std::vector<RevocationRecord>& revocations) {
    auto approvals = approvals_in(folder);
    for (std::size_t at = approvals.size(); at-- > 0;) {
        if (!approvals[at] || !is_taken_back(*approvals[at], revocations)) continue;
        remove_bundle_file(folder, approval_name(at + 1), approval_name(approvals.size()));
        approvals[at] = std::move(approvals.back());
        approvals.pop_back();
    }
    return approvals;
}

// Second signatures of those who have no approval here.
void drop_signatures(const std::string& folder, const StatedEnvelope& stated, const ApprovalRules& rules, const std::vector<std::optional<Approval>>& approvals) {
    std::set<std::string> keys, links;
    for (const auto& one : approvals) {
        if (!one) return;  // the bundle is not in order, and is refused for it
        keys.insert(facts_of(one->certificate).spki.hex());
        if (rules.in_toto) links.insert(link_name_of(one->certificate));
    }
    auto envelope = stated.envelope;
    if (std::erase_if(envelope.signatures, [&](const auto& one) { return !keys.contains(one.keyid); }) > 0) {
        write_bundle_file(folder, bundle::statement, as_bytes(envelope_json(envelope)), FileMode::shared);
    }
    for (const auto& name : names_in_bundle(folder, bundle::links)) {
        if (!links.contains(name)) remove_bundle_file(folder, bundle::links + name, bundle::links + name);
    }
}

}  // namespace

std::vector<RevocationRecord> read_revocations(const std::string& folder, const StatedEnvelope& stated, const ApprovalRules& rules,
                                               const std::vector<std::string>& roots) {
    std::vector<RevocationRecord> read;
    for (const auto& file : names_in_bundle(folder, bundle::revocations)) {
        const auto name = bundle::revocations + file;
        try {
            add_revocation(read, read_revocation(name, read_bundle_file(folder, name), stated, rules, roots));
        } catch (const Error& error) {
            throw Error(error.code(), say(Msg::bundle_bad_revocation, {name, error.what()}));
        }
    }
    return read;
}

std::vector<RevocationRecord> finish_revocations(const std::string& folder, const StatedEnvelope& stated, const ApprovalRules& rules,
                                                 const RevocationReaders& readers) {
    auto known = read_revocations(folder, stated, rules, readers.roots);
    if (readers.ledger) join_with_ledger(known, stated.payload, readers);
    if (!known.empty()) drop_signatures(folder, stated, rules, take_away(folder, known));
    return known;
}

void add_revocation(std::vector<RevocationRecord>& known, RevocationRecord more) {
    if (has_revocation(known, more)) return;
    const auto later = std::find_if(known.begin(), known.end(), [&](const auto& one) { return more.time < one.time; });
    known.insert(later, std::move(more));
}

void require_same_ledger(const std::string& folder, const Ledger* ledger) {
    if (!bundle_has(folder, bundle::ledger)) return;
    if (!ledger || read_bundle_file(folder, bundle::ledger) != name_of_ledger(*ledger)) throw Error(Errc::bad_config, say(Msg::bundle_same_ledger, {folder}));
}

Bytes name_of_ledger(const Ledger& ledger) {
    const auto line = ledger.verifier().vkey() + "\n";
    return {line.begin(), line.end()};
}

}  // namespace review
