#include <review/ledger_json.hpp>

#include <algorithm>
#include <set>

#include <review/error.hpp>
#include <review/revocation.hpp>

#include "base/messages/model.hpp"
#include "base/utc_time.hpp"
#include "model/json/ordered.hpp"

namespace review {
namespace {

// std::map: keys in the order of their bytes, which is that of RFC 8785 below the surrogates.
using Sorted = nlohmann::json;
constexpr std::uint64_t most_exact = std::uint64_t{1} << 53;
constexpr std::size_t most_bytes = 1 << 20;
constexpr int most_deep = 32;

[[noreturn]] void complain(const std::string& where) { throw Error(Errc::bad_config, say(Msg::ledger_json_bad, {where})); }

bool plain_number(const Sorted& value) {
    if (value.is_number_float()) return false;
    if (value.is_number_unsigned()) return value.get<std::uint64_t>() <= most_exact;
    return !value.is_number_integer() || value.get<std::int64_t>() >= -static_cast<std::int64_t>(most_exact);
}

Sorted object_of(std::string_view text) {
    std::vector<std::set<std::string>> seen;
    const auto watch = [&](int depth, Sorted::parse_event_t event, Sorted& parsed) {
        if (depth > most_deep) complain("/");
        if (event == Sorted::parse_event_t::object_start) seen.emplace_back();
        if (event == Sorted::parse_event_t::object_end) seen.pop_back();
        if (event == Sorted::parse_event_t::key && !seen.back().insert(parsed.get<std::string>()).second) complain("/");
        if (event == Sorted::parse_event_t::value && !plain_number(parsed)) complain("/");
        return true;
    };
    if (text.size() > most_bytes) complain("/");
    try {
        auto json = Sorted::parse(text, watch);
        if (!json.is_object()) complain("/");
        return json;
    } catch (const Sorted::exception&) {
        complain("/");
    }
}

std::string canonical(const Sorted& json) {
    try {
        return json.dump();
    } catch (const Sorted::exception&) {
        complain("/");
    }
}

const Sorted& member(const Sorted& json, const char* key) {
    const auto found = json.find(key);
    if (found == json.end()) complain(std::string("/") + key);
    return *found;
}

std::string text_of(const Sorted& json, const char* key) {
    const auto& value = member(json, key);
    if (!value.is_string()) complain(std::string("/") + key);
    return value.get<std::string>();
}

std::string text_or_none(const Sorted& json, const char* key) { return json.contains(key) ? text_of(json, key) : std::string(); }

std::uint64_t number_of(const Sorted& json, const char* key) {
    const auto& value = member(json, key);
    if (!value.is_number_unsigned()) complain(std::string("/") + key);
    return value.get<std::uint64_t>();
}

bool hexadecimal(const std::string& text, std::size_t size) {
    return text.size() == size && text.find_first_not_of("0123456789abcdef") == std::string::npos;
}

Digest digest_of(const Sorted& value, const char* key) {
    if (!value.is_string() || !hexadecimal(value.get<std::string>(), 64)) complain(std::string("/") + key);
    const auto hex = value.get<std::string>();
    Digest digest;
    for (std::size_t i = 0; i < digest.bytes.size(); ++i) {
        digest.bytes[i] = static_cast<std::uint8_t>(std::stoi(hex.substr(2 * i, 2), nullptr, 16));
    }
    return digest;
}

void only(const Sorted& json, std::initializer_list<std::string_view> keys) {
    for (const auto& [key, value] : json.items()) {
        if (std::find(keys.begin(), keys.end(), key) == keys.end()) complain("/?");
    }
}

std::string digest_text_of(const Sorted& json, const char* key) {
    auto text = text_of(json, key);
    if (!hexadecimal(text, 64)) complain(std::string("/") + key);
    return text;
}

std::vector<Digest> path_of(const Sorted& json) {
    const auto& list = member(json, "path");
    if (!list.is_array() || list.size() > 64) complain("/path");
    std::vector<Digest> path;
    for (const auto& item : list) path.push_back(digest_of(item, "path"));
    return path;
}

Json path_json(const std::vector<Digest>& path) {
    auto list = Json::array();
    for (const auto& digest : path) list.push_back(digest.hex());
    return list;
}

void put(Sorted& json, const char* key, const std::string& text) {
    if (!text.empty()) json[key] = text;
}

}  // namespace

std::string canonical_json(std::string_view json) { return canonical(object_of(json)); }

LedgerEntry entry_from_json(std::string_view text) {
    const auto json = object_of(text);
    only(json, {"body", "index", "intent", "kind", "salt", "time"});
    LedgerEntry entry;
    const auto kind = entry_kind(text_of(json, "kind"));
    if (!kind) complain("/kind");
    if (!member(json, "body").is_object()) complain("/body");
    entry.kind = *kind;
    entry.index = number_of(json, "index");
    entry.time = text_of(json, "time");
    entry.salt = text_of(json, "salt");
    entry.intent = text_or_none(json, "intent");
    entry.body = canonical(member(json, "body"));
    if (!utc_seconds(entry.time)) complain("/time");
    if (!hexadecimal(entry.salt, 32)) complain("/salt");
    if (!entry.intent.empty() && !hexadecimal(entry.intent, 64)) complain("/intent");
    if (entry.text() != text) complain("/");
    return entry;
}

std::string proof_json(const InclusionProof& proof) {
    return dumped({{"schema", "review-inclusion/1"}, {"index", proof.index}, {"size", proof.size}, {"path", path_json(proof.path)}});
}

InclusionProof inclusion_from_json(std::string_view text) {
    const auto json = object_of(text);
    only(json, {"schema", "index", "size", "path"});
    if (text_of(json, "schema") != "review-inclusion/1") complain("/schema");
    return {number_of(json, "index"), number_of(json, "size"), path_of(json)};
}

std::string proof_json(const ConsistencyProof& proof) {
    return dumped({{"schema", "review-consistency/1"}, {"old_size", proof.old_size}, {"size", proof.size}, {"path", path_json(proof.path)}});
}

ConsistencyProof consistency_from_json(std::string_view text) {
    const auto json = object_of(text);
    only(json, {"schema", "old_size", "size", "path"});
    if (text_of(json, "schema") != "review-consistency/1") complain("/schema");
    return {number_of(json, "old_size"), number_of(json, "size"), path_of(json)};
}

std::string body_json(const ReleaseRecord& record) {
    Sorted json{{"name", record.name}, {"channel", record.channel}, {"published", record.published}};
    put(json, "number", record.number);
    put(json, "publisher", record.publisher);
    put(json, "statement", record.statement);
    put(json, "expires", record.expires);
    put(json, "tokens", record.tokens);
    put(json, "reviewed", record.reviewed);
    for (const auto& one : record.accepted) json["accepted"].push_back({{"rule", one.rule}, {"reason", one.reason}});
    if (!record.reviewers.empty()) json["reviewers"] = record.reviewers;
    return canonical(json);
}

ReleaseRecord release_from_json(std::string_view body) {
    const auto json = object_of(body);
    ReleaseRecord record{text_or_none(json, "number"), text_of(json, "name"), text_of(json, "channel"), text_or_none(json, "publisher"),
                         {}, text_of(json, "published"), text_or_none(json, "statement"), text_or_none(json, "expires")};
    record.tokens = text_or_none(json, "tokens");
    if (!record.tokens.empty() && !hexadecimal(record.tokens, 64)) complain("/tokens");
    record.reviewed = text_or_none(json, "reviewed");
    if (!record.reviewed.empty() && !hexadecimal(record.reviewed, 64)) complain("/reviewed");
    if (json.contains("accepted")) {
        if (!json["accepted"].is_array()) complain("/accepted");
        for (const auto& one : json["accepted"]) {
            if (!one.is_object()) complain("/accepted");
            record.accepted.push_back({text_of(one, "rule"), text_of(one, "reason")});
        }
    }
    if (!json.contains("reviewers")) return record;
    if (!json["reviewers"].is_array()) complain("/reviewers");
    for (const auto& name : json["reviewers"]) {
        if (!name.is_string()) complain("/reviewers");
        record.reviewers.push_back(name.get<std::string>());
    }
    return record;
}

std::string body_json(const WithdrawalRecord& record) {
    return canonical(Sorted{{"release", record.release}, {"by", record.by}, {"reason", record.reason}});
}

WithdrawalRecord withdrawal_from_json(std::string_view body) {
    const auto json = object_of(body);
    return {number_of(json, "release"), text_of(json, "by"), text_of(json, "reason")};
}

std::string body_json(const RescanRecord& record) {
    Sorted json{{"by", record.by}, {"policy", record.policy}, {"policy_digest", record.policy_digest}, {"packs", Sorted::array()},
                {"releases", record.releases}, {"found", record.found}, {"unseen", record.unseen}, {"report", record.report}};
    for (const auto& pack : record.packs) json["packs"].push_back({{"name", pack.name}, {"version", pack.version}, {"digest", pack.digest}});
    return canonical(json);
}

RescanRecord rescan_from_json(std::string_view body) {
    const auto json = object_of(body);
    RescanRecord record{text_of(json, "by"), text_of(json, "policy"), digest_text_of(json, "policy_digest"), {},
                        number_of(json, "releases"), number_of(json, "found"), number_of(json, "unseen"), digest_text_of(json, "report")};
    const auto& packs = member(json, "packs");
    if (!packs.is_array()) complain("/packs");
    for (const auto& pack : packs) {
        if (!pack.is_object()) complain("/packs");
        record.packs.push_back({text_of(pack, "name"), text_of(pack, "version"), digest_text_of(pack, "digest")});
    }
    return record;
}

std::string body_json(const TokensRecord& record) {
    return canonical(Sorted{{"release", record.release}, {"by", record.by}, {"epoch", record.epoch}, {"tokens", record.tokens}});
}

TokensRecord tokens_from_json(std::string_view body) {
    const auto json = object_of(body);
    TokensRecord record{number_of(json, "release"), text_of(json, "by"), text_of(json, "epoch"), digest_text_of(json, "tokens")};
    if (!hexadecimal(record.epoch, 16)) complain("/epoch");
    return record;
}

std::string body_json(const RevocationRecord& record) {
    return canonical(Sorted{{"name", record.name}, {"approval", record.approval.hex()}, {"statement", record.statement.hex()}, {"person", record.person},
                            {"role", record.role}, {"reason", name_of(record.reason)}, {"time", record.time}, {"revocation", record.revocation.hex()}});
}

std::optional<RevocationRecord> revocation_record(std::string_view body) {
    try {
        const auto json = object_of(body);
        RevocationRecord record;
        record.name = text_of(json, "name");
        record.approval = digest_of(member(json, "approval"), "approval");
        record.statement = digest_of(member(json, "statement"), "statement");
        record.person = text_of(json, "person");
        record.role = text_of(json, "role");
        // A word of a later version revokes all the same.
        record.reason = revocation_reason(text_of(json, "reason")).value_or(RevocationReason::other);
        record.time = text_of(json, "time");
        record.revocation = digest_of(member(json, "revocation"), "revocation");
        if (!utc_seconds(record.time)) complain("/time");
        return record;
    } catch (const Error&) {
        return std::nullopt;
    }
}

}  // namespace review
