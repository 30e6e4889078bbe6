#include <review/review.h>

#include <cstddef>
#include <cstdlib>
#include <memory>
#include <type_traits>

#include <review/error.hpp>
#include <review/json.hpp>
#include <review/release.hpp>
#include <review/signing.hpp>

#include "base/atomic_file.hpp"
#include "base/messages/cli.hpp"
#include "capi/boundary.hpp"

using namespace review;
using capi::copy_of;
using capi::guarded;
using capi::require;

struct review_scanner {
    Scanner scanner;
    Policy policy;
};

namespace {

// A field is there where the caller's struct reaches past it.
#define REVIEW_HAS(options, field) \
    ((options) && (options)->size >= offsetof(std::remove_cvref_t<decltype(*(options))>, field) + sizeof((options)->field))

std::unique_ptr<review_scanner> make_scanner(const review_scanner_options* options) {
    std::vector<std::string> terms;
    if (REVIEW_HAS(options, term_count)) {
        for (std::size_t i = 0; i < options->term_count; ++i) {
            require(options->terms, "terms");
            require(options->terms[i], "terms[]");
            terms.emplace_back(options->terms[i]);
        }
    }
    auto packs = built_in_packs();
    if (!terms.empty()) packs.push_back(terms_pack(terms, {}));
    const std::string policy = REVIEW_HAS(options, policy) && options->policy ? options->policy : "default";
    const std::string where = REVIEW_HAS(options, channel) && options->channel ? options->channel : "internet";
    const auto known = channel(where);
    if (!known) throw Error(Errc::bad_config, say(Msg::capi_channel, {where}));
    return std::make_unique<review_scanner>(
        review_scanner{Scanner::compile(std::move(packs)), load_policy(policy, *known)});
}

int scan(char** out_json, const review_scanner& scanner, const Draft& draft) {
    auto result = scan_result(scanner.scanner, scanner.policy);
    result.documents.push_back(scan_document(draft, scanner.scanner, scanner.policy, {}));
    const auto& document = result.documents.back();
    *out_json = copy_of(findings_json(result));
    if (document.complete && document.failure.empty()) return REVIEW_OK;
    capi::remember(document.failure.empty() ? say(Msg::capi_blind) : document.failure);
    return REVIEW_UNREADABLE;
}

}  // namespace

const char* review_version(void) { return REVIEW_VERSION; }

const char* review_last_error(void) { return capi::remembered(); }

int review_scanner_new(review_scanner** out, const review_scanner_options* options) {
    return guarded([&] {
        require(out, "out");
        *out = nullptr;
        *out = make_scanner(options).release();
        return REVIEW_OK;
    });
}

void review_scanner_free(review_scanner* scanner) { delete scanner; }

int review_scan_file(char** out_json, const review_scanner* scanner, const char* path) {
    return guarded([&] {
        require(out_json, "out_json");
        *out_json = nullptr;
        require(scanner, "scanner");
        require(path, "path");
        return scan(out_json, *scanner, load_draft(path));
    });
}

int review_scan_memory(char** out_json, const review_scanner* scanner, const char* name, const void* bytes,
                       size_t size) {
    return guarded([&] {
        require(out_json, "out_json");
        *out_json = nullptr;
        require(scanner, "scanner");
        require(name, "name");
        if (size > 0) require(bytes, "bytes");
        const auto* begin = static_cast<const std::uint8_t*>(bytes);
        return scan(out_json, *scanner, make_draft(name, Bytes(begin, begin + size)));
    });
}

int review_redact_file(char** out_evidence_json, const review_scanner* scanner, const char* in_path,
                       const char* out_path, const review_redact_options* options) {
    return guarded([&] {
        if (out_evidence_json) *out_evidence_json = nullptr;
        require(scanner, "scanner");
        require(in_path, "in_path");
        require(out_path, "out_path");
        const Draft draft = load_draft(in_path);
        RedactionRequest request;
        request.decisions.draft = draft.digest;
        request.decisions.redact_all = REVIEW_HAS(options, all) && options->all != 0;
        const auto redaction = redact_document(draft, scanner->scanner, scanner->policy, request);
        // The copy is made first: nothing may fail once the file stands.
        std::unique_ptr<char, decltype(&std::free)> evidence(copy_of(evidence_json(redaction.evidence)), &std::free);
        write_file(out_path, redaction.output);
        if (out_evidence_json) *out_evidence_json = evidence.release();
        return REVIEW_OK;
    });
}

int review_verify_file(const char* path, const char* trust_path) {
    return guarded([&] {
        require(path, "path");
        require(trust_path, "trust_path");
        const auto seen = verify_document(load_draft(path).bytes, {trust_path});
        if (seen.valid()) return REVIEW_OK;
        for (const auto& check : seen.checks) {
            if (!check.passed) capi::remember(check.name + ": " + check.detail);
        }
        return REVIEW_UNVERIFIED;
    });
}

void review_free(char* text) { std::free(text); }
