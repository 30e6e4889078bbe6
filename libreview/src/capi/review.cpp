// The exported functions, and nothing else is: review.map. Thin: arguments in, one call, results out.
#include <review/review.h>

#include <cstddef>
#include <cstdlib>
#include <memory>

#include <review/bundle.hpp>
#include <review/error.hpp>
#include <review/json.hpp>
#include <review/release.hpp>
#include <review/signing.hpp>

#include "base/atomic_file.hpp"
#include "base/messages/capi.hpp"
#include "capi/arguments.hpp"
#include "capi/boundary.hpp"
#include "model/json/capabilities.hpp"

using namespace review;
using namespace review::capi;

struct review_scanner {
    Scanner scanner;
    Policy policy;
    Bytes key;  // of fingerprints
    Limits limits;
    Language language;
};

struct review_findings {
    ScannedDocument document;
    std::string json;
};

struct review_redaction {
    SharedBytes output;
    std::string evidence;
};

namespace {

Language spoken(const review_scanner* scanner) { return scanner ? scanner->language : Language::en; }

std::unique_ptr<review_scanner> make_scanner(const review_scanner_options& options) {
    return std::make_unique<review_scanner>(
        review_scanner{scanner_of(options), policy_of(options), key_of(options), limits_of(options.limits), language_or_english(options.language)});
}

std::unique_ptr<review_findings> look(const review_scanner& scanner, const Input& input) {
    auto result = scan_result(scanner.scanner, scanner.policy);
    result.documents.push_back(scan_document(input.draft, scanner.scanner, scanner.policy, scanner.key, input.opening));
    auto json = findings_json(result);
    return std::make_unique<review_findings>(review_findings{std::move(result.documents.front()), std::move(json)});
}

void check_language(const char* language) {
    if (!known_language(language)) throw Error(Errc::bad_config, say(Msg::capi_word, {"language", text_or(language, "", "language"), "en, zh"}));
}

Language language_of(const review_scanner_options* options) {
    return language_or_english(options && options->size >= offsetof(review_scanner_options, policy) ? options->language : nullptr);
}

Language language_of(const review_verify_options* options) {
    return language_or_english(options && options->size >= offsetof(review_verify_options, roots) ? options->language : nullptr);
}

Verification verification_of(const review_draft* document, const review_verify_options& options) {
    BundleTrust trust;
    trust.roots = texts_of(options.roots, options.root_count, "roots");
    trust.crls = texts_of(options.crls, options.crl_count, "crls");
    trust.rules = file_or_none(options.approval_rules, "approval_rules");
    trust.log_key = file_or_none(options.log_key, "log_key");
    const auto given = struct_of(document, "review_draft");
    if (!given.bytes && given.path && is_bundle(text_or(given.path, "", "path"))) return verify_bundle(given.path, trust);
    const auto input = input_of(document, limits_of(options.limits));
    if (is_bundle(input.draft)) return verify_bundle(input.draft, trust);
    // A single file says nothing of these: "valid" would be more than was looked at.
    if (!trust.rules.empty() || !trust.log_key.empty()) throw Error(Errc::bad_config, say(Msg::capi_for_bundles));
    return verify_document(input.draft.bytes, trust.roots, trust.crls);
}

// Of the caller's own, to change and to keep.
int give(char** out, const std::string& text) {
    *out = copy_of(text);
    return REVIEW_OK;
}

}  // namespace

const char* review_version(void) { return REVIEW_VERSION; }

int review_capabilities(char** out_json) {
    return guarded(Language::en, [&] {
        require(out_json, "out_json");
        *out_json = nullptr;
        return give(out_json, capabilities_json({formats(), {name_of(Channel::internet), name_of(Channel::restricted), name_of(Channel::board)},
                                                 built_in_packs(), built_in_policies()}));
    });
}

const char* review_last_error(void) { return remembered(); }

const char* review_last_error_json(void) { return remembered_json(); }

void review_free(char* text) { std::free(text); }

int review_scanner_new(review_scanner** out, const review_scanner_options* given) {
    return guarded(language_of(given), [&] {
        require(out, "out");
        *out = nullptr;
        const auto options = struct_of(given, "review_scanner_options");
        check_language(options.language);
        *out = make_scanner(options).release();
        return REVIEW_OK;
    });
}

void review_scanner_free(review_scanner* scanner) { delete scanner; }

int review_scan(review_findings** out, const review_scanner* scanner, const review_draft* draft) {
    return guarded(spoken(scanner), [&] {
        require(out, "out");
        *out = nullptr;
        require(scanner, "scanner");
        auto found = look(*scanner, input_of(draft, scanner->limits));
        const auto& document = found->document;
        int status = REVIEW_OK;
        if (!document.failure.empty()) status = failed(REVIEW_UNREADABLE, "unreadable", document.failure);
        else if (!document.complete) status = failed(REVIEW_UNREADABLE, "blind-spots", say(Msg::capi_blind));
        *out = found.release();
        return status;
    });
}

void review_findings_free(review_findings* findings) { delete findings; }

const char* review_findings_json(const review_findings* findings) { return findings ? findings->json.c_str() : ""; }

size_t review_findings_count(const review_findings* findings) { return findings ? findings->document.findings.size() : 0; }

size_t review_findings_blind_spots(const review_findings* findings) { return findings ? findings->document.blind_spots.size() : 0; }

int review_findings_at(review_finding* out, const review_findings* findings, size_t index) {
    return guarded(Language::en, [&] {
        require(findings, "findings");
        if (index >= review_findings_count(findings)) throw Error(Errc::bad_config, say(Msg::capi_index, {std::to_string(index)}));
        const auto& found = findings->document.findings[index];
        const auto& where = found.where;
        // The names are literals: they end with a zero byte.
        review_finding finding{sizeof finding, found.id.c_str(), found.rule.c_str(), name_of(found.category).data(), name_of(found.severity).data(),
                               name_of(found.likelihood).data(), name_of(found.action).data(), where.label.c_str(), found.preview.c_str(),
                               found.fingerprint.c_str(), where.page, where.span.part, where.span.begin, where.span.end,
                               where.quads.empty() ? nullptr : where.quads.front().data(), where.quads.size()};
        write_struct(out, &finding, sizeof finding, "review_finding");
        return REVIEW_OK;
    });
}

int review_findings_blind_spot_at(review_blind_spot* out, const review_findings* findings, size_t index) {
    return guarded(Language::en, [&] {
        require(findings, "findings");
        if (index >= review_findings_blind_spots(findings)) throw Error(Errc::bad_config, say(Msg::capi_index, {std::to_string(index)}));
        const auto& seen = findings->document.blind_spots[index];
        review_blind_spot spot{sizeof spot, seen.label.c_str(), name_of(seen.reason).data(), seen.detail.c_str(), seen.page};
        write_struct(out, &spot, sizeof spot, "review_blind_spot");
        return REVIEW_OK;
    });
}

int review_inspect(char** out_json, const review_scanner* scanner, const review_draft* draft) {
    return guarded(spoken(scanner), [&] {
        require(out_json, "out_json");
        *out_json = nullptr;
        require(scanner, "scanner");
        const auto input = input_of(draft, scanner->limits);
        const auto seen = inspect_document(input.draft, input.opening);
        give(out_json, inspection_json(seen));
        if (!seen.failure.empty()) return failed(REVIEW_UNREADABLE, "unreadable", seen.failure);
        return seen.complete ? int{REVIEW_OK} : failed(REVIEW_UNREADABLE, "blind-spots", say(Msg::capi_blind));
    });
}

int review_decide(char** out_yaml, const review_scanner* scanner, const review_draft* draft) {
    return guarded(spoken(scanner), [&] {
        require(out_yaml, "out_yaml");
        *out_yaml = nullptr;
        require(scanner, "scanner");
        const auto input = input_of(draft, scanner->limits);
        const ByteView key = scanner->key;
        const auto seen = scan_document(input.draft, scanner->scanner, scanner->policy, key, input.opening);
        if (!seen.failure.empty()) throw Error(Errc::malformed, seen.failure);
        return give(out_yaml, update_decisions(input.draft, seen.findings, seen.blind_spots, anchors_of(input.draft, seen.findings, key, input.opening)).yaml);
    });
}

int review_redact(review_redaction** out, const review_scanner* scanner, const review_draft* draft, const review_redact_options* options) {
    return guarded(spoken(scanner), [&] {
        require(out, "out");
        *out = nullptr;
        require(scanner, "scanner");
        auto input = input_of(draft, scanner->limits);
        // What nothing was cut out of may go out as it came: the copy must not hang on the caller's bytes.
        input.draft.bytes = Bytes(input.draft.bytes.begin(), input.draft.bytes.end());
        auto redaction = redact_document(input.draft, scanner->scanner, scanner->policy, request_of(options, input.draft), input.opening);
        *out = std::make_unique<review_redaction>(review_redaction{std::move(redaction.output), evidence_json(redaction.evidence)}).release();
        return REVIEW_OK;
    });
}

void review_redaction_free(review_redaction* redaction) { delete redaction; }

const void* review_redaction_bytes(const review_redaction* redaction) { return redaction ? redaction->output.data() : nullptr; }

size_t review_redaction_byte_count(const review_redaction* redaction) { return redaction ? redaction->output.size() : 0; }

const char* review_redaction_evidence(const review_redaction* redaction) { return redaction ? redaction->evidence.c_str() : ""; }

int review_redaction_write(const review_redaction* redaction, const char* path) {
    return guarded(Language::en, [&] {
        require(redaction, "redaction");
        require(path, "path");
        write_file(path, redaction->output);
        return REVIEW_OK;
    });
}

int review_verify(char** out_json, const review_draft* document, const review_verify_options* given) {
    return guarded(language_of(given), [&] {
        require(out_json, "out_json");
        *out_json = nullptr;
        const auto options = struct_of(given, "review_verify_options");
        check_language(options.language);
        require(document, "document");
        const auto seen = verification_of(document, options);
        give(out_json, verification_json(seen));
        if (seen.valid()) return int{REVIEW_OK};
        std::string names;
        for (const auto& check : seen.checks) {
            if (!check.passed) names += (names.empty() ? "" : ", ") + check.name;
        }
        return failed(REVIEW_UNVERIFIED, "unverified", say(Msg::capi_not_verified, {names}));
    });
}
