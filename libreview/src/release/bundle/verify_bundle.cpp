// The reader's side of docs/bundle.md: strict, and without secrets.
#include <review/bundle.hpp>

#include <ctime>
#include <filesystem>
#include <set>

#include <review/certificate.hpp>
#include <review/error.hpp>
#include <review/ledger_json.hpp>
#include <review/sealing.hpp>
#include <review/time_stamp.hpp>

#include "base/messages/bundle.hpp"
#include "base/utc_time.hpp"
#include "format/zip/directory.hpp"
#include "format/zip/writer.hpp"
#include "release/bundle/bundle_folder.hpp"
#include "release/bundle/aggregation_gate.hpp"
#include "release/bundle/in_toto_files.hpp"
#include "release/bundle/opening.hpp"
#include "release/bundle/signatures.hpp"
#include "sign/time_stamp_response.hpp"
#include "sign/verification.hpp"

namespace review {
namespace {

class Verifying {
public:
    Verifying(const BundleFiles& files, const BundleTrust& trust) : files_(files), trust_(trust) { seen_.format = "bundle"; }

    Verification run() {
        try {
            everything();
        } catch (const Error& error) {
            check("bundle", false, error.what());
        }
        return std::move(seen_);
    }

private:
    bool check(const std::string& name, bool passed, const std::string& detail) {
        seen_.checks.push_back({name, passed, detail});
        return passed;
    }

    const Bytes* file(const std::string& name) const {
        const auto found = files_.find(name);
        return found == files_.end() ? nullptr : &found->second;
    }

    void everything() {
        if (!file(bundle::release)) {
            check("released", false, say(Msg::bundle_not_released));
            return;
        }
        if (!statements()) return;
        no_other_files();
        if (!office()) return;
        document();
        rules_and_approvals();
        in_toto();
        statement_signatures();
        accepted();
        signer_plugins();
        time_stamp();
        log();
        opening();
    }

    bool statements() {
        const Bytes* statement = file(bundle::statement);
        if (!check("statement", statement != nullptr, say(Msg::bundle_seen_statement))) return false;
        stated_ = open_statement(*statement);
        released_ = envelope_from_json(as_text(*file(bundle::release)));
        if (envelope_json(released_) != as_text(*file(bundle::release))) throw Error(Errc::unverified, say(Msg::bundle_not_plain, {bundle::release}));
        const bool form = released_.payload_type == statement_payload_type && released_.signatures.size() == 1;
        if (!check("release-statement", form, say(Msg::bundle_seen_release))) return false;
        release_ = release_statement_from_json(as_text(released_.payload));
        const bool same = release_.statement == stated_.payload && release_.candidate == stated_.statement.candidate &&
                          release_.file_name == stated_.statement.file_name;
        return check("same-statement", same, say(Msg::bundle_seen_same));
    }

    // What nobody signed could be taken for part of the release.
    void no_other_files() {
        std::set<std::string> known{bundle::statement, bundle::release, release_.file_name};
        if (!stated_.statement.rules.empty()) known.insert(bundle::rules);
        for (std::size_t i = 1; i <= release_.approvals.size(); ++i) known.insert(approval_name(i));
        for (const auto* name : {bundle::time_stamp, bundle::checkpoint, bundle::inclusion, bundle::entry}) {
            if (file(name)) known.insert(name);
        }
        std::string odd, lost;
        for (const auto& [name, bytes] : files_) {
            // in_toto() says which of them there are.
            if (!known.contains(name) && !name.starts_with(bundle::in_toto) && odd.empty()) odd = name;
        }
        for (const auto& name : known) {
            if (!file(name) && lost.empty()) lost = name;
        }
        if (!lost.empty()) check("files", false, say(Msg::bundle_no_file, {lost}));
        else check("files", odd.empty(), odd.empty() ? say(Msg::bundle_seen_files, {std::to_string(files_.size())}) : say(Msg::bundle_extra_file, {odd}));
    }

    bool office() {
        seen_.signer = facts_of(release_.certificate).subject;
        seen_.claimed_time = release_.time;
        if (!check("release-signature", signature_is(released_, released_.signatures.front(), release_.certificate), seen_.signer)) return false;
        if (trust_.roots.empty()) return check("office-chain", false, say(Msg::bundle_no_trust));
        const auto trust = office_trust();
        if (!trust.revoked_later.empty()) check("revoked-later", true, trust.revoked_later);
        return check("office-chain", trust.why_not.empty(), trust.why_not.empty() ? say(Msg::bundle_seen_chain) : trust.why_not);
    }

    // At the time that is proven of the signature; else at the one it claims.
    PastTrust office_trust() const {
        const Bytes* token = file(bundle::time_stamp);
        if (token) {
            try {
                const auto stamp = verify_time_stamp(time_stamp_token(*token), sha256(released_.signatures.front().signature), trust_.roots, trust_.crls);
                return trust_at(stamp, release_.certificate, release_.chain, trust_.roots, trust_.crls);
            } catch (const Error& error) {
                if (error.code() != Errc::unverified) throw;  // over the payload, as once; or none that counts: time_stamp() says so
            }
        }
        return {why_not_trusted(release_.certificate, release_.chain, trust_.roots, trust_.crls, released_at()), {}};
    }

    std::int64_t released_at() const { return *utc_seconds(release_.time); }

    void document() {
        const Bytes* bytes = file(release_.file_name);
        if (!bytes) return;
        // A seal may be renewed after the release: nothing else may follow it, and the checks of the document tell of each stamp.
        const bool same = seal_was(*bytes, release_.published);
        if (!check("published", same, say(Msg::bundle_seen_published))) return;
        const auto& format = stated_.statement.format;
        const bool sealed = format == "pdf" || format == "xml";
        const Bytes before = sealed ? unsealed(*bytes) : *bytes;
        check("approved-bytes", sha256(before) == stated_.statement.candidate, say(Msg::bundle_seen_candidate));
        check("proof", stated_.statement.proof.clean, say(Msg::bundle_seen_proof, {std::to_string(stated_.statement.proof.values)}));
        if (!sealed) return;
        const auto inner = verify_bundled(*bytes, trust_.roots, trust_.crls);
        for (const auto& one : inner.checks) seen_.checks.push_back({"document: " + one.name, one.passed, one.detail});
        check("same-office", inner.signer_key == facts_of(release_.certificate).spki, say(Msg::bundle_seen_same_office));
        for (const auto& missing : inner.not_checked) seen_.not_checked.push_back("document: " + missing);
    }

    void rules_and_approvals() {
        const auto& statement = stated_.statement;
        if (trust_.rules.empty()) {
            seen_.not_checked.push_back(say(Msg::bundle_unpinned_rules));
        } else {
            const auto held_to = load_approval_rules(trust_.rules);
            check("held-to-rules", !statement.rules.empty() && held_to.digest == statement.rules_digest, say(Msg::bundle_seen_held_to, {held_to.name}));
        }
        if (statement.rules.empty()) {
            check("times", released_at() <= std::time(nullptr) + clock_slack, say(Msg::bundle_seen_time));
            check("approvals", release_.approvals.empty() && !release_.break_glass, say(Msg::bundle_seen_no_rules));
            return;
        }
        const Bytes* rules_file = file(bundle::rules);
        if (!rules_file || !check("rules", sha256(*rules_file) == statement.rules_digest, statement.rules)) return;
        const auto rules = parse_approval_rules(*rules_file, bundle::rules);
        check("rules-name", rules.name == statement.rules, statement.rules);
        in_toto_asked_ = rules.in_toto;
        check("office-key", may_seal(rules, facts_of(release_.certificate).spki), say(Msg::bundle_seen_office_key));
        read_ = read_approvals(files_, stated_, {trust_.roots, trust_.crls, true});
        for (const auto& problem : read_.problems) check("approval", false, problem);
        for (const auto& one : read_.revoked_later) check("revoked-later", true, one);
        if (!read_.problems.empty()) return;
        bool past = released_at() <= std::time(nullptr) + clock_slack;
        for (const auto& one : read_.approvals) past = past && one.time <= std::time(nullptr) + clock_slack;
        check("times", past, say(Msg::bundle_seen_time));
        check("approvals-listed", read_.payloads == release_.approvals, say(Msg::bundle_seen_listed, {std::to_string(read_.payloads.size())}));
        const auto standing = standing_of(rules, statement.redactor, read_.approvals, released_at());
        for (const auto& refused : standing.refused) check("approval", false, refused);
        std::string missing;
        for (const auto& one : standing.missing) missing += (missing.empty() ? "" : "; ") + one;
        check("approvals", standing.complete() && standing.break_glass == release_.break_glass,
              missing.empty() ? say(standing.break_glass ? Msg::bundle_seen_glass : Msg::bundle_seen_approvals, {std::to_string(read_.approvals.size())}) : missing);
        if (read_.drawn_otherwise > 0) seen_.not_checked.push_back(say(Msg::bundle_other_renderer, {std::to_string(read_.drawn_otherwise)}));
        if (read_.stamped < read_.approvals.size()) seen_.not_checked.push_back(say(Msg::bundle_unstamped));
    }

    // What officers let pass: for the reader's eyes.
    void accepted() {
        std::string all;
        for (const auto& one : stated_.statement.accepted_aggregations) all += (all.empty() ? "" : "; ") + one.rule + ": " + one.reason;
        if (!all.empty()) check("accepted-aggregation", true, all);
    }

    // Whose code held which key: for the reader's eyes.
    void signer_plugins() {
        std::string all;
        const auto add = [&](const std::string& who, const std::optional<PluginIdentity>& signer) {
            if (signer) all += (all.empty() ? "" : "; ") + who + ": " + signer->name + ", sha256:" + signer->digest.hex();
        };
        add(seen_.signer, release_.signer);
        for (const auto& one : read_.approvals) add(one.approval.person, one.approval.signer);
        if (!all.empty()) check("signer-plugin", true, all);
    }

    void opening() {
        if (trust_.opening.empty()) return;
        const auto one = opening_from_json(as_text(load_draft(trust_.opening).bytes));
        if (!check("opening", opens(stated_, one), say(Msg::bundle_seen_opening, {one.id, one.place, std::to_string(one.index + 1)}))) return;
        if (trust_.value.empty()) {
            seen_.not_checked.push_back(say(Msg::bundle_value_unshown));
            return;
        }
        const auto value = load_draft(trust_.value);
        auto text = as_text(value.bytes);
        if (text.ends_with('\n')) text.remove_suffix(1);
        check("opening-value", is_value(one, text), say(one.value_key.empty() ? Msg::bundle_no_value_key : Msg::bundle_seen_value));
    }

    void in_toto() {
        const auto why = why_no_in_toto(files_, in_toto_asked_, read_, release_);
        if (in_toto_asked_ || !why.empty()) check("in-toto", why.empty(), why.empty() ? say(Msg::bundle_seen_in_toto) : why);
    }

    // Each officer who approved and the office signed the statement itself; nobody else, and nobody twice.
    void statement_signatures() {
        std::map<std::string, ByteView> signers{{facts_of(release_.certificate).spki.hex(), release_.certificate}};
        for (const auto& one : read_.approvals) signers.emplace(one.certificate.spki.hex(), one.approval.certificate);
        std::set<std::string> signed_by;
        bool good = true;
        for (const auto& signature : stated_.envelope.signatures) {
            const auto signer = signers.find(signature.keyid);
            good = good && signer != signers.end() && signature_is(stated_.envelope, signature, signer->second) && signed_by.insert(signature.keyid).second;
        }
        check("statement-signatures", good && signed_by.size() == signers.size(), say(Msg::bundle_seen_signatures, {std::to_string(signed_by.size())}));
    }

    void time_stamp() {
        const Bytes* token = file(bundle::time_stamp);
        if (!token) {
            seen_.not_checked.push_back("time-stamp");
            return;
        }
        try {
            const auto stamp = release_stamp(time_stamp_token(*token));
            check("time-stamp", true, utc_text(stamp.time) + ", " + stamp.authority);
            check("claimed-time", released_at() <= stamp.time + clock_slack && released_at() >= stamp.time - 86400, release_.time);
        } catch (const Error& error) {
            check("time-stamp", false, error.what());
        }
    }

    // Over the office's signature; in bundles of earlier programs over what it signed, which says less.
    TimeStamp release_stamp(ByteView token) const {
        try {
            return verify_time_stamp(token, sha256(released_.signatures.front().signature), trust_.roots, trust_.crls);
        } catch (const Error& error) {
            if (error.code() != Errc::unverified) throw;
            const std::string why = error.what();
            try {
                return verify_time_stamp(token, sha256(released_.payload), trust_.roots, trust_.crls);
            } catch (const Error&) {
                throw Error(Errc::unverified, why);
            }
        }
    }

    void log() {
        const bool any = file(bundle::checkpoint) || file(bundle::inclusion) || file(bundle::entry);
        if (!any && trust_.log_key.empty() && !release_.break_glass) {
            seen_.not_checked.push_back(say(Msg::bundle_log_absent));
            return;
        }
        for (const auto* name : {bundle::checkpoint, bundle::inclusion, bundle::entry}) {
            if (!file(name)) {
                check("log", false, say(Msg::bundle_no_file, {name}));
                return;
            }
        }
        if (trust_.log_key.empty()) {
            seen_.not_checked.push_back(say(Msg::bundle_log_unchecked));
            inclusion_from_json(as_text(*file(bundle::inclusion)));
            about_this_release(entry_from_json(as_text(*file(bundle::entry))));
            return;
        }
        const auto signer = NoteVerifier::parse(trust_.log_key);
        const auto proof = inclusion_from_json(as_text(*file(bundle::inclusion)));
        const auto entry = open_entry(as_text(*file(bundle::entry)), proof, as_text(*file(bundle::checkpoint)), signer);
        check("log", true, say(Msg::bundle_seen_log, {signer.name, std::to_string(entry.index)}));
        about_this_release(entry);
    }

    void about_this_release(const LedgerEntry& entry) {
        const auto record = release_from_json(entry.body);
        const bool kind = entry.kind == (release_.break_glass ? EntryKind::break_glass : EntryKind::release);
        check("log-entry", kind && record.statement == sha256(released_.payload).hex() && record.published == release_.published.hex() &&
                               same_accepted(record.accepted, stated_.statement.accepted_aggregations),
              say(Msg::bundle_seen_entry));
    }

    static constexpr std::int64_t clock_slack = 300;  // seconds by which clocks differ

    const BundleFiles& files_;
    const BundleTrust& trust_;
    Verification seen_;
    StatedEnvelope stated_;
    Envelope released_;
    ReleaseStatement release_;
    ReadApprovals read_;
    bool in_toto_asked_ = false;
};

}  // namespace

Verification verify_files(const BundleFiles& files, const BundleTrust& trust) { return Verifying(files, trust).run(); }

namespace {

template <typename Source>
Verification verify_source(const Source& source, const BundleTrust& trust) {
    BundleFiles files;
    try {
        files = read_bundle(source);
    } catch (const Error& error) {
        if (error.code() == Errc::io) throw;
        Verification seen;
        seen.format = "bundle";
        seen.checks.push_back({"bundle", false, error.what()});
        return seen;
    }
    return verify_files(files, trust);
}

}  // namespace

Verification verify_bundle(const std::string& path, const BundleTrust& trust) { return verify_source(path, trust); }

Verification verify_bundle(const Draft& zip, const BundleTrust& trust) { return verify_source(zip, trust); }

bool is_bundle(const std::string& path) {
    std::error_code error;
    if (std::filesystem::is_directory(path, error)) return true;  // there is nothing else a folder could be
    if (path == "-" || !std::filesystem::is_regular_file(path, error)) return false;
    try {
        return is_bundle(map_draft(path));
    } catch (const Error&) {
        return true;  // whoever opens it says why it is none
    }
}

bool is_bundle(const Draft& file) {
    if (!is_zip(file.bytes)) return false;
    try {
        for (const auto& member : zip_directory(file.bytes, file.name, {})) {
            if (member.name == bundle::statement) return true;
        }
    } catch (const Error&) {
        return true;
    }
    return false;
}

Bytes bundle_zip(const std::string& folder) {
    std::vector<ZipContent> members;
    for (auto& [name, bytes] : read_bundle(folder)) members.push_back({name, std::move(bytes)});
    return write_zip(members);
}

}  // namespace review
