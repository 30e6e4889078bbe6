#include <review/release.hpp>

#include <algorithm>
#include <optional>

#include <review/error.hpp>
#include <review/table_headings.hpp>

#include "base/digest_set.hpp"
#include "base/messages/release.hpp"
#include "policy/must_publish.hpp"
#include "release/apply_suppressions.hpp"
#include "release/field_duties.hpp"
#include "release/marking_lints.hpp"
#include "release/mask_weigher.hpp"
#include "release/masked_names.hpp"
#include "release/plugins_used.hpp"
#include "release/private_numbers.hpp"
#include "release/same_value.hpp"
#include "release/scan_parts.hpp"
#include "release/typed_columns.hpp"
#include "scan/page_bridge.hpp"
#include "scan/sieve.hpp"

namespace review {
namespace {

// The same place of the same draft has the same digest in every scan; of 64 bits, as many as an id shows.
std::uint64_t place_digest(const KeyedDigest& draft, const Finding& finding) {
    const auto& span = finding.where.span;
    const auto digest = draft.of({finding.rule, std::to_string(span.part), std::to_string(span.begin), std::to_string(span.end)});
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < 8; ++i) number = number << 8 | digest.bytes[i];
    return number;
}

// "f-" and 16 hex digits.
std::string finding_id(std::uint64_t digest) {
    std::string id(18, '-');
    id[0] = 'f';
    for (auto digit = id.end(); digest != 0 || digit != id.begin() + 2; digest >>= 4) *--digit = "0123456789abcdef"[digest & 15];
    return id;
}

class Findings final : public ExtractionSink {
public:
    Findings(const Draft& draft, const Document& document, const Scanner& scanner, const Policy& policy, ByteView key, ScannedDocument& result)
        : scanner_(scanner), policy_(policy), duties_(draft, document, policy), guard_(policy), private_(policy, guard_), masks_(policy), of_draft_(draft.digest.bytes), result_(result) {
        if (!key.empty()) fingerprints_.emplace(key);
    }

    void note(SieveNotes* notes) { sieve_.note(notes); }
    void part(Part&& part) override { sieve_.part(std::move(part)); }
    void blind_spot(BlindSpot&& spot) override { result_.blind_spots.push_back(std::move(spot)); }
    void settle(const Document& document) {
        sieve_.flush();
        for (const auto& path : duties_.missed()) {
            blind_spot({0, 0, path, BlindReason::unsupported, say(Msg::release_field_prefix, {path}), {}, false, false});
        }
        result_.fields_in_vain = duties_.in_vain();
        lint_markings(document, policy_, result_.findings);
        private_.settle(result_.findings);
        masks_.settle(result_.findings);
        apply_suppressions(policy_, result_.findings);
        names_.mask(result_);
    }

private:
    void look(Part&& part, bool may_hold) {
        guard_.read(part);
        private_.read(part);
        masks_.read(part);
        bytes_.read(part);
        cells_.read(part);
        const auto headings = headings_.over(part);
        for (auto& finding : duties_.in(part)) keep(part, std::move(finding));
        const auto known = may_hold || !headings.empty() ? found_in(part, headings) : std::vector<PageBridge::Known>();
        if (part.kind != PartKind::page) return;
        for (auto& finding : bridge_.found(scanner_, part, known)) {
            apply(policy_, finding);
            keep(part, std::move(finding));
        }
        bridge_.keep(std::move(part));
    }

    // Tells the places of what was found on a page.
    std::vector<PageBridge::Known> found_in(const Part& part, std::string_view headings) {
        std::vector<PageBridge::Known> known;
        columns_.read(part, headings);
        auto findings = scanner_.scan(part, headings);
        std::erase_if(findings, [&](const Finding& finding) { return duties_.passes_over(finding); });
        for (auto& finding : findings) judge(part, finding);
        private_.take_back(part, columns_, findings);
        for (auto& finding : findings) {
            duties_.publish(finding);
            if (part.kind == PartKind::page) known.push_back({finding.rule, finding.where.span});
            keep(part, std::move(finding));
        }
        return known;
    }

    void judge(const Part& part, Finding& finding) {
        apply(policy_, finding);
        const auto rows_say = finding.evidence.size();
        guard_.apply(part, finding);
        const bool freed = finding.evidence.size() > rows_say;
        if (!freed && part.kind == PartKind::text && guard_.may_free(finding)) {
            guard_.apply_heading(columns_.over(part, cells_.of(part, finding.where.span.begin)), finding);
        }
    }

    void keep(const Part& part, Finding&& finding) {
        // Pieces of a long part overlap, so that a value on the border is seen; not twice.
        const auto place = place_digest(of_draft_, finding);
        if (!seen_.insert(place)) return;
        finding.id = finding_id(place);
        names_.found_in(part);
        if (fingerprints_) finding.fingerprint = fingerprints_->of(same_value(finding)).hex();
        if (is_masked(finding)) masks_.add(part, result_.findings.size(), finding, bytes_.of(part, finding.where.span.begin));
        result_.findings.push_back(std::move(finding));
    }

    const Scanner& scanner_;
    Sieve sieve_{&scanner_, [this](Part&& part, bool may_hold) { look(std::move(part), may_hold); }};
    const Policy& policy_;
    FieldDuties duties_;
    TableHeadings headings_;
    MustPublishGuard guard_;
    TypedColumns columns_;
    PrivateNumbers private_;
    MaskWeigher masks_;
    MaskedNames names_;
    PageBridge bridge_;
    GlyphBytes bytes_, cells_;
    KeyedDigest of_draft_;
    std::optional<KeyedDigest> fingerprints_;
    ScannedDocument& result_;
    DigestSet seen_;  // places of findings
};

bool cuts_fields(const Policy& policy) {
    return std::any_of(policy.fields.begin(), policy.fields.end(), [](const FieldRule& rule) { return rule.duty == FieldDuty::cut; });
}

}  // namespace

void scan_parts(const Document& document, const Draft& draft, const Scanner& scanner, const Policy& policy,
                ByteView fingerprint_key, ScannedDocument& result, SieveNotes* notes) {
    result.format = std::string(document.format());
    result.pages = document.pages();
    Findings sink(draft, document, scanner, policy, fingerprint_key, result);
    sink.note(notes);
    document.extract(sink);
    if (document.format() == "archive" && cuts_fields(policy)) {
        sink.blind_spot({0, 0, "archive", BlindReason::unsupported, say(Msg::release_fields_in_archive), {}, false, false});
    }
    sink.settle(document);
    result.complete = std::all_of(result.blind_spots.begin(), result.blind_spots.end(), [](const BlindSpot& spot) { return spot.enough; });
}

ScannedDocument scan_document(const Draft& draft, const Scanner& scanner, const Policy& policy,
                              ByteView fingerprint_key, const OpenOptions& options) {
    ScannedDocument result;
    result.name = draft.name;
    result.sha256 = draft.digest;
    try {
        scan_parts(*open_document(draft, options), draft, scanner, policy, fingerprint_key, result);
        check_unchanged(draft);
    } catch (const Error& error) {
        result.complete = false;
        result.failure = error.what();
    }
    return result;
}

ScanResult scan_result(const Scanner& scanner, const Policy& policy, const PictureReading& pictures) {
    ScanResult result;
    result.engine = scanner.engine();
    result.plugins = plugins_of(scanner, pictures);
    // What was asked for may be the secret: a plain digest of a name is the name.
    for (const auto& pack : scanner.packs()) result.packs.push_back({pack.name, pack.version, pack.asked ? Digest{} : pack.digest});
    result.policy = policy.name;
    result.channel = std::string(name_of(policy.channel));
    result.policy_digest = policy.digest;
    return result;
}

}  // namespace review
