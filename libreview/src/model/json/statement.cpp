// The in-toto statements of a release (docs/bundle.md).
#include <review/revocation.hpp>
#include <review/statement.hpp>

#include "base/base64.hpp"
#include "base/utc_time.hpp"
#include "model/json/strict_reader.hpp"

namespace review {
namespace {

const JsonSource statement_source{Msg::json_statement, Errc::unverified};
const JsonSource approval_source{Msg::json_approval, Errc::unverified};

constexpr std::string_view statement_type = "https://in-toto.io/Statement/v1";
constexpr std::string_view review_type = "urn:libreview:release-review:v2";
constexpr std::string_view approval_type = "urn:libreview:approval:v1";
constexpr std::string_view release_type = "urn:libreview:release:v1";
constexpr std::string_view revocation_type = "urn:libreview:revocation:v1";

// Subjects that are no file of their own in the bundle.
constexpr std::string_view statement_subject = "statement";
constexpr std::string_view approval_subject = "approval";

Json subject(std::string_view name, const Digest& digest) {
    return Json{{"name", name}, {"digest", Json{{"sha256", digest.hex()}}}};
}

std::string whole(Json subjects, std::string_view type, Json predicate) {
    return dumped_line(Json{{"_type", statement_type}, {"subject", std::move(subjects)}, {"predicateType", type},
                            {"predicate", std::move(predicate)}});
}

Json hex_list(const std::vector<Digest>& digests) {
    Json list = Json::array();
    for (const auto& digest : digests) list.push_back(digest.hex());
    return list;
}

Json base64_list(const std::vector<Bytes>& blobs) {
    Json list = Json::array();
    for (const auto& blob : blobs) list.push_back(base64(blob));
    return list;
}

std::vector<Bytes> read_base64_list(const StrictReader& reader, const char* key) {
    std::vector<Bytes> blobs;
    for (const auto& letters : reader.texts(key)) {
        auto bytes = from_base64(letters);
        if (!bytes) reader.complain(key, Msg::json_want_base64);
        blobs.push_back(std::move(*bytes));
    }
    return blobs;
}

// The plug-in that holds the key; without one there is no such field, as ever.
constexpr const char* signer_key = "signerPlugin";

Json with_signer(Json predicate, const std::optional<PluginIdentity>& signer) {
    if (signer) predicate[signer_key] = Json{{"kind", signer->kind}, {"name", signer->name}, {"sha256", signer->digest.hex()}};
    return predicate;
}

std::optional<PluginIdentity> read_signer(const StrictReader& predicate) {
    if (!predicate.has(signer_key)) return std::nullopt;
    const auto reader = predicate.object(signer_key, {"kind", "name", "sha256"});
    reader.fixed("kind", "signer");
    const auto name = reader.text("name");
    if (name.empty()) reader.complain("name", Msg::json_want_word);
    return PluginIdentity{"signer", name, reader.digest("sha256")};
}

struct Subject {
    std::string name;
    Digest digest;
};

std::vector<Subject> read_subjects(const StrictReader& reader) {
    std::vector<Subject> subjects;
    reader.list("subject", {"name", "digest"}, [&](const StrictReader& item) {
        subjects.push_back({item.text("name"), item.object("digest", {"sha256"}).digest("sha256")});
    });
    return subjects;
}

std::string read_time(const StrictReader& reader, const char* key) {
    reader.time(key);
    return reader.text(key);
}

// Equal fields, equal bytes: nothing can be hidden between them, in an order of keys or a spelling of a number.
template <typename Statement>
Statement only_if_canonical(const JsonSource& source, const Statement& statement, std::string (*write)(const Statement&), std::string_view json) {
    if (write(statement) != json) throw Error(source.code, say(Msg::json_bad, {say(source.what), "/", say(Msg::json_not_canonical)}));
    return statement;
}

Json tally_json(const std::vector<FindingTally>& tally) {
    Json list = Json::array();
    for (const auto& row : tally) list.push_back(Json{{"rule", row.rule}, {"disposition", row.disposition}, {"count", row.count}});
    return list;
}

Json accepted_json(const std::vector<AcceptedAggregation>& accepted) {
    Json list = Json::array();
    for (const auto& one : accepted) list.push_back(Json{{"rule", one.rule}, {"reason", one.reason}});
    return list;
}

Json findings_json(const std::vector<ClosedFinding>& findings) {
    Json list = Json::array();
    for (const auto& finding : findings) {
        list.push_back(Json{{"rule", finding.rule}, {"disposition", finding.disposition}, {"basis", finding.basis},
                            {"commitment", finding.commitment.hex()}});
    }
    return list;
}

Json packs_json(const std::vector<PackIdentity>& packs) {
    Json list = Json::array();
    for (const auto& pack : packs) list.push_back(Json{{"name", pack.name}, {"version", pack.version}, {"sha256", pack.digest.hex()}});
    return list;
}

}  // namespace

std::string statement_json(const ReviewStatement& s) {
    return whole(Json::array({subject(s.file_name, s.candidate)}), review_type,
                 Json{{"format", s.format},
                      {"draft", Json{{"commitment", s.draft_commitment.hex()}}},
                      {"tool", Json{{"name", "review"}, {"version", s.tool_version}, {"engine", s.engine}}},
                      {"packs", packs_json(s.packs)},
                      {"policy", Json{{"name", s.policy}, {"channel", s.channel}, {"sha256", s.policy_digest.hex()}}},
                      {"approvalRules", Json{{"name", s.rules}, {"sha256", s.rules_digest.hex()}}},
                      {"redactor", s.redactor},
                      {"prepared", s.prepared},
                      {"expires", s.expires},
                      {"acceptedBlindSpots", s.accepted_blind_spots},
                      {"acceptedAggregations", accepted_json(s.accepted_aggregations)},
                      {"tally", tally_json(s.tally)},
                      {"findings", findings_json(s.findings)},
                      {"proof", Json{{"clean", s.proof.clean}, {"values", s.proof.values}, {"streams", s.proof.streams}, {"rendered", s.proof.rendered}}},
                      {"renderer", s.renderer},
                      {"pages", hex_list(s.pages)}});
}

ReviewStatement statement_from_json(std::string_view json) {
    const Json parsed = parse_strictly(statement_source, json);
    const StrictReader reader(statement_source, parsed, "", {"_type", "subject", "predicateType", "predicate"});
    reader.fixed("_type", statement_type);
    reader.fixed("predicateType", review_type);
    const auto subjects = read_subjects(reader);
    if (subjects.size() != 1) reader.complain("subject", Msg::json_want_list);
    const auto p = reader.object("predicate", {"format", "draft", "tool", "packs", "policy", "approvalRules", "redactor", "prepared", "expires",
                                               "acceptedBlindSpots", "acceptedAggregations", "tally", "findings", "proof", "renderer", "pages"});
    ReviewStatement s;
    s.file_name = subjects[0].name;
    s.candidate = subjects[0].digest;
    s.format = p.text("format");
    s.draft_commitment = p.object("draft", {"commitment"}).digest("commitment");
    const auto tool = p.object("tool", {"name", "version", "engine"});
    s.tool_version = tool.text("version");
    s.engine = tool.text("engine");
    p.list("packs", {"name", "version", "sha256"}, [&](const StrictReader& item) {
        s.packs.push_back({item.text("name"), item.text("version"), item.digest("sha256")});
    });
    const auto policy = p.object("policy", {"name", "channel", "sha256"});
    s.policy = policy.text("name");
    s.channel = policy.text("channel");
    s.policy_digest = policy.digest("sha256");
    const auto rules = p.object("approvalRules", {"name", "sha256"});
    s.rules = rules.text("name");
    s.rules_digest = rules.digest("sha256");
    // With the one and not the other a reader could take the release for one without rules.
    if (s.rules.empty() != (s.rules_digest == Digest{})) rules.complain("name", Msg::json_want_word);
    s.redactor = p.text("redactor");
    s.prepared = read_time(p, "prepared");
    s.expires = p.text("expires");
    s.accepted_blind_spots = p.number("acceptedBlindSpots");
    p.list("acceptedAggregations", {"rule", "reason"}, [&](const StrictReader& item) {
        s.accepted_aggregations.push_back({item.text("rule"), item.text("reason")});
    });
    p.list("tally", {"rule", "disposition", "count"}, [&](const StrictReader& item) {
        s.tally.push_back({item.text("rule"), item.text("disposition"), item.number("count")});
    });
    p.list("findings", {"rule", "disposition", "basis", "commitment"}, [&](const StrictReader& item) {
        s.findings.push_back({item.text("rule"), item.text("disposition"), item.text("basis"), item.digest("commitment")});
    });
    const auto proof = p.object("proof", {"clean", "values", "streams", "rendered"});
    s.proof = {proof.boolean("clean"), proof.number("values"), proof.number("streams"), proof.text("rendered")};
    s.renderer = p.text("renderer");
    s.pages = p.digests("pages");
    return only_if_canonical(statement_source, s, statement_json, json);
}

namespace {

std::string_view word_of(ApprovalKind kind) { return kind == ApprovalKind::approve ? "approve" : "break-glass"; }

std::optional<ApprovalKind> approval_kind(std::string_view word) {
    if (word == "approve") return ApprovalKind::approve;
    if (word == "break-glass") return ApprovalKind::break_glass;
    return std::nullopt;
}

}  // namespace

std::string approval_json(const Approval& a) {
    return whole(Json::array({subject(a.file_name, a.candidate), subject(statement_subject, a.statement)}), approval_type,
                 with_signer(Json{{"decision", word_of(a.kind)}, {"role", a.role}, {"person", a.person}, {"time", a.time}, {"expires", a.expires},
                                  {"certificate", base64(a.certificate)}, {"chain", base64_list(a.chain)}, {"renderer", a.renderer}, {"pages", hex_list(a.pages)}},
                             a.signer));
}

Approval approval_from_json(std::string_view json) {
    const Json parsed = parse_strictly(approval_source, json);
    const StrictReader reader(approval_source, parsed, "", {"_type", "subject", "predicateType", "predicate"});
    reader.fixed("_type", statement_type);
    reader.fixed("predicateType", approval_type);
    const auto subjects = read_subjects(reader);
    if (subjects.size() != 2 || subjects[1].name != statement_subject) reader.complain("subject", Msg::json_want_list);
    const auto p = reader.object("predicate", {"decision", "role", "person", "time", "expires", "certificate", "chain", "renderer", "pages"}, signer_key);
    Approval a;
    a.kind = p.word("decision", approval_kind);
    a.file_name = subjects[0].name;
    a.candidate = subjects[0].digest;
    a.statement = subjects[1].digest;
    a.role = p.text("role");
    a.person = p.text("person");
    a.time = read_time(p, "time");
    a.expires = read_time(p, "expires");
    a.certificate = p.base64("certificate");
    a.chain = read_base64_list(p, "chain");
    a.renderer = p.text("renderer");
    a.pages = p.digests("pages");
    a.signer = read_signer(p);
    return only_if_canonical(approval_source, a, approval_json, json);
}

std::string release_statement_json(const ReleaseStatement& r) {
    return whole(Json::array({subject(r.file_name, r.published)}), release_type,
                 with_signer(Json{{"candidate", r.candidate.hex()}, {"statement", r.statement.hex()}, {"approvals", hex_list(r.approvals)},
                                  {"breakGlass", r.break_glass}, {"time", r.time}, {"certificate", base64(r.certificate)}, {"chain", base64_list(r.chain)}},
                             r.signer));
}

ReleaseStatement release_statement_from_json(std::string_view json) {
    const Json parsed = parse_strictly(statement_source, json);
    const StrictReader reader(statement_source, parsed, "", {"_type", "subject", "predicateType", "predicate"});
    reader.fixed("_type", statement_type);
    reader.fixed("predicateType", release_type);
    const auto subjects = read_subjects(reader);
    if (subjects.size() != 1) reader.complain("subject", Msg::json_want_list);
    const auto p = reader.object("predicate", {"candidate", "statement", "approvals", "breakGlass", "time", "certificate", "chain"}, signer_key);
    ReleaseStatement r;
    r.file_name = subjects[0].name;
    r.published = subjects[0].digest;
    r.candidate = p.digest("candidate");
    r.statement = p.digest("statement");
    r.approvals = p.digests("approvals");
    r.break_glass = p.boolean("breakGlass");
    r.time = read_time(p, "time");
    r.certificate = p.base64("certificate");
    r.chain = read_base64_list(p, "chain");
    r.signer = read_signer(p);
    return only_if_canonical(statement_source, r, release_statement_json, json);
}

std::string revocation_json(const Revocation& r) {
    return whole(Json::array({subject(r.file_name, r.candidate), subject(statement_subject, r.statement), subject(approval_subject, r.approval)}), revocation_type,
                 with_signer(Json{{"person", r.person}, {"role", r.role}, {"reason", name_of(r.reason)}, {"time", r.time},
                                  {"certificate", base64(r.certificate)}, {"chain", base64_list(r.chain)}},
                             r.signer));
}

Revocation revocation_from_json(std::string_view json) {
    const Json parsed = parse_strictly(approval_source, json);
    const StrictReader reader(approval_source, parsed, "", {"_type", "subject", "predicateType", "predicate"});
    reader.fixed("_type", statement_type);
    reader.fixed("predicateType", revocation_type);
    const auto subjects = read_subjects(reader);
    if (subjects.size() != 3 || subjects[1].name != statement_subject || subjects[2].name != approval_subject) reader.complain("subject", Msg::json_want_list);
    const auto p = reader.object("predicate", {"person", "role", "reason", "time", "certificate", "chain"}, signer_key);
    Revocation r;
    r.file_name = subjects[0].name;
    r.candidate = subjects[0].digest;
    r.statement = subjects[1].digest;
    r.approval = subjects[2].digest;
    r.person = p.text("person");
    r.role = p.text("role");
    r.reason = p.word("reason", revocation_reason);
    r.time = read_time(p, "time");
    r.certificate = p.base64("certificate");
    r.chain = read_base64_list(p, "chain");
    r.signer = read_signer(p);
    return only_if_canonical(approval_source, r, revocation_json, json);
}

}  // namespace review
