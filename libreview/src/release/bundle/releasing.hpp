#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <review/bundle.hpp>
#include <review/ledger_entry.hpp>

#include "release/bundle/aggregation_gate.hpp"
#include "release/bundle/bundle_folder.hpp"
#include "release/bundle/forms_of_release.hpp"
#include "release/bundle/handover.hpp"
#include "release/bundle/public_words.hpp"
#include "release/bundle/signatures.hpp"
#include "release/draft_work.hpp"

namespace review {

// The way of a release through its bundle (docs/bundle.md), one run of it: begins the bundle or takes up what waits, and lets it out where enough
// persons approved.
class Releasing {
public:
    Releasing(DraftWork& work, const Draft& draft, const Scanner& scanner, const Policy& policy, const RedactionRequest& request,
              const BundleRequest& bundle, const OpenOptions& options)
        : work_(work), draft_(draft), scanner_(scanner), policy_(policy), request_(request), bundle_(bundle), options_(options) {
        if (bundle_.file_name.empty()) bundle_.file_name = draft.name == "-" ? "release" : draft.name;
    }

    BundleOutcome run();

private:
    // release_beginning.cpp
    void require_decided() const;
    // Everything a person wrote that will be seen: the name and number, who redacted, on what basis, the rules.
    std::vector<PublicWord> public_words() const;
    void begin();
    // The redacted file, XML without comments: no signature protects them.
    Bytes ready_to_seal();

    // release_waiting.cpp
    // What stands in the folder, whoever left it: of this draft, and redacted as now.
    void take_up(bool begun_now);
    // What the statement says of each finding is what is said now.
    bool same_decisions() const;
    // Whether enough persons approved.
    bool complete();
    Standing standing_with(const std::vector<RevocationRecord>& revocations) const;
    // Within the transaction that lets it out: nobody took back an approval in another copy of the bundle since they were counted.
    void require_not_spent(std::uint64_t own_entry) const;
    void require_not_taken_back() const;

    // release_publishing.cpp
    void publish();
    // Signatures of those who approved stay, and the office's comes to them.
    void sign_statement();
    ReleaseStatement release_of(ByteView published) const;
    // For the office's files. Without a font for Han they are left out, and that is told.
    void print_forms(BundleFiles& staged, const std::string& payload);
    ReleaseRecord record_of(const std::string& payload, const BundleFiles& staged) const;

    // A web page may be XML, too: readers would see the signature in it.
    static bool has_seal(std::string_view format) { return format == "pdf" || format == "xml"; }
    static Bytes bundle_bytes(const std::string& text) { return {text.begin(), text.end()}; }
    std::string candidate_name() const;
    Evidence look_again(ByteView bytes) const;

    DraftWork& work_;
    const Draft& draft_;
    const Scanner& scanner_;
    const Policy& policy_;
    RedactionRequest request_;
    BundleRequest bundle_;
    const OpenOptions& options_;
    ScannedDocument scanned_;
    Redaction redaction_;
    std::vector<FormItem> items_;
    StatedEnvelope stated_;
    ReadApprovals read_;
    BundleOutcome outcome_;
    AggregationGate gate_{bundle_};
    Handover handover_{bundle_, draft_.name};
};

}  // namespace review
